import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { XledgerSimulatorOptions } from './simulator.js';
import { XledgerScene } from './testing/xledger-scene.js';

const OPEN_ROWS = `query Open($first: Int, $after: String, $filter: ARTransaction_Filter) {
  arTransactions(first: $first, after: $after, filter: $filter, ownerSet: LOWER) {
    edges { cursor node { dbId ownerDbId owner { ownerCode } invoiceNumber amount invoiceRemaining currency { code } dueDate
      matchId headerModifiedAt slTransactionType { name } account { code } subledger { code description }
      company { companyNumber } billAddress { zipCode country { code } } invoiceFile { url } extIdentifier paymentReference
      transactionHeader { transactionNumber postedDate transactionSource { dbId code } } } }
    pageInfo { hasNextPage }
  }
}`;

describe('reading', () => {
  let scene: XledgerScene;
  const open = async (options: XledgerSimulatorOptions = {}): Promise<XledgerScene> =>
    (scene = await XledgerScene.open(options));
  afterEach(async () => scene.simulator.stop());
  const list = async (variables: object) =>
    (await scene.ask(OPEN_ROWS, variables)).json['data']?.['arTransactions'];

  it('shows a row in the vendor’s forms', async () => {
    await open();
    const row = scene.invoice('12500.50', { date: '2026-07-01' });
    const page = await list({ first: 10, filter: { invoiceRemaining_gt: 0 } });
    expect(page).toEqual({
      edges: [
        {
          cursor: String(row.id),
          node: {
            dbId: row.id,
            ownerDbId: scene.companyId,
            owner: { ownerCode: 90101 },
            invoiceNumber: '100001',
            amount: '12500.50',
            invoiceRemaining: '12500.50',
            currency: { code: 'NOK' },
            dueDate: '2026-07-15',
            matchId: 0,
            headerModifiedAt: '2026-09-14T12:00:00',
            slTransactionType: { name: 'INVOICE' },
            account: { code: '1500' },
            subledger: { code: scene.customer.code, description: 'Måsevik Kafé AS' },
            company: { companyNumber: expect.stringMatching(/^3\d{8}$/) },
            billAddress: { zipCode: '0580', country: { code: 'NO' } },
            invoiceFile: { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/files\/\d+$/) },
            extIdentifier: null,
            paymentReference: expect.stringMatching(/^\d{14}$/),
            transactionHeader: {
              transactionNumber: '202600001',
              postedDate: '2026-07-01',
              transactionSource: { dbId: 600, code: 'SO' },
            },
          },
        },
      ],
      pageInfo: { hasNextPage: false },
    });
    const file = await fetch(String((page as never)['edges'][0]['node']['invoiceFile']['url']));
    expect(await file.text()).toMatch(/^%PDF/);
  });

  it('has null for edges when nothing is found, or for the list as a whole', async () => {
    await open();
    expect(await list({ first: 10 })).toEqual({ edges: null, pageInfo: { hasNextPage: false } });
    await scene.simulator.stop();
    await open({ unverified: { emptyList: 'root-null' } });
    expect(await list({ first: 10 })).toBeNull();
  });

  it('lists the tree below a token, and nothing above or beside it', async () => {
    await open();
    const other = scene.simulator.addCompany({ name: 'Lyngmo Transport AS' });
    const below = scene.simulator.addCompany({ name: 'Lyngmo Nord AS', parentId: other.companyId });
    const names = async (ownerSet: string, token?: string) => {
      const query = `{ entities(first: 100, ownerSet: ${ownerSet}) { edges { node { dbId description parent { dbId } } } } }`;
      const answer = await scene.ask(query, {}, token ? { authorization: `token ${token}` } : {});
      return (
        (answer.json['data']?.['entities']?.['edges'] ?? []) as unknown as { node: { dbId: number } }[]
      ).map(({ node }) => node.dbId);
    };
    expect(await names('LOWER')).toHaveLength(4);
    expect(await names('CURRENT')).toEqual([40000001]);
    expect(await names('LOWER', other.token)).toEqual([other.companyId, below.companyId]);
    expect(await names('UPPER', other.token)).toEqual([40000001, other.companyId]);
    scene.simulator.bookkeeper.setInTree(other.companyId, false);
    expect(await names('LOWER')).toHaveLength(2);
  });

  it.each(['dbId', 'modified'] as const)(
    'misses no row while rows come, go and share instants: order %s',
    async (rowOrder) => {
      await open({ unverified: { rowOrder } });
      const ids = Array.from({ length: 60 }, () => scene.invoice('100.00').id);
      const { bookkeeper, clock } = scene.simulator;
      const seen = new Set<number>();
      let after: string | null = null;
      for (let turn = 0; turn < 100; turn += 1) {
        const page = await list({ first: 7, after });
        const edges = page?.['edges'] as unknown as { cursor: string; node: { dbId: number } }[] | null;
        for (const { node } of edges ?? []) seen.add(node.dbId);
        if (!page?.['pageInfo']?.['hasNextPage']) break;
        after = edges?.at(-1)?.cursor ?? null;
        clock.advanceMs(1_000);
        if (turn === 1) bookkeeper.removeRow(scene.companyId, ids[0] ?? 0);
        if (turn === 2) bookkeeper.changeRow(scene.companyId, ids[1] ?? 0, { text: 'x' });
        if (turn === 3) scene.invoice('1.00');
      }
      expect([...ids].filter((id) => !seen.has(id))).toEqual([]);
    },
  );

  it('keeps deltas for three days and then shows a gap, or refuses', async () => {
    const deltas = async (after: string | null) =>
      (
        await scene.ask(
          'query D($after: String) { arTransaction_deltas(first: 100, after: $after, ownerSet: LOWER) { edges { cursor node { dbId mutationType } } } }',
          { after },
        )
      ).json;
    for (const expiredCursor of ['gap', 'refuse'] as const) {
      await open({ unverified: { expiredCursor } });
      const row = scene.invoice('100.00');
      scene.invoice('100.00');
      const first = await deltas(null);
      expect(first['data']?.['arTransaction_deltas']?.['edges']?.[0]).toEqual({
        cursor: '9910001',
        node: { dbId: row.id, mutationType: 'ADDED' },
      });
      scene.simulator.clock.advanceDays(4);
      scene.simulator.bookkeeper.removeRow(scene.companyId, row.id);
      const late = await deltas('9910001');
      if (expiredCursor === 'refuse')
        expect(late['errors']).toMatchObject([{ extensions: { code: 'INVALID_VALUE' } }]);
      else
        expect(late['data']?.['arTransaction_deltas']?.['edges']).toMatchObject([
          { node: { mutationType: 'DELETED' } },
        ]);
      await scene.simulator.stop();
    }
    await open();
  });

  it.each([true, false])(
    'tells of matching by deltas only when the switch says so: %s',
    async (deltaOnMatch) => {
      await open({ unverified: { deltaOnMatch } });
      const row = scene.invoice('100.00');
      scene.simulator.bookkeeper.receivePayment(scene.companyId, row.id, { amount: 40 });
      const answer = await scene.ask(
        '{ arTransaction_deltas(first: 9, ownerSet: LOWER) { edges { node { dbId mutationType } } } }',
      );
      const types = (
        (answer.json['data']?.['arTransaction_deltas']?.['edges'] ?? []) as unknown as {
          node: { mutationType: string };
        }[]
      ).map(({ node }) => node.mutationType);
      expect(types.filter((type) => type === 'UPDATED')).toHaveLength(deltaOnMatch ? 2 : 0);
    },
  );

  it('refuses what the schema does not have, with the vendor’s codes', async () => {
    await open();
    const cases: [string, object, object][] = [
      [
        '{ arTransactions(first: 1) { edges { node { nothing } } } }',
        {},
        { message: expect.stringContaining('Cannot query field "nothing"') },
      ],
      [
        '{ arTransactions(first: "x") { edges { cursor } } }',
        {},
        { extensions: { code: 'ARGUMENTS_OF_CORRECT_TYPE' } },
      ],
      [
        'query Q($f: ARTransaction_Filter) { arTransactions(first: 1, filter: $f) { edges { cursor } } }',
        { f: { dueDate_lt: '2026-01-01' } },
        {},
      ],
      [
        '{ arTransactions(first: 10001) { edges { cursor } } }',
        {},
        { extensions: { code: 'INVALID_VALUE' } },
      ],
      [
        '{ arTransactions(first: 1, after: "abc") { edges { cursor } } }',
        {},
        { extensions: { code: 'INVALID_VALUE' } },
      ],
      ['{ arTransactions(', {}, { message: expect.stringContaining('Syntax Error') }],
    ];
    for (const [query, variables, error] of cases) {
      const answer = await scene.ask(query, variables);
      expect([query, answer.status]).toEqual([query, 200]);
      expect(answer.json['errors']?.[0]).toMatchObject(error);
    }
    expect(
      (await scene.ask('{ __type(name: "ARTransaction_Filter") { inputFields { name } } }')).text,
    ).toContain('invoiceRemaining_gt');
  });

  it('keeps the rows equal to the books, whatever happens', async () => {
    await open();
    const { bookkeeper } = scene.simulator;
    const step = fc.record({
      kind: fc.constantFrom('invoice', 'pay', 'credit', 'loss', 'unmatch', 'reverse', 'remove', 'match'),
      at: fc.nat(50),
      minor: fc.integer({ min: 1, max: 200_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        for (const { kind, at, minor } of steps) {
          const { rows } = scene.simulator.ledger(scene.companyId);
          const id = rows[at % Math.max(rows.length, 1)]?.id;
          const amount = (minor / 100).toFixed(2);
          if (kind === 'invoice' || id === undefined) scene.invoice(amount);
          else if (kind === 'pay') bookkeeper.receivePayment(scene.companyId, id, { amount });
          else if (kind === 'credit') bookkeeper.addCreditMemo(scene.companyId, id, { amount });
          else if (kind === 'loss')
            bookkeeper.writeOff(scene.companyId, id, { amount, isMatched: minor % 2 === 0 });
          else if (kind === 'unmatch') bookkeeper.unmatch(scene.companyId, id);
          else if (kind === 'remove') bookkeeper.removeRow(scene.companyId, id);
          else if (kind === 'match')
            bookkeeper.match(
              scene.companyId,
              rows.slice(at % rows.length).map((row) => row.id),
            );
          else if (!bookkeeper.row(scene.companyId, id).voucher.reversedBy)
            bookkeeper.reverseRow(scene.companyId, id);
        }
        const view = scene.simulator.ledger(scene.companyId);
        const sum = (texts: readonly string[]): number =>
          texts.reduce((total, text) => total + Math.round(Number(text) * 100), 0);
        expect(sum(view.rows.map(({ amount }) => amount))).toBe(sum([view.receivables]));
        expect(sum(view.rows.map(({ remaining }) => remaining))).toBe(sum([view.receivables]));
        for (const voucher of view.vouchers)
          expect(sum(voucher.postings.map(({ amount }) => amount))).toBe(0);
        for (const row of view.rows.filter(({ matchId }) => matchId !== 0)) {
          expect(view.rows.filter(({ matchId }) => matchId === row.matchId).length).toBeGreaterThan(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('fills the demo with every special case, the same from the same seed', async () => {
    await open({ companies: { preset: 'small' } });
    const [company] = scene.simulator.credentials.companies;
    const view = scene.simulator.ledger(company?.companyId ?? 0);
    const types = new Set(view.rows.map(({ type }) => type));
    expect(types).toEqual(new Set(['INVOICE', 'CREDIT_MEMO', 'ELECTRONIC_PAYMENT', 'REMINDER', null]));
    expect(view.rows.some(({ currency, remaining }) => currency === 'EUR' && remaining !== '0.00')).toBe(
      true,
    );
    expect(view.rows.some(({ amount, remaining }) => amount === '-8000.00' && remaining === '-8000.00')).toBe(
      true,
    );
    const rows = await scene.ask(
      '{ arTransactions(first: 10000, ownerSet: LOWER) { edges { node { dbId amount dueDate subledgerDbId headerCreatedAt company { companyNumber } } } } }',
    );
    expect(rows.text).toContain('"amount":"3125.005"');
    expect(rows.text).toContain('"subledgerDbId":null');
    expect(
      (await scene.ask('{ arTransaction_deltas(first: 1, ownerSet: LOWER) { edges { cursor } } }')).json[
        'data'
      ],
    ).toEqual({ arTransaction_deltas: { edges: null } });
    const twin = await XledgerScene.open({ companies: { preset: 'small' } });
    expect(twin.simulator.recording.fingerprint()).toBe(scene.simulator.recording.fingerprint());
    await twin.simulator.stop();
  });
});
