import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { A_PERSON, CollectionStory } from '../../support/collection-story.js';
import { tellStory } from '../../support/story.js';

const post = await openPost();

describe('a creditor who credits in the middle of the collection', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  it('asks for what is left after a part, and for nothing at all after the whole', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver({ takeover: 'collection-notice' });
    const invoiceTo = (name: string, amount: string) =>
      company.invoice(amount, { customerId: company.customer({ ...A_PERSON, name }).id });
    const part = invoiceTo('Prøve Testesen', '12000.00');
    const full = invoiceTo('Utprøvd Testesen', '3000.00');
    await company.pullNow();
    const look = async (what: string) => {
      for (const invoice of [part, full])
        console.log(
          what,
          story.today,
          JSON.stringify(await cases.owes(invoice)),
          await cases.fees(invoice),
          (await cases.of(invoice)).state,
        );
    };
    await cases.until(part, 'demand');
    await look('demand');
    await company.settlesAndBooks(full, { amount: '1000.00' });
    await look('paid');
    story.later({ days: 3 });
    company.credits(part, '9000.00');
    company.credits(full);
    await company.pullNow();
    await cases.pass();
    await look('credited');
    console.log(
      await cases.of(full),
      await cases.told(full),
      await company.claimOf(full),
      await cases.of(part),
    );
    console.log(company.ledgerOf(full));
    story.later({ days: 60 });
    await cases.pass();
    await look('later');
    console.log(await cases.post(full), await cases.post(part), await cases.told(part));
    console.log((await cases.letters(await cases.of(part))).map(({ text }) => text).join('\n=====\n'));
    expect(1).toBe(1);
  }, 300_000);
});
