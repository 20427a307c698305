import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { A_BUSINESS, CollectionStory } from '../../support/collection-story.js';
import { tellStory } from '../../support/story.js';

const post = await openPost();

describe('two Norwegian businesses that do not pay, a small debt and a large one', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  it('owe half as much again as a consumer, and the compensation only as far as it is the larger', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver({ takeover: 'collection-notice' });
    const owes = (name: string, amount: string) =>
      company.invoice(amount, { customerId: company.customer({ ...A_BUSINESS, name }).id });
    // Both are due on 15 January; interest of 12 % from the day after (12.25 % only from July).
    const small = owes('Prøvehandel AS', '400.00');
    const large = owes('Prøveverk AS', '12500.00');
    await company.pullNow();

    expect(await cases.until(small, 'collection-notice')).toBe('2026-03-02');
    expect(await cases.owes(small)).toEqual({
      principal: '400.00',
      interest: '6.05', // 46 days
      costs: '38.00', // 1/20 of 750, to the nearest krone
      total: '444.05',
    });

    expect(await cases.until(small, 'demand')).toBe('2026-03-20');
    // The fee is 0.25 × 750 × 1.5 = 281.25, the compensation of the half-year 460: the larger, not the sum.
    expect(await cases.owes(small)).toEqual({
      principal: '400.00',
      interest: '8.42', // 64 days
      costs: '460.00',
      total: '868.42',
    });
    // 1.6 × 750 × 1.5, and nothing of the compensation.
    expect(await cases.owes(large)).toMatchObject({ interest: '263.01', costs: '1800.00' });
    const [, demand] = await cases.letters(await cases.of(small));
    expect(demand?.text).toMatch(/Standardkompensasjon: 178,75\skr/);
    expect(demand?.text).toMatch(/Inkassosalær: 243,25\skr/);
    expect(demand?.text).toMatch(/Å betale i alt: 868,42\skr/);
    expect(await cases.holds(small)).toContain('deadline-running');

    // 14 days end on Good Friday and move to 7 April; on 5 May that is overstepped by 28 days, and not by more.
    await cases.on('2026-05-05');
    expect(await cases.owes(small)).toMatchObject({ interest: '14.47', costs: '460.00' });
    expect(await cases.owes(large)).toMatchObject({ interest: '452.05', costs: '1800.00' });
    await cases.on('2026-05-06');
    // Heavy: 0.5 × 750 × 1.5 = 562.50, by now the larger.
    expect(await cases.owes(small)).toMatchObject({ interest: '14.60', costs: '562.50', total: '977.10' });
    expect(await cases.owes(large)).toMatchObject({
      interest: '456.16',
      costs: '3600.00',
      total: '16556.16',
    });
    expect(await cases.fees(small)).toEqual([
      'notice-fee 38.00',
      'collection-fee 243.25',
      'compensation 178.75',
      'collection-fee 281.25',
      'compensation -178.75',
    ]);
    expect(await cases.fees(large)).toEqual([
      'notice-fee 38.00',
      'collection-fee 1762.00',
      'collection-fee 1800.00',
    ]);
    expect(await cases.mail(large)).toEqual([
      '2026-03-02 collection-notice letter nb sent until 2026-03-16',
      '2026-03-20 demand letter nb sent until 2026-04-07',
      '2026-05-05 legal-notice letter nb sent until 2026-05-19',
    ]);

    const { settlement } = await company.settlesAndBooks(large, { amount: '16556.16' });
    expect(settlement).toMatchObject({
      principal: '12500.00',
      interest: '456.16',
      fees: '3600.00',
      surplus: '0.00',
    });
    expect(await cases.of(large)).toMatchObject({ state: 'closed', closedBy: 'paid' });
    expect((await cases.told(large)).slice(-2)).toEqual(['payment-received', 'closed']);
    // The other debtor's case stands as it stood.
    expect(await cases.of(small)).toMatchObject({ state: 'open' });
  }, 300_000);
});
