import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ClaimHoldReason,
  type ClaimState,
  type LedgerDebtorId,
  type LedgerHold,
  localDate,
  money,
  type OpenItem,
} from '@app/domain';
import { DECISION_RULES, type DecisionRule } from '@app/mapping';
import { invoice, moved, payment } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';

const ITEM = invoice('1');
const held = (hold: LedgerHold): OpenItem => ({ ...ITEM, holds: [hold] });
const debtor = (change: Partial<OpenItem['debtor']>): OpenItem => ({
  ...ITEM,
  debtor: { ...ITEM.debtor, ...change },
});

/** For each rule a reading that falls under it, and what it means for a claim that the pipeline has. */
const READINGS: readonly (readonly [DecisionRule, OpenItem, ClaimHoldReason | null])[] = [
  ['overdue', { ...ITEM, paymentReference: '1' }, null],
  ['not-due', { ...ITEM, dueOn: localDate('2026-05-01') }, 'ledger-hold'],
  ['grace-period', { ...ITEM, dueOn: localDate('2026-03-25') }, null],
  ['postponed', held({ reason: 'postponed', until: localDate('2026-06-01') }), 'ledger-hold'],
  ['postponed-without-end', held({ reason: 'postponed' }), 'ledger-hold'],
  ['credit-note', { ...ITEM, kind: 'credit-note' }, null],
  ['before-start-date', { ...ITEM, invoicedOn: localDate('2025-12-31') }, null],
  ['excluded-customer', debtor({ customerNumber: '666' }), null],
  ['excluded-customer-group', debtor({ groups: ['Borettslag'] }), null],
  ['below-minimum', moved(ITEM, payment('P1', 99_500n)), null],
  ['already-in-collection', held({ reason: 'already-in-collection' }), 'ledger-hold'],
  ['credited-with-remainder', held({ reason: 'credited' }), 'ledger-hold'],
  ['balance-unexplained', { ...ITEM, outstanding: money(80_000n, 'NOK') }, 'balance-unexplained'],
  ['factored', debtor({ factored: true }), 'ledger-hold'],
  ['debtor-kind-unknown', debtor({ kind: 'unknown' }), null],
];
/** Not in the table: these close the claim, or have a road of their own. */
const ELSEWHERE: readonly DecisionRule[] = ['nothing-outstanding', 'overpaid', 'vanished'];

