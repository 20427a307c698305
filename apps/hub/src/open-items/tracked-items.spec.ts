import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type LedgerItemId, localDate, type OpenItem } from '@app/domain';
import fc from 'fast-check';
import { invoice, moved, payment } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';
import { debtorFingerprint, itemFingerprint } from './item-fingerprint.js';
import { anyItem } from './testing/any-item.js';

const RUNS = 60;
/** Nobody's policy: everything outstanding is due for a new decision. */
const ANOTHER_POLICY = 99;

describe('TrackedItems', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const rebuilt = (today = localDate('2026-04-01'), policyVersion = ANOTHER_POLICY, limit = 100) =>
    bench.tx((tx) => bench.tracked.toDecideAgain(tx, bench.connectionId, today, policyVersion, limit));
  const ids = (after = '', limit = 100) =>
    bench.tx((tx) => bench.tracked.ids(tx, bench.connectionId, { after, limit }));
  const store = (item: OpenItem) =>
    bench.tx(async (tx) => {
      const { connectionId, clock } = bench;
      const decision = { outcome: 'review', rule: 'overpaid', inputs: {}, policyVersion: 1 } as const;
      const row = { item, fingerprint: itemFingerprint(item), decision };
      const debtor = { debtor: item.debtor, debtorFingerprint: debtorFingerprint(item.debtor) };
      await bench.store.writeDebtors(tx, connectionId, [debtor], clock.now());
      await bench.store.writeItems(tx, connectionId, [row], undefined, clock.now());
      await bench.store.writeMovements(tx, connectionId, [item], clock.now());
    });

  it('gives back what was stored, to the last field', async () => {
    const outstanding = anyItem.filter((item) => item.outstanding.minor !== 0n);
    await fc.assert(
      fc.asyncProperty(outstanding, async (item) => {
        await bench.reset();
        await store(item);
        const [back] = await rebuilt();
        expect(back && itemFingerprint(back)).toBe(itemFingerprint(item));
        expect(back && debtorFingerprint(back.debtor)).toBe(debtorFingerprint(item.debtor));
        expect({ ...back, movements: [] }).toEqual({ ...item, movements: [] });
        expect(sorted(back)).toEqual(sorted(item));
      }),
      { numRuns: RUNS },
    );
  });

  it('leaves out movements that the ledger no longer tells', async () => {
    const paid = moved(invoice('1'), payment('P1', 40_000n), payment('P2', 10_000n));
    await store(paid);
    await store(moved(invoice('1'), payment('P2', 10_000n)));
    expect((await rebuilt())[0]?.movements.map(({ postingId }) => postingId)).toEqual(['P2']);
  });

  it('finds what another policy or another day may judge otherwise, and nothing else', async () => {
    bench.clock.moveTo(new Date('2026-03-10T09:00:00.000Z'));
    const paid = moved(invoice('2'), payment('P2', 100_000n));
    await bench.take([invoice('1'), paid, invoice('3', { dueOn: localDate('2026-01-10') })]);
    const found = async (day: string, version: number) =>
      (await rebuilt(localDate(day), version)).map(({ ledgerItemId }) => ledgerItemId);
    expect(await found('2026-03-16', 1)).toEqual([]);
    expect(await found('2026-03-17', 1)).toEqual(['1']);
    expect(await found('2026-03-10', 2)).toEqual(['1', '3']);
    await bench.tx((tx) => bench.intake.vanish(tx, bench.context(), ['1' as LedgerItemId]));
    expect(await found('2026-03-17', 2)).toEqual(['3']);
  });

  it('names tracked items in order, a bounded number at a time, without settled and vanished ones', async () => {
    const paid = moved(invoice('3'), payment('P3', 100_000n));
    await bench.take(['5', '1', '4', '2'].map((id) => invoice(id)));
    await bench.take([paid]);
    await bench.tx((tx) => bench.intake.vanish(tx, bench.context(), ['4' as LedgerItemId]));
    expect(await ids()).toEqual(['1', '2', '5']);
    expect(await ids('', 2)).toEqual(['1', '2']);
    expect(await ids('2', 2)).toEqual(['5']);
  });
});

function sorted(item: OpenItem | undefined) {
  return [...(item?.movements ?? [])].sort((a, b) => (a.postingId < b.postingId ? -1 : 1));
}
