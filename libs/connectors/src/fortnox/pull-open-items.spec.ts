import { beforeEach, describe, expect, it } from '@jest/globals';
import { type LedgerItemId, localDate } from '@app/domain';
import { FakeBooks } from './testing/fake-books.js';
import { INVOICE_JSON } from './testing/wire-builders.js';

const FROM = localDate('2026-01-01');

describe('pulling from Fortnox', () => {
  let books: FakeBooks;
  beforeEach(() => void (books = new FakeBooks()));

  const add = (DocumentNumber: string, changes: Record<string, unknown> = {}): void =>
    void books.invoices.set(DocumentNumber, { ...INVOICE_JSON, DocumentNumber, ...changes });

  it('reads candidates one by one, and one customer once', async () => {
    add('1048');
    add('1049', { Balance: 0 });
    add('1050', { Cancelled: true });
    add('1051', { InvoiceType: 'CASHINVOICE' });
    add('1052', { InvoiceDate: '2025-12-31' });
    const page = await books.session.pullOpenItems({ pageSize: 50, invoicedFrom: FROM });
    expect(page.items.map(({ ledgerItemId }) => ledgerItemId)).toEqual(['1047', '1048']);
    expect(page).toMatchObject({ recordsRead: 6, hasMore: false, refused: [] });
    const { lines, requests } = books.fortnox;
    expect(lines.filter((line) => line.startsWith('GET /3/customers'))).toHaveLength(1);
    expect(lines.filter((line) => /invoices\/\d+$/.test(line))).toHaveLength(2);
    const list = requests.find(({ line }) => line === 'GET /3/invoices');
    expect(Object.fromEntries(list?.query ?? [])).toEqual({
      fromdate: '2026-01-01',
      sortby: 'documentnumber',
      sortorder: 'ascending',
      limit: '500',
      offset: '0',
    });
  });

  it('asks the next time for what was modified since', async () => {
    const { nextCursor } = await books.session.pullOpenItems({ pageSize: 50, invoicedFrom: FROM });
    books.fortnox.clock.advanceMs(3_600_000);
    await books.session.pullOpenItems({ pageSize: 50, invoicedFrom: FROM, cursor: nextCursor });
    const list = books.fortnox.requests.findLast(({ line }) => line === 'GET /3/invoices');
    // Six hours before the first pull began, in Swedish time.
    expect(list?.query.get('lastmodified')).toBe('2026-03-18 05:00');
    expect(list?.query.has('fromdate')).toBe(false);
  });

  it('sets aside what it cannot read, with its own text, and takes the rest', async () => {
    add('1048', { Balance: 'much' });
    add('1049', { CustomerNumber: '' });
    const { items, refused } = await books.session.pullOpenItems({ pageSize: 50, invoicedFrom: FROM });
    expect(items).toHaveLength(1);
    expect(refused.map(({ ledgerItemId, reason }) => [ledgerItemId, reason])).toEqual([
      ['1048', 'malformed-amount'],
      ['1049', 'missing-debtor'],
    ]);
    for (const { raw } of refused) expect(raw).toContain('"DocumentNumber":');
  });

  it('never calls an address that sends or marks', async () => {
    const { session } = books;
    await session.pullOpenItems({ pageSize: 50, invoicedFrom: FROM });
    await session.readItems(['1047' as LedgerItemId]);
    await session.invoiceDocument?.('1047' as LedgerItemId).catch(() => undefined);
    expect(books.fortnox.lines.filter((line) => /print|email|einvoice/.test(line))).toEqual([]);
    expect(books.fortnox.lines.at(-1)).toBe('GET /3/invoices/1047/preview');
  });

  it('says missing of what is gone, drafted, or no number at all', async () => {
    add('1048', { NotCompleted: true });
    const ids = ['1047', '1048', '4711', 'x/print'] as LedgerItemId[];
    const { found, missing } = await books.session.readItems(ids);
    expect(found.map(({ ledgerItemId }) => ledgerItemId)).toEqual(['1047']);
    expect(missing).toEqual(['1048', '4711', 'x/print']);
  });

  it('tells a cancelled invoice as withdrawn where it is tracked', async () => {
    add('1048', { Cancelled: true, Booked: false });
    const { found } = await books.session.readItems(['1048' as LedgerItemId]);
    expect(found[0]).toMatchObject({
      outstanding: { minor: 0n },
      movements: [{ postingId: 'cancelled:1048', kind: 'credit' }],
    });
  });
});
