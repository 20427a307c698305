import { describe, expect, it } from '@jest/globals';
import { dayText, localDate } from '@app/domain';
import { listen } from '../support/listening.js';
import { tellStory } from '../support/story.js';

describe('from an overdue invoice to its booked settlement', () => {
  const story = tellStory({ simulator: { isDebtCollector: true } });

  it('goes the whole road: claim, hand-over, money, one posting, verified, and all three agree', async () => {
    const company = await story.company();
    const invoice = company.invoice('12500.50', { kid: '' });
    const run = await company.pullNow();
    expect(run).toMatchObject({ kind: 'full', recordsRead: 1, itemsNew: 1, itemsRefused: 0 });

    const claim = await company.claimOf(invoice);
    expect(claim).toMatchObject({
      state: 'in-collection',
      holdReason: null,
      principal: { amount: '12500.50', currency: 'NOK' },
      outstanding: { amount: '12500.50', currency: 'NOK' },
      reason: { rule: 'overdue', policyVersion: 1 },
      explanation: `Due on ${dayText(localDate(invoice.dueOn), 'en')}, and the 14 days the creditor waits are over.`,
    });
    expect(claim.history.map(({ kind }) => kind)).toEqual(['created', 'in-collection']);
    expect(await company.collected(invoice)).toMatchObject({
      state: 'open',
      outstanding: '12500.50',
      messages: ['hand-over'],
      handedOver: {
        reference: claim.caseReference,
        outstandingMinor: '1250050',
        debtor: { kind: 'company' },
      },
    });

    const { settlement, writeBack } = await company.settlesAndBooks(invoice, { amount: '12500.50' });
    expect(settlement).toMatchObject({ principal: '12500.50', surplus: '0.00' });
    expect(writeBack).toMatchObject({
      state: 'verified',
      attempts: 1,
      amount: { amount: '12500.50', currency: 'NOK' },
      bookOn: story.today,
      remedy: null,
      explanation: 'The amount is booked on the invoice and has been checked.',
    });
    const { outstanding, ours } = company.ledgerOf(invoice);
    expect(outstanding).toBe('0.00');
    expect(ours.map(({ id }) => String(id))).toEqual([writeBack.posting?.voucherId]);
    expect(ours[0]?.postings).toContainEqual(
      expect.objectContaining({ account: 1579, amount: '12500.50', currency: 'NOK' }),
    );

    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      paid: { amount: '12500.50' },
      outstanding: { amount: '0.00' },
    });
    expect(await company.reconcile()).toMatchObject({ claimsCompared: 1, differences: 0, timing: 0 });
  });

  it('tells whoever listens of each step, by ids alone', async () => {
    await listen(story);
    const company = await story.company();
    const invoice = company.invoice('2500.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '2500.00' });
    const events = await story.rows<{ type: string; data: Record<string, string> }>(
      `select type, data from hub_event order by arrival`,
    );
    const { id: claimId } = await company.claimOf(invoice);
    const types = events.map(({ type }) => type);
    // In either order: the pipeline has the claim, and may open its case, before the hub has written down the answer.
    expect(types.splice(1, 2).toSorted()).toEqual(['case.opened', 'claim.handed-over']);
    expect(types).toEqual([
      'claim.created',
      'settlement.received',
      'claim.balance-changed',
      'claim.paid',
      'case.closed',
      'posting.verified',
    ]);
    const ofClaim = events.filter(({ type }) => !type.startsWith('case.'));
    expect(new Set(ofClaim.map(({ data }) => data['claimId']))).toEqual(new Set([claimId]));
    expect([...new Set(events.flatMap(({ data }) => Object.keys(data)))].toSorted()).toEqual([
      'caseId',
      'claimId',
      'closedBy',
      'settlementId',
      'writeBackId',
    ]);
  });
});
