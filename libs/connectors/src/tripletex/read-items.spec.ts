import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, type LedgerItemId, type OpenItem } from '@app/domain';
import type { LedgerSession } from '../contract/index.js';
import { Office } from './testing/office.js';

describe('readItems after a pull', () => {
  let office: Office;
  let session: LedgerSession;
  let pulled: readonly OpenItem[];
  beforeEach(async () => {
    office = await Office.open();
    for (let n = 0; n < 3; n += 1) office.addInvoice('10.00');
    session = office.session();
    pulled = (await session.pullOpenItems({ pageSize: 100, invoicedFrom: addDays(office.today, -400) }))
      .items;
  });
  afterEach(() => office.simulator.stop());

  const idsOf = (items: readonly OpenItem[]): LedgerItemId[] => items.map(({ ledgerItemId }) => ledgerItemId);
  const read = async (ids: readonly LedgerItemId[] = idsOf(pulled)) => {
    office.simulator.checkpoint();
    const readings = await session.readItems(ids);
    return { readings, asked: office.operations() };
  };

  it('asks the ledger, and does not decode again what it answers byte for byte as before', async () => {
    const { readings, asked } = await read([...idsOf(pulled)].reverse());
    expect(asked).toEqual(['GET /invoice']);
    expect(readings).toMatchObject({ missing: [], refused: [] });
    for (const [index, item] of readings.found.entries()) expect(item).toBe(pulled[index]);
  });

  it('asks again each time', async () => {
    await read();
    const { readings, asked } = await read();
    expect(asked).toEqual(['GET /invoice']);
    expect(readings.found).toEqual(pulled);
    expect(readings.found[0]).not.toBe(pulled[0]);
  });

  it('sees what changed on one of them', async () => {
    const [first, second] = pulled as [OpenItem, OpenItem];
    office.bookkeeper.changeInvoice(office.companyId, Number(second.ledgerItemId), {
      postponeRemindersTo: addDays(office.today, 9),
    });
    const { readings } = await read();
    expect(readings.found.map(({ holds }) => holds.length)).toEqual([0, 1, 0]);
    expect(readings.found[0]).toEqual(first);
  });

  it('sees a new address of the customer', async () => {
    const [customer] = pulled.map(({ ledgerDebtorId }) => Number(ledgerDebtorId));
    office.bookkeeper.changeCustomer(office.companyId, customer ?? 0, { name: 'Ny Eier AS' });
    const { readings } = await read();
    expect(readings.found[0]?.debtor.name).toBe('Ny Eier AS');
  });

  it('misses what is gone', async () => {
    const gone = idsOf(pulled)[1] as LedgerItemId;
    office.bookkeeper.changeInvoice(office.companyId, Number(gone), { isHidden: true });
    const { readings } = await read();
    expect(idsOf(readings.found)).toEqual(idsOf(pulled).filter((id) => id !== gone));
    expect(readings.missing).toEqual([gone]);
  });
});
