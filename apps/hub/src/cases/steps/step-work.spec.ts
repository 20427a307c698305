import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RoadBench } from '../../sync/testing/road-bench.js';
import type { CasePass } from '../pass/case-pass.js';
import type { StepWork } from './step-work.js';
import { beginCase, StepParts } from '../testing/step-parts.js';

const NEVER = new AbortController().signal;
const DAY_MS = 86_400_000;
const DAYS_MAX = 200;

interface Done {
  readonly kind: string;
  readonly doneOn: string;
  readonly deadlineOn: string | null;
  readonly channel: string;
}

describe('StepWork', () => {
  let bench: RoadBench;
  let parts: StepParts;
  let pass: CasePass;
  let steps: StepWork;
  beforeAll(async () => {
    bench = await RoadBench.open();
    parts = new StepParts(bench.database, bench.clock);
    ({ pass, steps } = parts);
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const begin = (country: 'NO' | 'SE', kind: 'person' | 'company') => beginCase(bench, parts, country, kind);
  const done = () =>
    bench.rows<Done>(
      `select kind, done_on as "doneOn", deadline_on as "deadlineOn", channel from case_step where state = 'done' order by done_on`,
    );
  /** Night after night until the step is done; letters leave on the day they are written. */
  const walkTo = async (kind: string) => {
    for (let day = 0; day < DAYS_MAX; day += 1) {
      await pass.run(bench.creditorId, NEVER, true);
      await steps.run(bench.creditorId, NEVER);
      await bench.rows(`update case_letter set state = 'sent', sent_at = created_at where state = 'planned'`);
      if ((await done()).some((step) => step.kind === kind)) return;
      bench.clock.advanceMs(DAY_MS);
    }
    const [held] = await bench.rows(
      `select outcome, next_step, next_on, decision->'holds' as holds from debt_case`,
    );
    const tasks = await bench.rows('select title from case_task');
    throw new Error(`No ${kind}: ${JSON.stringify({ held, tasks, done: await done() })}`);
  };
  const costs = async () =>
    (await bench.rows<{ costs: bigint }>('select costs_minor as costs from debt_case'))[0]?.costs;
  const approveHandOff = () =>
    bench.rows(
      `insert into case_step_approval (creditor_id, case_id, id, kind, approved_on, approved_by, created_at)
       select creditor_id, id, id, 'legal-hand-off', $1, 'test', $2 from debt_case`,
      [bench.clock.now().toISOString().slice(0, 10), bench.clock.now()],
    );

  it('walks the whole Norwegian road to the application, which is a document and sent to nobody', async () => {
    await begin('NO', 'person');
    await walkTo('legal-notice');
    await approveHandOff();
    await bench.rows('update debt_case set revision = revision + 1');
    await walkTo('legal-hand-off');
    expect((await done()).map(({ kind }) => kind)).toEqual([
      'friendly-reminder',
      'reminder',
      'collection-notice',
      'demand',
      'legal-notice',
      'legal-hand-off',
    ]);
    const [document] = await bench.rows(
      `select state, document is not null as "hasPdf" from case_letter where kind = 'legal-hand-off'`,
    );
    expect(document).toEqual({ state: 'document', hasPdf: true });
    expect(await bench.rows('select state from debt_case')).toEqual([{ state: 'legal' }]);
    // Up to 1 000 kroner: 0.35 of 750, all letters under the same ceiling (inkassoforskriften §§ 2-1, 2-2).
    expect(await costs()).toBe(26_250n);
  }, 120_000);

  it('walks the Swedish road: a demand costs 180 kronor, a reminder nothing that was not agreed', async () => {
    await begin('SE', 'person');
    await walkTo('reminder');
    expect(await costs()).toBe(0n);
    await walkTo('demand');
    expect(await costs()).toBe(18_000n);
    expect((await done()).map(({ kind }) => kind)).toEqual(['friendly-reminder', 'reminder', 'demand']);
    const demand = (await done()).at(-1);
    expect(Date.parse(demand?.deadlineOn ?? '') - Date.parse(demand?.doneOn ?? '')).toBeGreaterThanOrEqual(
      8 * DAY_MS,
    );
  }, 120_000);

  it('asks a Swedish business for the compensation, which takes the demand’s fee into itself', async () => {
    await begin('SE', 'company');
    await walkTo('demand');
    // Lag 1981:739, 4 a §: 450 kronor; 5 §: the 180 of the demand are part of them.
    expect(await costs()).toBe(45_000n);
  }, 60_000);

  it('lets no fee grow while an objection is open, and none stay when it was right', async () => {
    await begin('NO', 'person');
    await walkTo('demand');
    await bench.rows(
      `insert into case_objection (creditor_id, case_id, id, kind, concerns, text, raised_through, raised_on, state, created_at, created_by)
       select creditor_id, id, id, 'objection', 'claim', 'Never ordered.', 'email', $1, 'open', $2, 'test' from debt_case`,
      [bench.clock.now().toISOString().slice(0, 10), bench.clock.now()],
    );
    bench.clock.advanceMs(60 * DAY_MS);
    await pass.run(bench.creditorId, NEVER, true);
    expect(await costs()).toBe(26_250n);
    await bench.rows(`update case_objection set state = 'upheld', reasonable = true`);
    await pass.run(bench.creditorId, NEVER, true);
    expect(await costs()).toBe(0n);
  }, 60_000);

  it('keeps back a letter of a case that was closed before it left', async () => {
    await begin('NO', 'person');
    await pass.run(bench.creditorId, NEVER, true);
    await steps.run(bench.creditorId, NEVER);
    expect(await bench.rows('select state from case_letter')).toEqual([{ state: 'planned' }]);
    await bench.rows(`update case_claim set outstanding_minor = 0, state = 'closed'`);
    await pass.run(bench.creditorId, NEVER, true);
    expect(await bench.rows('select state from case_letter')).toEqual([{ state: 'cancelled' }]);
    expect(await bench.rows('select state from debt_case')).toEqual([{ state: 'closed' }]);
  }, 60_000);

  it('takes a step once, however often and by however many it is tried', async () => {
    await begin('NO', 'company');
    await pass.run(bench.creditorId, NEVER, true);
    const [planned] = await bench.rows<{ caseId: never; stepId: never }>(
      `select case_id as "caseId", id as "stepId" from case_step where state = 'planned'`,
    );
    await Promise.all([1, 2, 3].map(() => steps.take(bench.creditorId, planned!)));
    await steps.run(bench.creditorId, NEVER);
    expect(await bench.rows('select kind from case_letter')).toEqual([{ kind: 'friendly-reminder' }]);
    expect(await bench.rows(`select kind from case_event where kind = 'step-done'`)).toHaveLength(1);
  }, 60_000);
});
