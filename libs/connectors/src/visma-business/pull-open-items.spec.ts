import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import type { ChangesPage, Cursor } from '../contract/index.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const SINCE = '2000-01-01' as Office['today'];

async function pull(
  cursor?: Cursor,
  pageSize = 3,
): Promise<{ ids: string[]; cursor: Cursor; pages: number }> {
  const ids: string[] = [];
  let at = cursor;
  for (let pages = 1; ; pages += 1) {
    const page = await office
      .session()
      .pullOpenItems({ pageSize, invoicedFrom: SINCE, ...(at ? { cursor: at } : {}) });
    ids.push(...page.items.map(({ ledgerItemId }) => ledgerItemId));
    at = page.nextCursor;
    if (!page.hasMore) return { ids, cursor: at, pages };
    if (pages > 100) throw new Error('The pull did not end.');
  }
}

async function changes(cursor: Cursor | undefined): Promise<ChangesPage> {
  return office.session().settlementChanges({ pageSize: 200, ...(cursor ? { cursor } : {}) });
}

const idsOf = ({ found }: ChangesPage): string[] => found.map(({ ledgerItemId }) => ledgerItemId);

describe('the pull', () => {
  it('misses no row while rows before it vanish between the pages', async () => {
    office = await Office.open();
    const ids = Array.from({ length: 12 }, () => office.addInvoice());
    const seen: string[] = [];
    let cursor: Cursor | undefined;
    for (let page = 0; page < 20; page += 1) {
      const next = await office
        .session()
        .pullOpenItems({ pageSize: 3, invoicedFrom: SINCE, ...(cursor ? { cursor } : {}) });
      seen.push(...next.items.map(({ ledgerItemId }) => ledgerItemId));
      cursor = next.nextCursor;
      // Settled: the open entry is deleted, and by position a later row would move over the page's edge.
      const paid = ids[page];
      if (paid) office.simulator.bookkeeper.receivePayment(office.companyId, office.rowId(paid));
      if (!next.hasMore) break;
    }
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  it('misses no row among many of one timestamp, however few rows the server lists', async () => {
    office = await Office.open({ unverified: { pageSizeMax: 2, overPageSizeMax: 'cap' } });
    const ids = Array.from({ length: 7 }, () => office.addInvoice());
    office.simulator.faults.install({ operation: 'query *', kind: 'equal-timestamps', times: 1 });
    expect(new Set((await pull(undefined, 5)).ids)).toEqual(new Set(ids));
    const { found, missing } = await office.session().readItems(ids);
    expect([found.length, missing]).toEqual([7, []]);
  });

  it('reads rows without a timestamp in full, and by the feed from the moment that anything happens to them', async () => {
    office = await Office.open();
    const [old, other] = [
      office.addInvoice('500.00', { isOld: true }),
      office.addInvoice('600.00', { isOld: true }),
    ];
    const full = await pull();
    expect(new Set(full.ids)).toEqual(new Set([old, other]));
    // No row of the table had a timestamp yet.
    office.simulator.bookkeeper.receivePayment(office.companyId, office.rowId(old), { amount: '100.00' });
    expect((await pull(full.cursor)).ids).toEqual([old]);
  });

  it('misses nothing in the hour that comes twice, with a server ten minutes behind or ahead', async () => {
    // 02:50 summer time; the wall clock is set back at 03:00.
    const clock = new ManualClock(new Date('2026-10-25T00:50:00Z'));
    office = await Office.open({ clock });
    office.addInvoice();
    const { cursor } = await pull();
    let feed = (await changes(undefined)).nextCursor;
    for (const minutes of [15, 30, 30, 60]) {
      clock.advanceMs(minutes * 60_000);
      const id = office.addInvoice();
      const page = await changes(feed);
      expect(idsOf(page)).toContain(id);
      feed = page.nextCursor;
      expect((await pull(cursor)).ids).toContain(id);
    }
    for (const minutes of [-10, 20]) {
      clock.advanceMs(minutes * 60_000);
      const id = office.addInvoice();
      const page = await changes(feed);
      expect(idsOf(page)).toContain(id);
      feed = page.nextCursor;
    }
  });

  it('reads less when nothing happened', async () => {
    office = await Office.open();
    for (let count = 0; count < 6; count += 1) office.addInvoice();
    const { cursor } = await pull();
    office.simulator.clock.advanceDays(1);
    office.addInvoice();
    const { cursor: later } = await pull(cursor);
    office.simulator.clock.advanceDays(1);
    const page = await office.session().pullOpenItems({ pageSize: 50, invoicedFrom: SINCE, cursor: later });
    expect(page.recordsRead).toBe(1);
  });

  it('passes over entries with nothing left that wait for interest, fees, and what was invoiced before the first day', async () => {
    office = await Office.open({}, { calculatesInterest: true });
    const { bookkeeper } = office.simulator;
    const late = office.addInvoice();
    const open = office.addInvoice();
    office.addInvoice('100.00', { date: '1999-05-01' });
    bookkeeper.receivePayment(office.companyId, office.rowId(late));
    bookkeeper.addReminder(office.companyId, office.rowId(open), { amount: '35.00' });
    const { items, refused } = await office.session().pullOpenItems({ pageSize: 50, invoicedFrom: SINCE });
    expect(items.map(({ ledgerItemId }) => ledgerItemId)).toEqual([open]);
    expect(items[0]?.notices).toEqual([{ kind: 'reminder', sentOn: office.today }]);
    expect(refused).toEqual([]);
  });
});

describe('the feed', () => {
  it('puts a hold on a customer’s items while money lies on the account, and takes it off when it is matched', async () => {
    office = await Office.open();
    const { bookkeeper } = office.simulator;
    const id = office.addInvoice('1000.00', { isOld: true });
    const { nextCursor } = await changes(undefined);
    const { id: moneyId } = bookkeeper.receiveOnAccount(office.companyId, office.customerNo, {
      amount: '300.00',
    });
    const held = await changes(nextCursor);
    expect(held.found).toMatchObject([{ ledgerItemId: id, holds: [{ reason: 'postponed' }], movements: [] }]);
    bookkeeper.match(office.companyId, [office.rowId(id), moneyId]);
    const freed = await changes(held.nextCursor);
    expect(freed.found).toMatchObject([
      { ledgerItemId: id, holds: [], outstanding: { minor: 70_000n }, movements: [{ kind: 'payment' }] },
    ]);
  });

  it('tells a payment without a reference by its amount, the same at every reading', async () => {
    office = await Office.open();
    const id = office.addInvoice();
    const pay = (amount: string): unknown =>
      office.simulator.bookkeeper.receivePayment(office.companyId, office.rowId(id), {
        amount,
        namesInvoice: false,
      });
    pay('250.00');
    const [first, again] = [await changes(undefined), await changes(undefined)];
    expect(first.found[0]?.movements).toMatchObject([
      { postingId: `${id}:settled:25000`, change: { minor: -25_000n } },
    ]);
    expect(again.found).toEqual(first.found);
  });

  it('tells a loss from a payment where it leaves no day of payment', async () => {
    office = await Office.open({ unverified: { lossIsPayment: false } });
    const [lost, paid] = [office.addInvoice(), office.addInvoice()];
    office.simulator.bookkeeper.writeOff(office.companyId, office.rowId(lost));
    office.simulator.bookkeeper.receivePayment(office.companyId, office.rowId(paid));
    const { found } = await changes(undefined);
    const kinds = [lost, paid].map(
      (id) => found.find(({ ledgerItemId }) => ledgerItemId === id)?.movements[0]?.kind,
    );
    expect(kinds).toEqual(['write-off', 'payment']);
  });
});
