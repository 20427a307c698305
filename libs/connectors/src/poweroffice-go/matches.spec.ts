import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays, formatDecimal } from '@app/domain';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const reads = (path: string): number =>
  office.simulator.requests().filter(({ operation }) => operation.toLowerCase().includes(path.toLowerCase()))
    .length;

describe('the entries of many matches', () => {
  it('come as a statement of the customers; what it does not show is asked for by itself', async () => {
    office = await Office.open();
    const { bookkeeper } = office.simulator;
    const ids = Array.from({ length: 12 }, () => office.addInvoice());
    const [ahead, ...others] = ids;
    for (const [at, id] of others.entries())
      bookkeeper.registerPayment(office.companyId, id, { amount: `${at + 1}.00` });
    // Dated ahead, as a payment order may be: no statement up to tomorrow shows it.
    bookkeeper.registerPayment(office.companyId, ahead ?? '', {
      amount: '500.00',
      date: addDays(office.today, 10),
    });
    const session = office.grant().openCompany(office.key);
    const { found } = await session.readItems(ids);
    const byId = new Map(found.map((item) => [item.ledgerItemId, item]));
    expect(
      byId.get(ahead as (typeof ids)[number])?.movements.map(({ change }) => formatDecimal(change)),
    ).toEqual(['-500.00']);
    for (const [at, id] of others.entries()) {
      expect(byId.get(id)?.movements.map(({ kind, change }) => `${kind} ${formatDecimal(change)}`)).toEqual([
        `payment -${at + 1}.00`,
      ]);
    }
    expect([reads('Statement'), reads('EntriesByMatchId')]).toEqual([1, 1]);
  });

  it('gives the same movements whether read alone or with others', async () => {
    office = await Office.open();
    const { bookkeeper } = office.simulator;
    const ids = Array.from({ length: 8 }, () => office.addInvoice());
    for (const id of ids) {
      bookkeeper.registerPayment(office.companyId, id, { amount: '100.00' });
      bookkeeper.addCreditNote(office.companyId, id, { amount: '50.00' });
    }
    const session = office.grant().openCompany(office.key);
    const { found } = await session.readItems(ids);
    for (const item of found) {
      const alone = (await session.readItems([item.ledgerItemId])).found[0];
      expect(alone).toEqual(item);
      expect(item.movements.map(({ kind }) => kind)).toEqual(['payment', 'credit']);
    }
  });

  it('begins a feed without a cursor in the last days, not at the beginning of the books', async () => {
    office = await Office.open();
    const old = office.addInvoice();
    office.simulator.clock.advanceMs(8 * 86_400_000);
    const fresh = office.addInvoice();
    const session = office.grant().openCompany(office.key);
    const { found } = await session.settlementChanges({ pageSize: 50 });
    expect(found.map(({ ledgerItemId }) => ledgerItemId)).toEqual([fresh]);
    const { items } = await session.pullOpenItems({
      pageSize: 50,
      invoicedFrom: addDays(office.today, -400),
    });
    expect(new Set(items.map(({ ledgerItemId }) => ledgerItemId))).toEqual(new Set([old, fresh]));
  });
});
