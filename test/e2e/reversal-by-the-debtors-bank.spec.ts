import { describe, expect, it } from '@jest/globals';
import { refusal } from '../support/hub-api.js';
import { tellStory } from '../support/story.js';

describe('the debtor’s bank takes a payment back', () => {
  const story = tellStory();

  it('reverses our posting once, opens the claim again, and all agrees', async () => {
    const company = await story.company();
    const invoice = company.invoice('3100.10');
    await company.pullNow();
    const paid = await company.settlesAndBooks(invoice, { amount: '3100.10', pipelineReference: 'bank-1' });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed' });

    story.later({ days: 3 });
    const { writeBack } = await company.settlesAndBooks(invoice, { kind: 'reversal', reverses: 'bank-1' });
    expect(writeBack).toMatchObject({
      state: 'verified',
      kind: 'reversal',
      attempts: 1,
      amount: { amount: '3100.10' },
    });
    const { outstanding, payments } = company.ledgerOf(invoice);
    expect([outstanding, payments]).toEqual(['3100.10', []]);
    const original = company
      .ledger()
      .vouchers.find(({ id }) => String(id) === paid.writeBack.posting?.voucherId);
    expect(String(original?.reversedById)).toBe(writeBack.posting?.voucherId);

    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      holdReason: null,
      paid: { amount: '0.00' },
      outstanding: { amount: '3100.10' },
    });
    expect(await company.reconcile()).toMatchObject({ claimsCompared: 1, differences: 0 });

    await company.settlesAndBooks(invoice, { amount: '3100.10' });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', paid: { amount: '3100.10' } });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
  });

  it('never books what was taken back before it was sent', async () => {
    const company = await story.company({}, { writeBackMode: 'approve' });
    const invoice = company.invoice('450.00');
    await company.pullNow();
    const first = await company.settlesAndBooks(invoice, { amount: '450.00', pipelineReference: 'bank-2' });
    expect(first.writeBack.state).toBe('proposed');
    const { writeBack } = await company.settlesAndBooks(invoice, { kind: 'reversal', reverses: 'bank-2' });
    expect(writeBack).toMatchObject({ state: 'not-needed', attempts: 0 });
    expect(await company.writeBack(first.writeBack.id)).toMatchObject({ state: 'cancelled', attempts: 0 });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '450.00', payments: [] });
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      outstanding: { amount: '450.00' },
    });
  });

  it('is taken in once: a second reversal of the same payment is refused', async () => {
    const company = await story.company();
    const invoice = company.invoice('800.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '500.00', pipelineReference: 'bank-3' });
    await company.settlesAndBooks(invoice, { kind: 'reversal', reverses: 'bank-3' });
    const problem = await refusal(company.settles(invoice, { kind: 'reversal', reverses: 'bank-3' }));
    expect(problem).toMatchObject({ status: 409, code: 'settlement-reversed-already' });
    expect(await company.claimOf(invoice)).toMatchObject({ outstanding: { amount: '800.00' } });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '800.00' });
  });
});
