import { describe, expect, it } from '@jest/globals';
import type { CreditorId } from '@app/domain';
import { tellStory } from '../support/story.js';

describe('reconciliation finds what does not agree, and says what it is', () => {
  const story = tellStory();

  it('a direct payment that no pull has read yet: only a matter of time', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    company.paysDirectly(invoice, '250.50');
    expect(await company.reconcile()).toMatchObject({
      differences: 0,
      timing: 1,
      found: [{ kind: 'timing', ledger: '749.50', expected: '1000.00' }],
    });
    await company.pullNow();
    expect(await company.reconcile()).toMatchObject({ differences: 0, timing: 0 });
  });

  it('a settlement that waits to be approved is no difference: it is not booked, and not expected to be', async () => {
    const company = await story.company({}, { writeBackMode: 'approve' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '300.00' });
    expect(await company.reconcile()).toMatchObject({ differences: 0, timing: 0 });
  });

  it('a booking of ours that was deleted in the ledger', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '400.00' });
    const { id } = await company.claimOf(invoice);
    company.deletes(Number(writeBack.posting?.voucherId));
    expect(await company.reconcile()).toMatchObject({
      claimsCompared: 1,
      differences: 1,
      found: [{ claimId: id, kind: 'missing-posting', ledger: '1000.00', expected: '600.00' }],
    });
    // The nightly look tells a person, and the debtor is not asked for the money twice.
    await story.night();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'reversed' });
    expect(await company.claimOf(invoice)).toMatchObject({
      holdReason: 'reopened',
      paid: { amount: '400.00' },
      outstanding: { amount: '600.00' },
    });
  });

  it('an invoice that is gone', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    story.simulator.bookkeeper.removeInvoice(company.companyId, invoice.id);
    expect(await company.reconcile()).toMatchObject({
      differences: 1,
      found: [{ kind: 'item-gone', ledger: null, expected: '1000.00' }],
    });
  });

  it('money in a claim that no settlement brought: a fault of ours is called so', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '400.00' });
    const { id } = await company.claimOf(invoice);
    // Money that counts in the claim, and no settlement that it came from.
    const { database } = story.hub.db;
    await database.asCreditor(company.creditorId as CreditorId, (tx) =>
      tx.query(
        `insert into claim_movement (creditor_id, claim_id, source, source_id, kind, amount_minor, occurred_on)
         values ($1, $2::uuid, 'settlement', $2::uuid::text, 'paid', 1, $3)`,
        [company.creditorId, id, story.today],
      ),
    );
    expect((await company.reconcile()).found).toMatchObject([
      { claimId: id, kind: 'settlement-not-counted' },
    ]);
  });
});
