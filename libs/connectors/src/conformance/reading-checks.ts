import { expect, it } from '@jest/globals';
import { formatDecimal, type LedgerItemId } from '@app/domain';
import { ConnectionBlockedError, CursorExpiredError, RetryableLedgerError } from '../contract/index.js';
import type { BenchOf } from './check-context.js';
import type { Malformation } from './conformance-ledger.js';

/** Signing in, identity, companies, preflight, capabilities. */
export function checkSignIn(bench: BenchOf): void {
  it('says whose ledger it is', async () => {
    const { ledger } = bench();
    expect(await bench().session().identify()).toMatchObject(ledger.company);
  });

  it('names the companies that the grant reaches', async () => {
    const { ledger } = bench();
    const companies = await bench().grant().listCompanies();
    const byKey = (a: { key: string }, b: { key: string }): number => a.key.localeCompare(b.key);
    expect([...companies].sort(byKey)).toEqual([...ledger.companies].sort(byKey));
  });

  it('blocks the connection on wrong credentials, with a remedy', async () => {
    const error = await bench().errorOf(bench().session(bench().ledger.wrongSettings).identify());
    expect(error).toBeInstanceOf(ConnectionBlockedError);
    expect((error as ConnectionBlockedError).reason).toBe('credentials-refused');
    expect((error as ConnectionBlockedError).remedy).not.toBe('');
  });

  it('blocks the connection when the credentials are revoked, and keeps the cursor’s meaning', async () => {
    const session = bench().session();
    await session.identify();
    bench().ledger.revokeCredentials();
    expect(await bench().errorOf(session.identify())).toBeInstanceOf(ConnectionBlockedError);
  });

  it('signs in once for many calls at a time', async () => {
    const session = bench().session();
    await Promise.all([session.identify(), session.identify(), session.identify()]);
    expect(bench().ledger.signIns()).toBeLessThanOrEqual(1);
  });

  it('has exactly the parts that its capabilities name', () => {
    const { capabilities } = bench().definition;
    const session = bench().session();
    expect(session.writeBack !== undefined).toBe(capabilities.includes('write-back'));
    expect(session.caseStatus !== undefined).toBe(capabilities.includes('case-status'));
    expect(session.invoiceDocument !== undefined).toBe(capabilities.includes('invoice-document'));
  });

  it('finds nothing that blocks in a healthy company, and something with a remedy in a broken one', async () => {
    const { ledger, definition } = bench();
    ledger.addInvoice({ amount: '100.00', invoicedOn: bench().daysAgo(40) });
    const clean = await bench().session().preflight();
    expect(clean.filter(({ severity }) => severity !== 'notice')).toEqual([]);
    if (!definition.capabilities.includes('write-back')) return;
    ledger.breakWriteBack();
    const broken = await bench().session().preflight();
    expect(broken.map(({ severity }) => severity)).toContain('blocks-write-back');
    for (const { code, message, remedy } of broken)
      for (const words of [code, message, remedy]) expect(words).not.toBe('');
  });
}

