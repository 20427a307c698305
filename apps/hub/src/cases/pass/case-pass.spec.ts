import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { invoice } from '../../sync/testing/invoices.js';
import { RoadBench } from '../../sync/testing/road-bench.js';
import { SettingsStore } from '../settings/settings-store.js';
import { AssessmentStore } from './assessment-store.js';
import { CasePass } from './case-pass.js';
import { CaseParts } from '../testing/case-parts.js';

const NEVER = new AbortController().signal;
const DAY_MS = 86_400_000;
const ACTOR = { kind: 'test', id: 'test' };
const CASES = 5;

describe('CasePass', () => {
  let bench: RoadBench;
  let settings: SettingsStore;
  let store: AssessmentStore;
  let pass: CasePass;
  beforeAll(async () => {
    bench = await RoadBench.open();
    ({ settings, assessments: store, pass } = new CaseParts(bench.database, bench.clock));
  });
  beforeEach(async () => {
    await bench.reset();
    for (const id of Array.from({ length: CASES }, (_, index) => `${index}`)) {
      const item = invoice(id);
      const ledgerDebtorId = `debtor-${id}` as typeof item.ledgerDebtorId;
      await bench.inCollection({
        ...item,
        ledgerDebtorId,
        debtor: { ...item.debtor, ledgerDebtorId, emails: ['a@debtor.example'] },
      });
    }
  });
  afterAll(() => bench.close());

  const count = async (what: string) => (await bench.rows(`select 1 from ${what}`)).length;
  const planned = () => count(`case_step where state = 'planned'`);
  const assessedOn = () =>
    bench.rows<{ on: string; interest: bigint }>(
      `select assessed_on as "on", interest_minor as interest from debt_case order by id`,
    );

  it('assesses every case, and plans a step that is due', async () => {
    expect(await pass.run(bench.creditorId, NEVER)).toMatchObject({
      state: 'done',
      assessed: CASES,
      planned: CASES,
    });
    expect(await planned()).toBe(CASES);
    expect((await assessedOn()).every(({ on, interest }) => on === '2026-04-01' && interest > 0n)).toBe(true);
  });

  it('finds nothing new on the same day, and more interest on the next', async () => {
    await pass.run(bench.creditorId, NEVER);
    const [events, before] = [await count('case_event'), await assessedOn()];
    expect(await pass.run(bench.creditorId, NEVER, true)).toMatchObject({
      assessed: CASES,
      changed: 0,
      planned: 0,
    });
    expect(await count('case_event')).toBe(events);
    bench.clock.advanceMs(DAY_MS);
    await pass.run(bench.creditorId, NEVER);
    const after = await assessedOn();
    expect(after.every(({ interest }, index) => interest > before[index]!.interest)).toBe(true);
    // Maundy Thursday: nothing is sent on a holiday, so what was planned and not yet done is planned no longer.
    expect(await planned()).toBe(0);
    expect(await count(`case_step where state = 'cancelled'`)).toBe(CASES);
  });

  it('goes on behind the last case when it was cut off', async () => {
    const write = store.write.bind(store);
    let batches = 0;
    store.write = async (...words) => {
      batches += 1;
      if (batches === 2) throw new Error('killed');
      return write(...words);
    };
    await expect(pass.run(bench.creditorId, NEVER, false, 2)).rejects.toThrow('killed');
    store.write = write;
    expect(await planned()).toBe(2);
    expect(await pass.run(bench.creditorId, NEVER, false, 2)).toMatchObject({
      state: 'done',
      assessed: CASES,
    });
    expect(await planned()).toBe(CASES);
    expect(await count(`case_event where kind = 'step-planned'`)).toBe(CASES);
  });

  it('does nothing twice when two walk at once', async () => {
    await Promise.all([1, 2, 3].map(() => pass.run(bench.creditorId, NEVER, true, 2)));
    expect(await planned()).toBe(CASES);
    expect(await count(`case_event where kind = 'step-planned'`)).toBe(CASES);
  });

  it('plans no step with legal effect by rules that nobody has approved', async () => {
    await bench.tx(async (tx) => {
      const current = await settings.current(tx, bench.creditorId);
      const process = { ...current.process, takeover: 'collection-notice' as const };
      await settings.add(tx, bench.creditorId, { ...current, process }, ACTOR);
    });
    await pass.run(bench.creditorId, NEVER);
    expect(await planned()).toBe(0);
    const [row] = await bench.rows<{ holds: { reason: string }[] }>(
      `select decision->'holds' as holds from debt_case limit 1`,
    );
    expect(row?.holds.map(({ reason }) => reason)).toContain('rules-not-approved');
    await bench.tx(async (tx) => {
      await settings.approve(tx, bench.creditorId, 'process', ACTOR);
      await settings.approve(tx, bench.creditorId, 'channels', ACTOR);
    });
    await pass.run(bench.creditorId, NEVER, true);
    const [after] = await bench.rows<{ holds: { reason: string }[] }>(
      `select decision->'holds' as holds from debt_case limit 1`,
    );
    expect(after?.holds.map(({ reason }) => reason)).not.toContain('rules-not-approved');
  });

  describe('where a figure of the law is not known for the day', () => {
    const decisions = () =>
      bench.rows<{ outcome: string; reason: string | null; interest: bigint }>(
        `select outcome, decision->'holds'->0->>'reason' as reason, interest_minor as interest from debt_case order by id`,
      );
    const tasks = (state: string) =>
      count(`case_task where key = 'law-figure-missing' and state = '${state}'`);

    it('holds each case that needs it, tells a person once, and judges the others', async () => {
      await pass.run(bench.creditorId, NEVER);
      const before = await decisions();
      // What nothing is owed of needs no rate of the day; its costs are still open.
      const [paid] = await bench.rows<{ id: string }>(`select id from debt_case order by id limit 1`);
      await bench.tx(async (tx) => {
        await tx.query(
          `update case_claim set outstanding_minor = 0, principal_minor = 0 where case_id = $1`,
          [paid!.id],
        );
        await tx.query(`update debt_case set revision = revision + 1 where id = $1`, [paid!.id]);
      });
      bench.clock.advanceMs(300 * DAY_MS);
      expect(await pass.run(bench.creditorId, NEVER)).toMatchObject({ state: 'done', assessed: CASES });
      const [first, ...others] = await decisions();
      expect(first?.reason).not.toBe('law-figure-missing');
      expect(others.map(({ outcome, reason }) => [outcome, reason])).toEqual(
        others.map(() => ['held', 'law-figure-missing']),
      );
      expect(others.map(({ interest }) => interest)).toEqual(before.slice(1).map(({ interest }) => interest));
      expect(await planned()).toBe(0);
      expect(await tasks('open')).toBe(CASES - 1);
      bench.clock.advanceMs(DAY_MS);
      await pass.run(bench.creditorId, NEVER);
      await pass.refresh(bench.creditorId, NEVER);
      expect(await tasks('open')).toBe(CASES - 1);
      expect(await count(`case_event where kind = 'law-figure-missing'`)).toBe(CASES - 1);
    });

    it('goes on, and ends the task, when the figure is known', async () => {
      await pass.run(bench.creditorId, NEVER);
      const known = bench.clock.now();
      bench.clock.advanceMs(300 * DAY_MS);
      await pass.run(bench.creditorId, NEVER);
      expect(await tasks('open')).toBe(CASES);
      bench.clock.moveTo(known);
      await pass.run(bench.creditorId, NEVER, true);
      expect(await tasks('dropped')).toBe(CASES);
      expect((await decisions()).map(({ outcome }) => outcome)).toEqual(Array(CASES).fill('due'));
    });
  });
});
