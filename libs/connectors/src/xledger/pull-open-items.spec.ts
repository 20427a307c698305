import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays, type OpenItem } from '@app/domain';
import { type Cursor, CursorExpiredError } from '../contract/index.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

async function pull(
  cursor?: Cursor,
  pageSize = 100,
): Promise<{ readonly items: OpenItem[]; readonly cursor: Cursor }> {
  const items: OpenItem[] = [];
  let next = cursor;
  for (let page = 0; page < 50; page += 1) {
    const request = {
      pageSize,
      invoicedFrom: addDays(office.today, -400),
      ...(next ? { cursor: next } : {}),
    };
    const answer = await office.session().pullOpenItems(request);
    items.push(...answer.items);
    next = answer.nextCursor;
    if (!answer.hasMore) return { items, cursor: next };
  }
  throw new Error('The pull did not end.');
}

const idsOf = ({ items }: { readonly items: readonly OpenItem[] }): string[] =>
  items.map(({ ledgerItemId }) => ledgerItemId as string);

describe('pulling from Xledger', () => {
  it('brings what changed while the walk was under way, behind it too', async () => {
    office = await Office.open();
    const first = office.addInvoice();
    const second = office.addInvoice();
    office.simulator.bookkeeper.receivePayment(office.companyId, Number(first), {});
    const request = { pageSize: 1, invoicedFrom: addDays(office.today, -400) };
    const page = await office.session().pullOpenItems(request);
    expect(idsOf(page)).toEqual([second]);
    const late = office.addInvoice();
    const rest = await pull(page.nextCursor);
    const followed = await pull(rest.cursor);
    expect([...idsOf(rest), ...idsOf(followed)]).toContain(late);
  });

  it.each([true, false])(
    'sees an invoice that a taken back payment opened again (deltas on match: %s)',
    async (deltaOnMatch) => {
      office = await Office.open({ unverified: { deltaOnMatch } });
      const id = office.addInvoice();
      const payment = office.simulator.bookkeeper.receivePayment(office.companyId, Number(id), {});
      const full = await pull();
      expect(idsOf(full)).toEqual([]);
      office.simulator.bookkeeper.reverseRow(office.companyId, payment.id);
      expect(idsOf(await pull(full.cursor))).toEqual([id]);
    },
  );

  it('reads an account whole only where something may have been taken back on it', async () => {
    office = await Office.open();
    const { bookkeeper } = office.simulator;
    const paid = office.addInvoice();
    const payment = bookkeeper.receivePayment(office.companyId, Number(paid), {});
    const others = [office.addInvoice(), office.addInvoice()];
    const full = await pull();
    expect(idsOf(full)).toEqual(others);
    const added = office.addInvoice();
    const part = bookkeeper.receivePayment(office.companyId, Number(others[0]), { amount: '100.00' });
    expect(part.matchId).toBeGreaterThan(0);
    // The new invoice by itself, and the other as the one that the new payment is matched with.
    const second = await pull(full.cursor);
    expect(idsOf(second).sort()).toEqual([added, others[0]].sort());
    const { cursor } = await pull(second.cursor);
    bookkeeper.unmatch(office.companyId, payment.id);
    bookkeeper.changeRow(office.companyId, payment.id, { text: 'not theirs' });
    const after = await pull(cursor);
    expect(idsOf(after).sort()).toEqual([paid, added, ...others].sort());
  });

  it('brings an invoice once, though it changed itself and its account was read too', async () => {
    office = await Office.open();
    const id = office.addInvoice();
    const { cursor } = await pull();
    const { bookkeeper } = office.simulator;
    const payment = bookkeeper.receivePayment(office.companyId, Number(id), { amount: '10.00' });
    for (const row of [Number(id), payment.id])
      bookkeeper.changeRow(office.companyId, row, { text: 'changed' });
    expect(idsOf(await pull(cursor))).toEqual([id]);
  });

  it('reads every change in two pulls: one may be shown later than those behind it', async () => {
    office = await Office.open();
    const { cursor } = await pull();
    const id = office.addInvoice();
    const second = await pull(cursor);
    expect(idsOf(second)).toEqual([id]);
    const third = await pull(second.cursor);
    expect(idsOf(third)).toEqual([id]);
    expect(idsOf(await pull(third.cursor))).toEqual([]);
  });

  it.each(['gap', 'refuse'] as const)(
    'falls back to a full pull when it slept longer than changes are kept (%s)',
    async (expiredCursor) => {
      office = await Office.open({ unverified: { expiredCursor } });
      office.addInvoice();
      const { cursor } = await pull();
      office.simulator.clock.advanceMs(50 * 3_600_000);
      const awake = await pull(cursor);
      office.simulator.clock.advanceMs(61 * 3_600_000);
      await expect(pull(awake.cursor)).rejects.toBeInstanceOf(CursorExpiredError);
      expect(idsOf(await pull())).toHaveLength(1);
    },
  );

  it('takes the ledger’s word that a place is no longer kept, before our own time is up', async () => {
    office = await Office.open({ unverified: { expiredCursor: 'refuse' }, deltasKeptMs: 3_600_000 });
    office.addInvoice();
    const { cursor } = await pull();
    office.addInvoice();
    office.simulator.clock.advanceMs(2 * 3_600_000);
    await expect(pull(cursor)).rejects.toBeInstanceOf(CursorExpiredError);
  });

  it('pulls anew when the first day to collect from was moved back', async () => {
    office = await Office.open();
    const { cursor } = await pull();
    const request = { pageSize: 5, cursor, invoicedFrom: addDays(office.today, -500) };
    await expect(office.session().pullOpenItems(request)).rejects.toBeInstanceOf(CursorExpiredError);
  });

  it.each([true, false])(
    'reads its own company only, whether the schema can filter or not (%s)',
    async (moreFilters) => {
      office = await Office.open({ unverified: { moreFilters } });
      const { bookkeeper } = office.simulator;
      const neighbour = office.simulator.addCompany({ name: 'Lyngmo Transport AS' });
      const customer = bookkeeper.addCustomer(neighbour.companyId);
      const own = office.addInvoice();
      const theirs = bookkeeper.addInvoice(neighbour.companyId, { customerId: customer.id, amount: '55.00' });
      const full = await pull(undefined, 1);
      expect(idsOf(full)).toEqual([own]);
      bookkeeper.changeRow(neighbour.companyId, theirs.id, { text: 'changed' });
      expect(idsOf(await pull(full.cursor))).not.toContain(String(theirs.id));
      const { found, missing } = await office
        .session()
        .readItems([String(theirs.id)] as OpenItem['ledgerItemId'][]);
      expect([found, missing]).toEqual([[], [String(theirs.id)]]);
    },
  );
});
