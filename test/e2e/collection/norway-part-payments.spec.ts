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
    await cases.takeOver({ receipts: 'all' });
    const invoice = company.invoice('12000.00', { customerId: company.customer(A_PERSON).id });
    await company.pullNow();
    const pays = async (amount: string) => {
      const { settlement, writeBack } = await company.settlesAndBooks(invoice, { amount });
      const { principal, interest, fees, surplus } = settlement;
      expect(writeBack.state).toBe('verified');
      return [principal, interest, fees, surplus];
    };

    // Before anything was demanded: all of it is the invoice's.
    await cases.until(invoice, 'friendly-reminder');
    await cases.on('2026-03-05');
    expect(await pays('1000.00')).toEqual(['1000.00', '0.00', '0.00', '0.00']);
    // 12 % of 12 000 for 49 days runs on, and from now on of 11 000.
    expect(await cases.owes(invoice)).toMatchObject({ principal: '11000.00', interest: '193.32' });

    // After the notice: letters' fees, interest (37 days of 11 000 more), then the invoice.
    expect(await cases.until(invoice, 'collection-notice')).toBe('2026-04-07');
    expect(await cases.owes(invoice)).toMatchObject({ interest: '312.66', costs: '76.00' });
    story.later({ days: 4 });
    expect(await pays('1500.00')).toEqual(['1096.88', '327.12', '76.00', '0.00']);
    expect(await cases.owes(invoice)).toEqual({
      principal: '9903.12',
      interest: '0.00',
      costs: '0.00',
      total: '9903.12',
    });

    // After the demand: it demands less than 10 000, so the fee is 0.8 × 750, the letters' 76 paid already within it.
    expect(await cases.until(invoice, 'demand')).toBe('2026-04-27');
    expect(await cases.owes(invoice)).toMatchObject({ interest: '52.10', costs: '524.00' });
    story.later({ days: 5 });
    expect(await pays('2000.00')).toEqual(['1407.62', '68.38', '524.00', '0.00']);

    // After the heavy fee, 1.6 × 750; 59 days of 12 % and one of 12.25 % on what is left.
    await cases.on('2026-07-01');
    expect(await cases.owes(invoice)).toEqual({
      principal: '8495.50',
      interest: '167.64',
      costs: '600.00',
      total: '9263.14',
    });
    expect(await pays('3000.00')).toEqual(['2232.36', '167.64', '600.00', '0.00']);

    // Too much at the end: what is beyond belongs to the debtor, and is kept in sight.
    story.later({ days: 3 });
    expect(await pays('9000.00')).toEqual(['6263.14', '6.30', '0.00', '2730.56']);
    expect(await cases.of(invoice)).toMatchObject({
      state: 'closed',
      closedBy: 'paid',
      overpaid: { amount: '2730.56' },
      owed: { total: { amount: '0.00' } },
    });
    expect(await cases.fees(invoice)).toEqual([
      'reminder-fee 38.00',
      'notice-fee 38.00',
      'collection-fee 524.00',
      'collection-fee 600.00',
    ]);
    const mail = await cases.mail(invoice);
    const isReceipt = (line: string) => line.includes('payment-receipt');
    expect(mail.filter((line) => !isReceipt(line)).slice(0, 5)).toEqual([
      '2026-03-02 friendly-reminder email nb sent until 2026-03-12',
      '2026-03-16 reminder email nb sent until 2026-03-30',
      '2026-04-07 collection-notice letter nb sent until 2026-04-21',
      '2026-04-27 demand letter nb sent until 2026-05-11',
      '2026-07-01 legal-notice letter nb sent until 2026-07-15',
    ]);
    // Written by the next pass, unless that comes weeks later; what paid all of it has a letter of its own.
    expect(mail.filter(isReceipt)).toEqual([
      '2026-03-05 payment-receipt email nb sent',
      '2026-04-11 payment-receipt letter nb sent',
    ]);
    const told = await cases.told(invoice);
    expect(told.filter((kind) => kind === 'payment-received')).toHaveLength(5);
    expect(told).toContain('closed');
  }, 300_000);
});
