import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('the creditor credits a part of the invoice', () => {
  const story = tellStory();

  it('demands only the rest, which is settled and agrees to the øre', async () => {
    const company = await story.company();
    const invoice = company.invoice('1250.00');
    await company.pullNow();
    company.credits(invoice, '249.99');
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      holdReason: null,
      principal: { amount: '1250.00' },
      credited: { amount: '249.99' },
      paid: { amount: '0.00' },
      outstanding: { amount: '1000.01' },
    });
    expect(await company.collected(invoice)).toMatchObject({
      state: 'open',
      outstanding: '1000.01',
      messages: ['hand-over', 'credit-note'],
    });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '1000.01' });

    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1000.01' });
    expect(writeBack).toMatchObject({ state: 'verified', amount: { amount: '1000.01' } });
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      credited: { amount: '249.99' },
      paid: { amount: '1000.01' },
    });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
    expect(await company.reconcile()).toMatchObject({ claimsCompared: 1, differences: 0 });
  });

  it('makes no claim of the credit note itself', async () => {
    const company = await story.company();
    const invoice = company.invoice('1250.00');
    company.credits(invoice, '250.00');
    await company.pullNow();
    const claims = await company.claims();
    expect(claims.map(({ ledgerItemId }) => ledgerItemId)).toEqual([String(invoice.id)]);
    expect(claims[0]).toMatchObject({ credited: { amount: '250.00' }, outstanding: { amount: '1000.00' } });
  });
});
