import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DebtorKind, type LedgerItemId, newId, type OpenItem } from '@app/domain';
import type { CreditorPolicy } from '@app/mapping';
import { invoice, moved, payment } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';
import { OpenItemsService } from './open-items.service.js';

describe('ItemIntake', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const items = (columns = '*') =>
    bench.rows<Record<string, unknown>>(`select ${columns} from open_item order by ledger_item_id`);
  /** The transaction that wrote each row last: equal before and after means that nothing was written. */
  const writers = async () => {
    const tables = ['open_item', 'debtor', 'ledger_movement', 'claim', 'claim_event', 'outbox_message'];
    const found = tables.map((table) => bench.rows(`select xmin::text from ${table} order by ctid`));
    return Object.fromEntries((await Promise.all(found)).map((rows, index) => [tables[index], rows]));
  };
  const withDebtor = (item: OpenItem, debtor: Partial<OpenItem['debtor']>): OpenItem => ({
    ...item,
    debtor: { ...item.debtor, ...debtor },
  });
  const policy = (change: Partial<CreditorPolicy>) => ({ policy: { ...bench.context().policy, ...change } });

  it('counts what is new, changed and unchanged', async () => {
    const paid = moved(invoice('1'), payment('P1', 40_000n));
    expect(await bench.take([invoice('1'), invoice('2')])).toEqual({
      newItems: 2,
      changedItems: 0,
      unchangedItems: 0,
      missing: 0,
    });
    expect(await bench.take([paid, invoice('2'), invoice('3')])).toEqual({
      newItems: 1,
      changedItems: 1,
      unchangedItems: 1,
      missing: 0,
    });
    expect(await items('ledger_item_id as id, outstanding_minor as left')).toEqual([
      { id: '1', left: 60_000n },
      { id: '2', left: 100_000n },
      { id: '3', left: 100_000n },
    ]);
  });

  it('writes nothing at all for the same page a second time', async () => {
    const page = [
      invoice('1'),
      moved(invoice('2'), payment('P2', 40_000n)),
      invoice('3', { kind: 'credit-note' }),
    ];
    await bench.take(page);
    const [before, sent] = [await writers(), bench.sent.length];
    bench.clock.advanceMs(3_600_000);
    expect(await bench.take(page)).toMatchObject({ unchangedItems: 3, newItems: 0, changedItems: 0 });
    expect(await writers()).toEqual(before);
    expect(bench.sent).toHaveLength(sent);
  });

  it('takes the later of two images of one item inside a page', async () => {
    const later = moved(invoice('1'), payment('P1', 40_000n));
    expect(await bench.take([invoice('1'), later])).toMatchObject({ newItems: 1 });
    expect(await bench.claimOf(later)).toMatchObject({ outstandingMinor: 60_000n, paidMinor: 40_000n });
  });

  it('bears a movement that the ledger tells twice', async () => {
    const twice = payment('P1', 40_000n);
    const item: OpenItem = { ...moved(invoice('1'), twice), movements: [twice, twice] };
    await bench.take([item]);
    expect(await bench.rows('select change_minor from ledger_movement')).toEqual([
      { change_minor: -40_000n },
    ]);
    expect(await items('decision_rule as rule')).toEqual([{ rule: 'balance-unexplained' }]);
  });

  it('writes a debtor whose data alone have changed, and not the item', async () => {
    await bench.take([invoice('1')]);
    const before = await writers();
    const renamed = withDebtor(invoice('1'), { name: 'Fjord og Fjell Holding AS' });
    expect(await bench.take([renamed])).toMatchObject({ unchangedItems: 1 });
    const after = await writers();
    expect(after).toEqual({ ...before, debtor: after['debtor'] });
    expect(after['debtor']).not.toEqual(before['debtor']);
    const names = await bench.rows(`select image ->> 'name' as name from debtor`);
    expect(names).toEqual([{ name: 'Fjord og Fjell Holding AS' }]);
  });

  describe('a debtor of unknown kind', () => {
    const answer = (kind: DebtorKind) =>
      new OpenItemsService(bench.database, bench.audit).answerKind(
        { creditorId: bench.creditorId, id: bench.connectionId },
        invoice('1').ledgerDebtorId,
        kind,
      );
    const unknown = withDebtor(invoice('1'), { kind: 'unknown' });
    const decideAgain = () =>
      bench.tx(async (tx) => {
        const { today } = bench.context();
        const due = await bench.tracked.toDecideAgain(tx, bench.connectionId, today, 1, 10);
        return bench.intake.take(tx, bench.context(), due);
      });

    it('waits for a person, and becomes a claim by the answer', async () => {
      await bench.take([unknown]);
      expect(await items('decision, decision_rule as rule')).toEqual([
        { decision: 'review', rule: 'debtor-kind-unknown' },
      ]);
      await answer('person');
      expect(await decideAgain()).toMatchObject({ changedItems: 1 });
      expect(await bench.rows('select from claim')).toHaveLength(1);
      expect(await decideAgain()).toMatchObject({ changedItems: 0 });
      expect(await bench.take([unknown])).toMatchObject({ unchangedItems: 1 });
    });

    it('keeps the answer when the ledger changes the rest', async () => {
      await bench.take([unknown]);
      await answer('person');
      await bench.take([withDebtor(unknown, { name: 'Kari Nordmann' })]);
      expect(await bench.rows('select kind_answered as kind from debtor')).toEqual([{ kind: 'person' }]);
      expect(await bench.rows('select from claim')).toHaveLength(1);
    });
  });

  describe('an item that vanishes', () => {
    const vanish = () =>
      bench.tx((tx) => bench.intake.vanish(tx, bench.context(), [invoice('1').ledgerItemId]));

    it('is kept for review once, with its claim held, and is not taken as paid', async () => {
      await bench.take([invoice('1')]);
      expect(await vanish()).toBe(1);
      expect(await vanish()).toBe(0);
      expect(await items('decision_rule as rule, outstanding_minor as left')).toEqual([
        { rule: 'vanished', left: 100_000n },
      ]);
      expect(await bench.claimOf(invoice('1'))).toMatchObject({
        state: 'approved',
        holdReason: 'vanished',
        outstandingMinor: 100_000n,
      });
    });

    it('goes on by itself when it is back unchanged', async () => {
      await bench.take([invoice('1')]);
      await vanish();
      expect(await bench.take([invoice('1')])).toMatchObject({ changedItems: 1 });
      expect(await items('decision_rule as rule, vanished_at')).toEqual([
        { rule: 'overdue', vanished_at: null },
      ]);
      expect(await bench.claimOf(invoice('1'))).toMatchObject({ state: 'approved', holdReason: null });
    });

    it('is not heard of when it was never stored', async () => {
      expect(await vanish()).toBe(0);
    });
  });

  it('judges anew under another policy, once', async () => {
    await bench.take([invoice('1')]);
    const stricter = bench.context(policy({ version: 2, excludedCustomerNumbers: ['10012'] }));
    expect(await bench.take([invoice('1')], stricter)).toMatchObject({ changedItems: 1 });
    expect(await items('decision_rule as rule, policy_version as version')).toEqual([
      { rule: 'excluded-customer', version: 2 },
    ]);
    expect(await bench.claimOf(invoice('1'))).toMatchObject({ state: 'withdrawn' });
    expect(await bench.take([invoice('1')], stricter)).toMatchObject({ unchangedItems: 1 });
  });

  it('says from which day on the answer is another', async () => {
    bench.clock.moveTo(new Date('2026-03-10T09:00:00.000Z'));
    await bench.take([invoice('1')]);
    expect(await bench.rows('select from claim')).toHaveLength(0);
    expect(await items('decision_rule as rule, changes_on')).toEqual([
      { rule: 'grace-period', changes_on: '2026-03-17' },
    ]);
    bench.clock.moveTo(new Date('2026-03-17T09:00:00.000Z'));
    expect(await bench.take([invoice('1')])).toMatchObject({ changedItems: 1 });
    expect(await bench.rows('select from claim')).toHaveLength(1);
  });

  it('marks every item that a full pull has seen, changed or not', async () => {
    const [first, second] = [newId(bench.clock), newId(bench.clock)];
    await bench.take([invoice('1'), invoice('2')], bench.context({ fullRunId: first }));
    const paid = moved(invoice('1'), payment('P1', 40_000n));
    await bench.take([paid, invoice('2')], bench.context({ fullRunId: second }));
    await bench.take([invoice('3')]);
    expect(await items('ledger_item_id as id, seen_in_run as seen')).toEqual([
      { id: '1', seen: second },
      { id: '2', seen: second },
      { id: '3', seen: null },
    ]);
    await bench.take([moved(invoice('1'), payment('P1', 50_000n))]);
    expect((await items('seen_in_run as seen'))[0]).toEqual({ seen: second });
    const unseen = await bench.tx((tx) =>
      bench.tracked.ids(tx, bench.connectionId, { after: '', limit: 10, unseenBy: second }),
    );
    expect(unseen).toEqual(['3' as LedgerItemId]);
  });

  it('marks a movement that the ledger no longer tells, and takes it up again', async () => {
    const paid = moved(invoice('1'), payment('P1', 40_000n));
    await bench.take([paid]);
    await bench.take([invoice('1')]);
    const gone = () =>
      bench.rows<{ gone: boolean }>('select gone_at is not null as gone from ledger_movement');
    expect(await gone()).toEqual([{ gone: true }]);
    await bench.take([paid]);
    expect(await gone()).toEqual([{ gone: false }]);
  });
});