/** Full and incremental pulls, refusals, cursors, limits. */
export function checkPull(bench: BenchOf): void {
  const addMany = (count: number): string[] =>
    Array.from({ length: count }, (_, index) =>
      bench().ledger.addInvoice({
        amount: `${100 + index}.50`,
        invoicedOn: bench().daysAgo(20 + ((index * 13) % 300)),
      }),
    );

  it('pulls every open item, each with the ledger’s own figures', async () => {
    const { ledger } = bench();
    const ids = addMany(23);
    const paid = ids[3] as string;
    ledger.pay(paid, '103.50');
    ledger.pay(ids[4] as string, '4.50');
    const { items } = await bench().pullAll(bench().session());
    const byId = new Map(items.map((item) => [item.ledgerItemId as string, item]));
    expect(new Set(byId.keys())).toEqual(new Set(ids.filter((id) => id !== paid)));
    for (const [id, item] of byId) {
      expect(formatDecimal(item.outstanding)).toBe(ledger.outstandingOf(id));
      const moved = item.movements.reduce((sum, { change }) => sum + change.minor, 0n);
      expect(item.original.minor + moved).toBe(item.outstanding.minor);
    }
  });

  it('gives the same ids and figures when it pulls again', async () => {
    addMany(7);
    const first = await bench().pullAll(bench().session());
    const second = await bench().pullAll(bench().session(), { pageSize: 3 });
    const sorted = (items: typeof first.items): unknown[] =>
      [...items].sort((a, b) => a.ledgerItemId.localeCompare(b.ledgerItemId));
    expect(sorted(second.items)).toEqual(sorted(first.items));
  });

  it('finds by the last cursor what was invoiced since', async () => {
    addMany(6);
    const { cursor } = await bench().pullAll(bench().session());
    bench().ledger.advanceMs(2 * 86_400_000);
    const fresh = bench().ledger.addInvoice({ amount: '77.00', invoicedOn: bench().today });
    const { items } = await bench().pullAll(bench().session(), { cursor });
    expect(items.map(({ ledgerItemId }) => ledgerItemId)).toContain(fresh);
  });

  it('goes on in the middle of a pull from a stored cursor, in a new process', async () => {
    const ids = addMany(12);
    const first = await bench()
      .session()
      .pullOpenItems({ pageSize: 4, invoicedFrom: bench().daysAgo(400) });
    expect(first.hasMore).toBe(true);
    const rest = await bench().pullAll(bench().session(), { cursor: first.nextCursor, pageSize: 4 });
    expect(
      new Set([...first.items, ...rest.items].map(({ ledgerItemId }) => ledgerItemId as string)),
    ).toEqual(new Set(ids));
  });

  it.each<Malformation>(['missing-due-date', 'missing-debtor', 'malformed-amount'])(
    'sets a row with %s aside and takes the rest of the page',
    async (reason) => {
      const good = addMany(2);
      const bad = bench().ledger.addMalformedInvoice(reason);
      const { items, pages } = await bench().pullAll(bench().session());
      const refused = pages.flatMap((page) => page.refused);
      expect(refused).toMatchObject([{ ledgerItemId: bad, reason }]);
      expect(() => JSON.parse(refused[0]?.raw ?? '') as unknown).not.toThrow();
      expect(new Set(items.map(({ ledgerItemId }) => ledgerItemId as string))).toEqual(new Set(good));
      bench().said.push(refused[0]?.message ?? '');
    },
  );

  it('refuses a cursor of another version', async () => {
    const call = bench()
      .session()
      .pullOpenItems({
        pageSize: 5,
        invoicedFrom: bench().daysAgo(400),
        cursor: { version: 999, state: {} },
      });
    expect(await bench().errorOf(call)).toBeInstanceOf(CursorExpiredError);
  });

  it('refuses a cursor it cannot read', async () => {
    const { cursor } = await bench().pullAll(bench().session());
    const call = bench()
      .session()
      .pullOpenItems({
        pageSize: 5,
        invoicedFrom: bench().daysAgo(400),
        cursor: { version: cursor.version, state: { nonsense: true } },
      });
    expect(await bench().errorOf(call)).toBeInstanceOf(CursorExpiredError);
  });

  it('renews a session that ends in the middle of a pull, once', async () => {
    const ids = addMany(9);
    const session = bench().session();
    const first = await session.pullOpenItems({ pageSize: 3, invoicedFrom: bench().daysAgo(400) });
    const before = bench().ledger.signIns();
    bench().ledger.revokeSessions();
    const rest = await bench().pullAll(session, { cursor: first.nextCursor, pageSize: 3 });
    expect(bench().ledger.signIns() - before).toBeLessThanOrEqual(1);
    expect(
      new Set([...first.items, ...rest.items].map(({ ledgerItemId }) => ledgerItemId as string)),
    ).toEqual(new Set(ids));
  });

  it('works on after days in which every token has died', async () => {
    const session = bench().session();
    await session.identify();
    bench().ledger.advanceMs(10 * 86_400_000);
    expect(await session.identify()).toMatchObject(bench().ledger.company);
  });

  it('stays inside the ledger’s limit on calls', async () => {
    addMany(30);
    for (let round = 0; round < 4; round += 1) {
      const error = await bench().errorOf(bench().pullAll(bench().session(), { pageSize: 1 }));
      if (error) expect(error).toBeInstanceOf(RetryableLedgerError);
    }
    expect(bench().ledger.tooFast()).toBe(0);
  });
}

