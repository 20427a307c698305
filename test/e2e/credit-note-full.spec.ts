import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('the creditor credits the whole invoice', () => {
  const story = tellStory();

  it('closes the claim as credited and tells the pipeline', async () => {
    const company = await story.company();
    const invoice = company.invoice('4321.09');
    await company.pullNow();
    company.credits(invoice);
    await company.pullNow();
    const claim = await company.claimOf(invoice);
    expect(claim).toMatchObject({
      state: 'closed',
      paid: { amount: '0.00' },
      credited: { amount: '4321.09' },
      outstanding: { amount: '0.00' },
      overpaid: { amount: '0.00' },
    });
    expect(claim.history.at(-1)).toMatchObject({ kind: 'closed', detail: { closedBy: 'credited' } });
    expect(await company.collected(invoice)).toMatchObject({
      state: 'closed',
      messages: ['hand-over', 'credit-note'],
    });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00', payments: [] });
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  });

  it('never becomes a claim when it is credited before', async () => {
    const company = await story.company();
    const invoice = company.invoice('4321.09');
    company.credits(invoice);
    await company.pullNow();
    expect(await company.claims()).toEqual([]);
  });

  it('turns what was paid before into money that belongs to the debtor', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '400.00' });
    company.credits(invoice);
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      holdReason: 'overpaid',
      credited: { amount: '1000.00' },
      paid: { amount: '0.00' },
      outstanding: { amount: '0.00' },
      overpaid: { amount: '400.00' },
    });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '-400.00' });
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  });
});
