import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

const PAYMENT = 'PUT /invoice/{id}/:payment';
/** Until what was on its way must have landed: the connector's longest write and a margin. */
const LANDED = { seconds: 151 };

describe('the answer to a posting is lost', () => {
  const story = tellStory();

  it.each(['answer-lost', 'error-500-after-commit', 'truncated-json'] as const)(
    '%s: the posting is found in the ledger, and is there exactly once',
    async (kind) => {
      const company = await story.company();
      const invoice = company.invoice('1250.00');
      await company.pullNow();
      story.simulator.faults.install({ operation: PAYMENT, kind, companyId: company.companyId });
      const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1250.00' });
      expect(writeBack).toMatchObject({ state: 'being-confirmed', attempts: 1, posting: null });
      // The claim counts the money at once; that the ledger shows it too must not count it again.
      await company.pullNow();
      expect(await company.claimOf(invoice)).toMatchObject({
        paid: { amount: '1250.00' },
        overpaid: { amount: '0.00' },
      });

      story.later(LANDED);
      await story.quiet();
      const found = await company.writeBack(writeBack.id);
      expect(found).toMatchObject({ state: 'verified', attempts: 1 });
      const { outstanding, payments } = company.ledgerOf(invoice);
      expect(outstanding).toBe('0.00');
      expect(payments.map(({ id }) => String(id))).toEqual([found.posting?.voucherId]);
      await company.pullNow();
      expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', paid: { amount: '1250.00' } });
      expect(await company.reconcile()).toMatchObject({ differences: 0 });
    },
  );

  it('sends again only after absence was proven twice, and books once', async () => {
    const company = await story.company();
    const invoice = company.invoice('1250.00');
    await company.pullNow();
    // Nothing is carried out, but nobody can know that.
    story.simulator.faults.install({
      operation: PAYMENT,
      kind: 'connection-reset',
      companyId: company.companyId,
    });
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1250.00' });
    expect(writeBack).toMatchObject({ state: 'being-confirmed', attempts: 1 });
    story.later(LANDED);
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'being-confirmed', attempts: 1 });
    expect(company.ledgerOf(invoice).payments).toEqual([]);
    story.later({ seconds: 121 });
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 2 });
    expect(company.ledgerOf(invoice).payments).toHaveLength(1);
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
  });

  it('tells a direct payment of the same amount and day from its own', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    story.simulator.faults.install({ operation: PAYMENT, kind: 'answer-lost', companyId: company.companyId });
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '500.00' });
    company.paysDirectly(invoice, '500.00');
    story.later(LANDED);
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 1 });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      paid: { amount: '1000.00' },
      overpaid: { amount: '0.00' },
    });
    const { outstanding, payments, ours } = company.ledgerOf(invoice);
    expect([outstanding, payments.length, ours.length]).toEqual(['0.00', 2, 1]);
  });

  it('takes back once when the answer to the reversal is lost', async () => {
    const company = await story.company();
    const invoice = company.invoice('640.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '640.00', pipelineReference: 'lost-1' });
    story.simulator.faults.install({
      operation: 'PUT /ledger/voucher/{id}/:reverse',
      kind: 'answer-lost',
      companyId: company.companyId,
    });
    const { writeBack } = await company.settlesAndBooks(invoice, { kind: 'reversal', reverses: 'lost-1' });
    expect(writeBack).toMatchObject({ state: 'being-confirmed', attempts: 1 });
    story.later(LANDED);
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 1 });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '640.00', payments: [] });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      holdReason: null,
      outstanding: { amount: '640.00' },
    });
  });
});
