import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { A_PERSON, CollectionStory } from '../../support/collection-story.js';
import { tellStory } from '../../support/story.js';

const post = await openPost();

describe('a Norwegian consumer who pays in parts', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  it('pays something in every stage, each part counted as the law says, and too much at the end', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver();
    const invoice = company.invoice('12000.00', { customerId: company.customer(A_PERSON).id });
    await company.pullNow();
    const pays = async (amount: string) => {
      const { settlement, writeBack } = await company.settlesAndBooks(invoice, { amount });
      const { principal, interest, fees, surplus } = settlement;
      expect(writeBack.state).toBe('verified');
      return { principal, interest, fees, surplus };
    };
    const look = async (what: string) =>
      console.log(what, story.today, JSON.stringify(await cases.owes(invoice)), await cases.fees(invoice));

    await cases.until(invoice, 'friendly-reminder');
    await cases.on('2026-03-05');
    await look('friendly');
    console.log(await pays('1000.00'));
    await look('paid');
    await cases.until(invoice, 'collection-notice');
    await look('notice');
    story.later({ days: 4 });
    console.log(await pays('1500.00'));
    await look('paid');
    await cases.until(invoice, 'demand');
    await look('demand');
    story.later({ days: 5 });
    await look('before');
    console.log(await pays('2000.00'));
    await look('paid');
    story.later({ days: 60 });
    await cases.pass();
    await look('heavy');
    console.log(await pays('3000.00'));
    await look('paid');
    story.later({ days: 3 });
    await look('before last');
    console.log(await pays('9000.00'));
    await look('end');
    console.log(
      await cases.of(invoice),
      await cases.post(invoice),
      await cases.told(invoice),
      await company.claimOf(invoice),
    );
    console.log((await cases.letters(await cases.of(invoice))).map(({ text }) => text).join('\n=====\n'));
  }, 300_000);
});
