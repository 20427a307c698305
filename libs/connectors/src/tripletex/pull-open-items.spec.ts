import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays, type OpenItem } from '@app/domain';
import { type Cursor, LedgerContradictionError, type LedgerSession } from '../contract/index.js';
import { Office } from './testing/office.js';

describe('pullOpenItems', () => {
  let office: Office;
  afterEach(() => office.simulator.stop());

  const pull = async (
    session: LedgerSession,
    pageSize: number,
    betweenPages?: (page: number) => void,
  ): Promise<OpenItem[]> => {
    const items: OpenItem[] = [];
    let cursor: Cursor | undefined;
    for (let page = 1; page < 500; page += 1) {
      const invoicedFrom = addDays(office.today, -400);
      const got = await session.pullOpenItems({ pageSize, invoicedFrom, ...(cursor ? { cursor } : {}) });
      items.push(...got.items);
      cursor = got.nextCursor;
      if (!got.hasMore) return items;
      betweenPages?.(page);
    }
    throw new Error('The pull does not end.');
  };
  const ids = (items: readonly OpenItem[]): string[] =>
    [...new Set(items.map(({ ledgerItemId }) => ledgerItemId as string))].sort();

  it('asks once per page of 100', async () => {
    office = await Office.open();
    for (let n = 0; n < 250; n += 1) office.addInvoice('10.00', { daysAgo: 30 + (n % 200) });
    const session = office.session();
    await session.identify();
    office.simulator.checkpoint();
    expect(await pull(session, 100)).toHaveLength(250);
    expect(office.operations()).toEqual(['GET /invoice', 'GET /invoice', 'GET /invoice']);
  });

  it('halves its window where Tripletex lists no more', async () => {
    office = await Office.open({ resultRowsMax: 40, limits: { requestsMax: 'unlimited' } });
    const made = Array.from({ length: 150 }, (_, n) =>
      office.addInvoice('10.00', { daysAgo: 30 + (n % 300) }),
    );
    expect(ids(await pull(office.session(), 20))).toEqual([...made].sort());
  });

  it('misses nothing while rows vanish and return between pages', async () => {
    office = await Office.open({ limits: { requestsMax: 'unlimited' } });
    const made = Array.from({ length: 80 }, () => office.addInvoice('10.00'));
    const doomed = made.filter((_, index) => index % 7 === 0).map(Number);
    const hide = (page: number): void => {
      const id = doomed[page % doomed.length] as number;
      office.bookkeeper.changeInvoice(office.companyId, id, { isHidden: page % 3 !== 0 });
    };
    const found = ids(await pull(office.session(), 6, hide));
    for (const id of made.filter((_, index) => index % 7 !== 0)) expect(found).toContain(id);
  });

  it('passes over what is paid, drafts and applied credit notes, and shows what is overpaid', async () => {
    office = await Office.open();
    const [open, paid, overpaid, credited] = [
      office.addInvoice(),
      office.addInvoice(),
      office.addInvoice(),
      office.addInvoice(),
    ];
    office.bookkeeper.registerPayment(office.companyId, Number(paid), { amount: '1000.00' });
    office.bookkeeper.registerPayment(office.companyId, Number(overpaid), { amount: '1100.00' });
    office.bookkeeper.addCreditNote(office.companyId, Number(credited));
    office.bookkeeper.addInvoice(office.companyId, {
      customerId: office.customerId,
      amount: '5.00',
      isDraft: true,
    });
    const items = await pull(office.session(), 100);
    expect(ids(items)).toEqual([open, overpaid].sort());
    expect(items.find(({ ledgerItemId }) => ledgerItemId === overpaid)?.outstanding.minor).toBe(-10_000n);
  });

  it('tells a part credit from a part payment', async () => {
    office = await Office.open();
    const id = office.addInvoice();
    office.bookkeeper.registerPayment(office.companyId, Number(id), { amount: '100.00' });
    office.bookkeeper.addCreditNote(office.companyId, Number(id), { amount: '250.00' });
    const [item] = (await pull(office.session(), 100)).filter(({ ledgerItemId }) => ledgerItemId === id);
    expect(item?.movements.map(({ kind, change }) => [kind, change.minor])).toEqual([
      ['payment', -10_000n],
      ['credit', -25_000n],
    ]);
    expect(item?.outstanding.minor).toBe(65_000n);
  });

  it('knows the debtor of an inactive customer', async () => {
    office = await Office.open();
    const customerId = office.bookkeeper.addCustomer(office.companyId, {
      name: 'Nedlagt AS',
      isInactive: true,
    }).id;
    office.addInvoice('10.00', { customerId });
    const [item] = await pull(office.session(), 100);
    expect(item?.debtor.name).toBe('Nedlagt AS');
  });

  it('fetches customers that come as bare references, once', async () => {
    office = await Office.open();
    const inactive = office.bookkeeper.addCustomer(office.companyId, {
      name: 'Nedlagt AS',
      isInactive: true,
    }).id;
    office.addInvoice('10.00', { customerId: inactive });
    for (let n = 0; n < 5; n += 1) office.addInvoice();
    const bare = office.grant(
      undefined,
      (send) => async (request) =>
        send({
          ...request,
          url: request.url.replace(
            /customer\(id,name.*?isoAlpha2Code\)\),physicalAddress\(.*?isoAlpha2Code\)\)\)/,
            'customer(id)',
          ),
        }),
    );
    const items = await pull(bare.openCompany('own' as never), 2);
    expect(new Set(items.map(({ debtor }) => debtor.name))).toEqual(
      new Set(['Granly Bygg AS', 'Nedlagt AS']),
    );
    const asked = office.operations().filter((operation) => operation.startsWith('GET /customer'));
    expect(asked.sort()).toEqual(['GET /customer', 'GET /customer/{id}']);
  });

  it('stops when the filter on dates is ignored', async () => {
    office = await Office.open();
    office.addInvoice('10.00', { daysAgo: 300 });
    office.addInvoice('10.00', { daysAgo: 30 });
    const ignoring = office.grant(
      undefined,
      (send) => async (request) =>
        send({
          ...request,
          url: request.url.replace(/invoiceDateFrom=[0-9-]+/, 'invoiceDateFrom=1990-01-01'),
        }),
    );
    const call = ignoring
      .openCompany('own' as never)
      .pullOpenItems({ pageSize: 10, invoicedFrom: addDays(office.today, -60) });
    await expect(call).rejects.toThrow(LedgerContradictionError);
  });

  it('stops when the filter on ids is ignored', async () => {
    office = await Office.open();
    const id = office.addInvoice();
    office.addInvoice();
    const ignoring = office.grant(
      undefined,
      (send) => async (request) => send({ ...request, url: request.url.replace(/&id=\d+/, '') }),
    );
    await expect(ignoring.openCompany('own' as never).readItems([id])).rejects.toThrow(
      LedgerContradictionError,
    );
  });
});