/** What the ledger says of known items later on. */
export function checkChanges(bench: BenchOf): void {
  const one = (): string => bench().ledger.addInvoice({ amount: '1000.00', invoicedOn: bench().daysAgo(50) });

  it('tells payment, part payment, credit and reversal apart', async () => {
    const { ledger } = bench();
    const [paid, part, credited, reversed] = [one(), one(), one(), one()];
    ledger.pay(paid, '1000.00');
    ledger.pay(part, '250.25');
    ledger.credit(credited);
    ledger.pay(reversed, '1000.00');
    ledger.reverseNewestPayment(reversed);
    const { found, missing } = await bench().changes(bench().session(), [paid, part, credited, reversed]);
    expect(missing).toEqual([]);
    const kinds = (id: string): string[] =>
      (found.find(({ ledgerItemId }) => ledgerItemId === id)?.movements ?? []).map(
        ({ kind, change }) => `${kind} ${formatDecimal(change)}`,
      );
    expect(kinds(paid)).toEqual(['payment -1000.00']);
    expect(kinds(part)).toEqual(['payment -250.25']);
    expect(kinds(credited)).toEqual(['credit -1000.00']);
    const { movements = [], outstanding } = found.find(({ ledgerItemId }) => ledgerItemId === reversed) ?? {};
    expect(movements.reduce((sum, { change }) => sum + change.minor, 0n)).toBe(0n);
    expect(outstanding?.minor).toBe(100_000n);
    const back = movements.find(({ kind }) => kind === 'reversal');
    if (back) expect(movements.map(({ postingId }) => postingId)).toContain(back.reverses);
  });

  it('gives a movement the same id whenever it is read', async () => {
    const id = one();
    bench().ledger.pay(id, '10.00');
    const first = await bench().changes(bench().session(), [id]);
    bench().ledger.pay(id, '20.00');
    const second = await bench().changes(bench().session(), [id]);
    expect(second.found[0]?.movements.slice(0, 1)).toEqual(first.found[0]?.movements);
  });

  it('says missing, not paid, of an item that is gone', async () => {
    const [gone, stays] = [one(), one()];
    bench().ledger.removeInvoice(gone);
    const { found, missing } = await bench()
      .session()
      .readItems([gone, stays] as LedgerItemId[]);
    expect(missing).toEqual([gone]);
    expect(found.map(({ ledgerItemId }) => ledgerItemId)).toEqual([stays]);
  });

  it('reads many items in one call', async () => {
    const ids = Array.from({ length: 40 }, () => one());
    const before = bench().ledger.requests();
    const { found } = await bench()
      .session()
      .readItems(ids as LedgerItemId[]);
    expect(found).toHaveLength(40);
    const { requests, requestsPerItem = 0 } = bench().ledger;
    expect(requests() - before).toBeLessThanOrEqual(5 + 40 * requestsPerItem);
  });

  it('reads the invoice as a PDF', async () => {
    const session = bench().session();
    if (!session.invoiceDocument) return;
    const document = await session.invoiceDocument(one() as LedgerItemId);
    expect(Buffer.from(document?.bytes.subarray(0, 4) ?? []).toString('latin1')).toBe('%PDF');
    expect(await session.invoiceDocument('999999999' as LedgerItemId)).toBeUndefined();
  });
}