describe('ClaimFollow', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const strict = () => {
    const context = bench.context();
    return {
      ...context,
      policy: {
        ...context.policy,
        minimumMinor: { NOK: 1_000n },
        excludedCustomerNumbers: ['666'],
        excludedCustomerGroups: ['Borettslag'],
      },
    };
  };
  const read = async (item: OpenItem) => {
    await bench.take([item], strict());
    return bench.claimOf(ITEM);
  };
  const rule = async () =>
    (await bench.rows<{ rule: string }>('select decision_rule as rule from open_item'))[0]?.rule;
  const claimIn = async (state: ClaimState) => {
    bench.approval = state === 'proposed' ? 'approve' : 'automatic';
    if (state === 'in-collection') await bench.inCollection(ITEM);
    else await bench.take([ITEM]);
    const claim = await bench.claimOf(ITEM);
    if (state === 'rejected')
      await bench.tx((tx) => bench.book.move(tx, claim, 'rejected', { reason: 'why' }, 'pipeline'));
    if (state === 'withdrawn') await bench.claims.withdraw(bench.creditorId, claim.id, 'why');
    expect((await bench.claimOf(ITEM)).state).toBe(state);
    return claim;
  };

  it('has a reading for every rule', () => {
    expect([...READINGS.map(([each]) => each), ...ELSEWHERE].sort()).toEqual([...DECISION_RULES].sort());
  });

  describe.each(READINGS)('a reading under "%s"', (decision, item, hold) => {
    it.each<ClaimState>(['proposed', 'approved'])(
      'takes back a claim that is %s, if it is none now',
      async (state) => {
        const { id } = await claimIn(state);
        const after = await read(item);
        expect(await rule()).toBe(decision);
        expect(after.state).toBe(decision === 'overdue' ? state : 'withdrawn');
        const messages = (await bench.messages(id)).map((each) => `${each.kind} ${each.state}`);
        if (state === 'approved' && decision !== 'overdue')
          expect(messages).toEqual(['hand-over cancelled', 'withdraw pending']);
      },
    );

    it(`leaves a claim in collection there, ${hold ? `held (${hold})` : 'and does not hold it'}`, async () => {
      await claimIn('in-collection');
      expect(await read(item)).toMatchObject({ state: 'in-collection', holdReason: hold });
    });

    it.each<ClaimState>(['rejected', 'withdrawn'])('leaves a claim alone that is %s', async (state) => {
      await claimIn(state);
      expect(await read(item)).toMatchObject({ state, holdReason: null });
    });
  });

  it('ends a hold of the ledger’s own when the ledger goes on', async () => {
    const { id } = await claimIn('in-collection');
    await read(held({ reason: 'postponed' }));
    expect(await read(ITEM)).toMatchObject({ state: 'in-collection', holdReason: null });
    expect((await bench.messages(id)).map(({ kind }) => kind)).toEqual(['hand-over', 'pause', 'resume']);
  });

  it.each<ClaimHoldReason>(['paused-by-creditor', 'reopened', 'overpaid', 'identity-changed'])(
    'does not end a hold that needs a person (%s)',
    async (reason) => {
      const { id } = await claimIn('in-collection');
      await bench.tx(async (tx) => bench.book.hold(tx, await bench.book.lock(tx, id), reason, 'why', 'test'));
      await read(held({ reason: 'postponed' }));
      expect(await read(ITEM)).toMatchObject({ holdReason: reason });
    },
  );

  describe('a claim that the hub took back', () => {
    const goAndComeBack = async (state: 'proposed' | 'approved') => {
      const claim = await claimIn(state);
      await read(held({ reason: 'postponed' }));
      await read(ITEM);
      return claim;
    };

    it('comes back for approval', async () => {
      const { id } = await goAndComeBack('proposed');
      expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'proposed' });
      expect(await bench.events(id)).toEqual(['created', 'withdrawn', 'proposed']);
    });

    it('comes back and is handed over by itself where the creditor wants that', async () => {
      const { id } = await goAndComeBack('approved');
      expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'approved' });
      expect((await bench.messages(id)).map((each) => `${each.kind} ${each.state}`)).toEqual([
        'hand-over cancelled',
        'withdraw pending',
        'hand-over pending',
      ]);
    });

    it('does not come back with nothing left to collect', async () => {
      const { id } = await claimIn('proposed');
      await read(held({ reason: 'postponed' }));
      await bench.claims.writeOff(bench.creditorId, id, '1000.00', 'Given up.');
      expect(await read(ITEM)).toMatchObject({ state: 'withdrawn', outstandingMinor: 0n });
    });
  });

  it('leaves a person’s withdrawal alone, also after one of its own', async () => {
    const { id } = await claimIn('proposed');
    await read(held({ reason: 'postponed' }));
    await bench.claims.reinstate(bench.creditorId, id, 'why');
    await bench.claims.withdraw(bench.creditorId, id, 'No.');
    await read({ ...ITEM, paymentReference: '1' });
    expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'withdrawn' });
  });

  it.each([
    ['amount', { original: money(120_000n, 'NOK'), outstanding: money(120_000n, 'NOK') }],
    ['currency', { original: money(100_000n, 'SEK'), outstanding: money(100_000n, 'SEK') }],
  ])('holds a claim whose %s itself has changed, and counts nothing', async (_what, change) => {
    await claimIn('in-collection');
    expect(await read({ ...ITEM, ...change })).toMatchObject({
      holdReason: 'identity-changed',
      principalMinor: 100_000n,
      outstandingMinor: 100_000n,
      currency: 'NOK',
    });
  });

  it('writes another due day and another debtor into claim and history', async () => {
    const { id } = await claimIn('in-collection');
    const other = 'D2' as LedgerDebtorId;
    const changed = { ...ITEM, dueOn: localDate('2026-03-05'), ledgerDebtorId: other };
    await read({ ...changed, debtor: { ...ITEM.debtor, ledgerDebtorId: other } });
    expect(await bench.claimOf(ITEM)).toMatchObject({ dueOn: '2026-03-05', ledgerDebtorId: 'D2' });
    const [line] = await bench.rows(`select detail from claim_event where claim_id = $1 and sequence = 3`, [
      id,
    ]);
    expect(line).toEqual({ detail: { dueOn: '2026-03-05', before: '2026-03-02', debtorChanged: true } });
  });

  it('closes what is paid, and holds what is overpaid', async () => {
    await claimIn('in-collection');
    expect(await read(moved(ITEM, payment('P1', 100_000n)))).toMatchObject({
      state: 'closed',
      holdReason: null,
    });
    expect(await read(moved(ITEM, payment('P1', 100_000n), payment('P2', 5_000n)))).toMatchObject({
      state: 'closed',
      overpaidMinor: 5_000n,
      holdReason: 'overpaid',
    });
  });

  it('counts a direct payment on a claim that it takes back', async () => {
    await claimIn('approved');
    expect(await read(moved(ITEM, payment('P1', 99_500n)))).toMatchObject({
      state: 'withdrawn',
      outstandingMinor: 500n,
    });
  });

  it.each<[ClaimState, ClaimHoldReason | null]>([
    ['proposed', 'vanished'],
    ['approved', 'vanished'],
    ['in-collection', 'vanished'],
    ['rejected', 'vanished'],
    ['withdrawn', null],
  ])('a vanished item leaves a claim that is %s there, held: %s', async (state, hold) => {
    await claimIn(state);
    await bench.tx((tx) => bench.intake.vanish(tx, bench.context(), [ITEM.ledgerItemId]));
    expect(await bench.claimOf(ITEM)).toMatchObject({ state, holdReason: hold, outstandingMinor: 100_000n });
  });
});
