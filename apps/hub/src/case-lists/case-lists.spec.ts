import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditorId, newId } from '@app/domain';
import type { Asker } from '../accounts/reach.js';
import { DeskBench, problem } from '../case-desk/testing/desk-bench.js';
import type { CaseListQueryDto } from './case-list.dto.js';
import { CaseListReader } from './case-list-reader.js';
import { DayWorkReader } from './day-work-reader.js';

const ALL: Asker = { reach: { all: true }, rights: undefined };
const KARI = { kind: 'case-handler', id: 'kari' };

/** Two creditors' cases, oldest first: `n1` to `n4` are one's, `s1` the other's. */
describe('cases over all creditors', () => {
  let bench: DeskBench;
  let reader: CaseListReader;
  let work: DayWorkReader;
  let north: CreditorId;
  let south: CreditorId;
  const names = new Map<string, string>();
  const cases = new Map<string, { readonly caseId: string; readonly debtorId: string }>();

  const add = async (name: string, facts: string, claims = 1): Promise<void> => {
    const built = await bench.addCase({ claims });
    await bench.rows(`update debt_case set ${facts} where id = $1`, [built.caseId]);
    names.set(built.caseId, name);
    cases.set(name, built);
  };
  const ofSouth = (): Asker => ({
    reach: { all: false, own: [south], firms: [] },
    rights: new Set(['see', 'work-cases']),
  });
  const found = async (query: CaseListQueryDto, asker: Asker = ALL): Promise<string[]> => {
    const { cases: rows } = await reader.list(asker, query);
    return rows.map(({ id }) => names.get(id) ?? id);
  };

  beforeAll(async () => {
    bench = await DeskBench.open();
    [reader, work] = [
      new CaseListReader(bench.test.database, bench.clock),
      new DayWorkReader(bench.test.database, bench.clock),
    ];
    north = bench.creditorId;
    await add(
      'n1',
      `opened_on = '2025-06-01', principal_minor = 99900, next_step = 'demand', held_by = '{objection-open,pause}'`,
    );
    await add('n2', `opened_on = '2025-12-01', state = 'closed', closed_by = 'paid'`, 3);
    await add('n3', `opened_on = '2026-01-15', state = 'legal', held_by = '{person-must-approve}'`, 5);
    await add('n4', `opened_on = '2026-03-01', next_step = 'reminder', reference = 'K-777000000000001'`);
    south = await bench.newCreditor();
    await add('s1', `opened_on = '2026-02-01', next_step = 'demand'`, 2);
    const name = (of: string, text: string, number: string | null) =>
      bench.asOperator((tx) =>
        tx.query('update case_debtor set name = $2, organisation_number = $3 where id = $1', [
          cases.get(of)?.debtorId,
          text,
          number,
        ]),
      );
    await name('n1', 'Prøve Testesen', null);
    await name('n3', 'Prøvehandel Eksempel AS', '000000048');
    await name('s1', 'Prøvehandel Eksempel AS', '000000048');
  });
  afterAll(() => bench.close());

  it('are listed newest first, those that are worked', async () => {
    expect(await found({})).toEqual(['n4', 's1', 'n3', 'n1']);
    expect(await found({ order: 'oldest' })).toEqual(['n1', 'n3', 's1', 'n4']);
    expect(await found({ order: 'largest', state: 'all' })).toEqual(['n3', 'n2', 's1', 'n4', 'n1']);
    expect(await found({ state: 'closed' })).toEqual(['n2']);
    expect(await found({ creditorId: north })).toEqual(['n4', 'n3', 'n1']);
  });

  it.each<[string, CaseListQueryDto, string[]]>([
    ['next step', { nextStep: 'demand' }, ['s1', 'n1']],
    ['hold', { heldBy: 'pause' }, ['n1']],
    ['amount, largest first', { principalMin: '1000.01' }, ['n3', 's1']],
    ['amount at most', { principalMax: '2000' }, ['s1', 'n4', 'n1']],
    ['age at least', { ageMin: 40 }, ['n3', 'n1']],
    ['age at most', { ageMax: 29 }, ['n4', 's1']],
    ['case number', { q: 'k-777' }, ['n4']],
    ['its digits', { q: '777000' }, ['n4']],
    ['invoice number, closed cases too', { q: '102' }, ['n2']],
    ['words in any order', { q: 'eksempel prøvehan' }, ['s1', 'n3']],
    ['a word’s begin', { q: 'test' }, ['n4', 'n2', 'n1']],
    ['organisation number', { q: '000 000 048', state: 'legal' }, ['n3']],
  ])('are found by %s', async (_what, query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it.each<CaseListQueryDto>([{}, { order: 'largest' }, { order: 'oldest' }, { q: 'prøve' }])(
    'come page by page, each once: %j',
    async (query) => {
      const whole = await found({ ...query, state: 'all' });
      const seen: string[] = [];
      for (let after: string | null | undefined; after !== null;) {
        const page = await reader.list(ALL, {
          ...query,
          state: 'all',
          limit: 1,
          ...(after === undefined ? {} : { after }),
        });
        seen.push(...page.cases.map(({ id }) => names.get(id) ?? id));
        after = page.nextAfter;
        expect(seen.length).toBeLessThanOrEqual(whole.length);
      }
      expect(seen).toEqual(whole);
    },
  );

  it('show what a case handler needs to know of each', async () => {
    const [first] = (await reader.list(ALL, { heldBy: 'objection-open' })).cases;
    expect(first).toMatchObject({
      creditorId: north,
      debtorName: 'Prøve Testesen',
      owed: { amount: '999.00', currency: 'NOK' },
      nextStep: 'demand',
      heldBy: ['objection-open', 'pause'],
      invoiceNumbers: ['1010'],
    });
    const onlyReads: Asker = { reach: ALL.reach, rights: new Set(['see']) };
    const [cut] = (await reader.list(onlyReads, { heldBy: 'objection-open' })).cases;
    expect(cut).toMatchObject({ id: first?.id, debtorName: 'Prøve T.' });
  });

  it('of others are neither listed, nor found, nor hinted at', async () => {
    expect(await found({ state: 'all' }, ofSouth())).toEqual(['s1']);
    expect(await found({ q: 'prøve' }, ofSouth())).toEqual(['s1']);
    expect(await found({ q: '102' }, ofSouth())).toEqual([]);
    await expect(reader.list(ofSouth(), { creditorId: north })).rejects.toMatchObject(
      problem(404, 'creditor-not-found'),
    );
    expect((await reader.creditors(ofSouth().reach)).map(({ creditorId }) => creditorId)).toEqual([south]);
    const nobody: Asker = { reach: { all: false, own: [], firms: [] }, rights: new Set() };
    expect(await reader.list(nobody, {})).toEqual({ cases: [], nextAfter: null, isCut: false });
  });

  it('refuse what says nothing', async () => {
    await expect(reader.list(ALL, { q: 'k-' })).rejects.toMatchObject(problem(422, 'unfit-fields'));
    for (const after of ['x', '2026-01-01', `1000~${newId(bench.clock)}`])
      await expect(reader.list(ALL, { after })).rejects.toMatchObject(problem(422, 'unfit-fields'));
  });

  it('of one debtor: of an organisation with every creditor within reach, of a person with this one', async () => {
    const of = async (creditorId: CreditorId, name: string, asker: Asker = ALL) => {
      const key = { creditorId, debtorId: cases.get(name)?.debtorId as never };
      const { cases: rows } = await reader.ofDebtor(asker, key);
      return rows.map(({ id }) => names.get(id));
    };
    expect(await of(north, 'n3')).toEqual(['s1', 'n3']);
    expect(await of(south, 's1', ofSouth())).toEqual(['s1']);
    expect(await of(north, 'n1')).toEqual(['n1']);
    await expect(of(north, 'n3', ofSouth())).rejects.toMatchObject(problem(404, 'creditor-not-found'));
  });

  it('give a day’s work, by day and what cannot wait first', async () => {
    const task = (of: CreditorId, name: string, key: string, dueOn: string) =>
      bench.test.database.asCreditor(of, async (tx) => {
        const caseId = cases.get(name)?.caseId as never;
        await bench.book.lock(tx, [caseId]);
        return bench.tasks.open(tx, of, { caseId, key, title: key, dueOn: dueOn as never }, KARI);
      });
    await task(north, 'n1', 'by-hand:call', '2026-03-02');
    await task(south, 's1', 'objection:1', '2026-03-02');
    await task(north, 'n4', 'by-hand:later', '2026-03-20');
    const lines = async (asker: Asker) =>
      (await work.list(asker, {})).items.map(({ kind, creditorId, debtorName, isTask }) => ({
        kind,
        creditorId,
        debtorName,
        isTask,
      }));
    const other = {
      kind: 'objection',
      creditorId: south,
      debtorName: 'Prøvehandel Eksempel AS',
      isTask: true,
    };
    expect(await lines(ALL)).toEqual([
      other,
      { kind: 'task', creditorId: north, debtorName: 'Prøve Testesen', isTask: true },
    ]);
    expect(await lines(ofSouth())).toEqual([other]);
    expect(await work.list(ALL, { until: '2026-03-20', limit: 2 })).toMatchObject({ hasMore: true });
  });
});
