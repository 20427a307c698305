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
    expect(await cases.until(part, 'demand')).toBe('2026-03-20');
    // 1.6 × 750 up to 50 000, 0.8 × 750 up to 10 000; the notice's 38 within them.
    expect(await cases.owes(part)).toMatchObject({ interest: '252.49', costs: '1200.00' });
    expect(await cases.owes(full)).toMatchObject({ interest: '63.12', costs: '600.00' });
    const { settlement } = await company.settlesAndBooks(full, { amount: '1000.00' });
    expect(settlement).toMatchObject({ principal: '336.88', interest: '63.12', fees: '600.00' });

    story.later({ days: 3 });
    company.credits(part, '9000.00');
    company.credits(full);
    await company.pullNow();
    await cases.pass();
    // As if it had been 3 000 from the first day: interest of 67 days, and the fee of the smaller claim.
    expect(await cases.owes(part)).toEqual({
      principal: '3000.00',
      interest: '66.08',
      costs: '600.00',
      total: '3666.08',
    });
    expect(await cases.fees(part)).toEqual([
      'notice-fee 38.00',
      'collection-fee 1162.00',
      'collection-fee -600.00',
    ]);
    // What was never owed brings no costs: nothing is demanded, and everything that was charged has fallen away.
    expect(await cases.of(full)).toMatchObject({
      state: 'closed',
      closedBy: 'credited',
      owed: { total: { amount: '0.00' } },
    });
    const gone = await cases.fees(full);
    expect(gone.slice(0, 2)).toEqual(['notice-fee 38.00', 'collection-fee 562.00']);
    expect(gone.slice(2).toSorted()).toEqual(['collection-fee -562.00', 'letter-fees -38.00']);

    await cases.on('2026-05-11');
    expect(await cases.owes(part)).toMatchObject({ principal: '3000.00', costs: '1200.00' });
    const kinds = (await cases.letters(await cases.of(full))).map(({ kind }) => kind);
    expect(kinds).not.toContain('legal-notice');
    expect(await cases.told(part)).toContain('credit-note-counted');
  }, 300_000);
});
