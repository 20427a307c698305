import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { A_SWEDISH_BUSINESS, SwedishCompany, tellSwedishStory } from '../../support/swedish-story.js';

const post = await openPost();

describe('a Swedish business that does not pay', () => {
  const story = tellSwedishStory(post.environment);
  afterAll(() => post.stop());

  it('owes 450 for the delay instead of 60 and 180, and interest from the due day', async () => {
    const company = await SwedishCompany.open(story, {
      takeover: 'reminder',
      agreedReminderFeeMinor: '6000',
    });
    const { cases, hub } = company;
    const invoice = company.invoice('10000.00', A_SWEDISH_BUSINESS);
    await hub.pullNow();

    expect(await cases.until(invoice, 'reminder')).toBe('2026-03-02');
    // 10 % of 10 000 for 29 days from 2 February on.
    expect(await cases.owes(invoice)).toEqual({
      principal: '10000.00',
      interest: '79.45',
      costs: '60.00',
      total: '10139.45',
    });
    await cases.until(invoice, 'demand');
    // Lag 1981:739 5 §: 60 and 180 are owed only as far as together they exceed the 450.
    const { costs } = await cases.owes(invoice);
    expect(costs).toBe('450.00');
    const demand = (await cases.letters(await cases.of(invoice))).at(-1);
    expect(demand).toMatchObject({ kind: 'demand', channel: 'letter', language: 'sv', state: 'sent' });

    const { total, interest } = await cases.owes(invoice);
    expect(await company.pays(invoice, total)).toEqual({
      principal: '10000.00',
      interest,
      fees: '450.00',
      surplus: '0.00',
    });
    expect(await cases.of(invoice)).toMatchObject({ state: 'closed', closedBy: 'paid' });
  }, 300_000);
});
