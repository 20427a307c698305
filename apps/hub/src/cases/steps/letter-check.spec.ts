import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Environment } from '../../config/environment.js';
import type { SendResult } from '../../dispatch/message-channel.js';
import type { MessageChannels } from '../../dispatch/message-channels.js';
import { noJobs } from '../../jobs/testing/no-jobs.js';
import type { Scheduler } from '../../scheduler/scheduler.js';
import { RoadBench } from '../../sync/testing/road-bench.js';
import { beginCase, StepParts } from '../testing/step-parts.js';
import { LetterDispatch } from './letter-dispatch.js';
import { LetterSender } from './letter-sender.js';

const NEVER = new AbortController().signal;
const DAY_MS = 86_400_000;
const ACTOR = { kind: 'test', id: 'test' };

interface Sent {
  readonly id: string;
  readonly text: string;
}

describe('LetterCheck', () => {
  let bench: RoadBench;
  let parts: StepParts;
  let dispatch: LetterDispatch;
  let answer: SendResult | 'killed';
  const sent: Sent[] = [];
  beforeAll(async () => {
    bench = await RoadBench.open();
    const { database, clock } = bench;
    parts = new StepParts(database, clock);
    const channel = {
      repeat: 'same-result',
      send: async ({ id, text }: Sent): Promise<SendResult> => {
        sent.push({ id, text });
        if (answer === 'killed') throw new Error('killed');
        return answer;
      },
    };
    const channels = { of: () => ({ isOn: true, channel }) } as unknown as MessageChannels;
    const { letters, steps, check, pass, book } = parts;
    dispatch = new LetterDispatch(
      database,
      noJobs,
      {} as Scheduler,
      {} as Environment,
      channels,
      new LetterSender(channels),
      letters,
      steps,
      check,
      pass,
      book,
      clock,
    );
  });
  afterAll(() => bench.close());
  /** A reminder with its fee, written and not yet sent. */
  beforeEach(async () => {
    await bench.reset();
    sent.length = 0;
    answer = { outcome: 'accepted', reference: 'r-1' };
    await beginCase(bench, parts, 'NO', 'person');
    await bench.tx(async (tx) => {
      const current = await parts.settings.current(tx, bench.creditorId);
      const process = { ...current.process, friendlyRemindersMax: 0 };
      await parts.settings.add(tx, bench.creditorId, { ...current, process }, ACTOR);
      await parts.settings.approve(tx, bench.creditorId, 'process', ACTOR);
    });
    await night();
    expect(await letters()).toEqual([{ state: 'planned', note: null, replaces: false }]);
    expect(await costs()).toBeGreaterThan(0n);
  });

  const night = async () => {
    await parts.pass.run(bench.creditorId, NEVER, true);
    await parts.steps.run(bench.creditorId, NEVER);
  };
  const run = () => dispatch.run(bench.creditorId, NEVER);
  const letters = () =>
    bench.rows<{ state: string; note: string | null; replaces: boolean }>(
      `select state, note, replaces_id is not null as replaces from case_letter where creditor_id = $1 order by state`,
      [bench.creditorId],
    );
  const step = async () =>
    (
      await bench.rows<{ state: string; doneOn: string; deadlineOn: string; letterId: string }>(
        `select state, done_on as "doneOn", deadline_on as "deadlineOn", letter_id as "letterId" from case_step
         where creditor_id = $1 order by state = 'done' desc, changed_at desc limit 1`,
        [bench.creditorId],
      )
    )[0]!;
  const events = async () =>
    (
      await bench.rows<{ kind: string }>(
        `select kind from case_event where creditor_id = $1 and kind like 'letter-%' order by case_id, sequence`,
        [bench.creditorId],
      )
    ).map(({ kind }) => kind);
  const costs = async () =>
    (
      await bench.rows<{ costs: bigint }>(
        `select coalesce(sum(amount_minor), 0)::bigint as costs from case_charge where creditor_id = $1`,
        [bench.creditorId],
      )
    )[0]!.costs;
  /** Money on the principal, as `CaseMoney` counts it. */
  const pay = async (minor: number, kind = 'payment') => {
    await bench.rows(
      `insert into case_movement (creditor_id, case_id, number, source, source_id, line, kind, part, claim_id, amount_minor, value_on, detail, created_at)
       select creditor_id, case_id, 1, 'settlement', claim_id::text, 1, $2, 'principal', claim_id, $1, due_on, '{}', $3 from case_claim where creditor_id = $4`,
      [minor, kind, bench.clock.now(), bench.creditorId],
    );
    await bench.rows(
      `update case_claim set outstanding_minor = outstanding_minor - $1 where creditor_id = $2`,
      [minor, bench.creditorId],
    );
    await touch();
  };
  const touch = () =>
    bench.rows(`update debt_case set revision = revision + 1 where creditor_id = $1`, [bench.creditorId]);

  it('lets a letter leave as it was written while nothing has changed', async () => {
    const { letterId } = await step();
    await run();
    expect(sent.map(({ id }) => id)).toEqual([letterId]);
    expect(await letters()).toEqual([{ state: 'sent', note: null, replaces: false }]);
    expect(await events()).toEqual(['letter-sent']);
  });

  it.each(['payment', 'credit-note'])('says the sum of today after a %s in between', async (kind) => {
    const [before, fee] = [await step(), await costs()];
    await pay(40_000, kind);
    await run();
    await run();
    expect(await letters()).toEqual([
      { state: 'cancelled', note: 'Replaced before sending.', replaces: false },
      { state: 'sent', note: null, replaces: true },
    ]);
    const after = await step();
    expect(sent.map(({ id }) => id)).toEqual([after.letterId]);
    expect(after.letterId).not.toBe(before.letterId);
    const [was, is] = await bench.rows<{ total: bigint; text: string }>(
      `select (input->'total'->>'minor')::bigint as total, text from case_letter where creditor_id = $1 order by state`,
      [bench.creditorId],
    );
    expect(was!.total - is!.total).toBeGreaterThanOrEqual(40_000n);
    expect(sent[0]!.text).toBe(is!.text);
    expect(await costs()).toBe(fee);
    expect(await events()).toEqual(['letter-replaced', 'letter-sent']);
  });

  it('is withdrawn with its fee when all was paid before it left, and the case is over', async () => {
    await pay(100_000);
    await bench.rows(`update case_claim set state = 'closed' where creditor_id = $1`, [bench.creditorId]);
    await run();
    expect(sent).toEqual([]);
    expect(await costs()).toBe(0n);
    expect(await letters()).toEqual([
      { state: 'cancelled', note: 'Withdrawn before sending: settled', replaces: false },
    ]);
    expect(
      await bench.rows('select state, closed_by as by from debt_case where creditor_id = $1', [
        bench.creditorId,
      ]),
    ).toEqual([{ state: 'closed', by: 'paid' }]);
  });

  it.each([
    [
      'objection-open',
      `insert into case_objection (creditor_id, case_id, id, kind, concerns, text, raised_through, raised_on, state, created_at, created_by)
       select creditor_id, id, id, 'claim', 'all', 'Nei', 'email', opened_on, 'open', opened_at, 'test' from debt_case where creditor_id = $1`,
      `update case_objection set state = 'withdrawn' where creditor_id = $1`,
    ],
    [
      'pause',
      `insert into case_pause (creditor_id, id, case_id, kind, by, acts, detail, from_on, reason, created_at, created_by)
       select creditor_id, id, id, 'pause', 'creditor', '{}', '{}', opened_on, 'x', opened_at, 'test' from debt_case where creditor_id = $1`,
      `update case_pause set ended_at = created_at where creditor_id = $1`,
    ],
    [
      'deceased',
      `update case_debtor set circumstances = '{"deceased": {"diedOn": "2026-03-20", "estateReachable": false}}' where creditor_id = $1`,
      `update case_debtor set circumstances = '{}' where creditor_id = $1`,
    ],
  ])('is withdrawn for %s, costs nothing, and is taken anew when that is over', async (because, come, go) => {
    const fee = await costs();
    await bench.rows(come, [bench.creditorId]);
    await touch();
    await run();
    expect(sent).toEqual([]);
    expect(await costs()).toBe(0n);
    expect(await events()).toEqual(['letter-withdrawn']);
    expect((await step()).state).toBe('cancelled');
    expect(await letters()).toEqual([
      { state: 'cancelled', note: `Withdrawn before sending: ${because}`, replaces: false },
    ]);
    await bench.rows(go, [bench.creditorId]);
    await touch();
    await night();
    await run();
    expect(sent).toHaveLength(1);
    expect(await costs()).toBe(fee);
  });

  it('bears the day on which it leaves, and gives the full time from then', async () => {
    const before = await step();
    bench.clock.advanceMs(6 * DAY_MS);
    await run();
    const after = await step();
    expect([before.doneOn, after.doneOn]).toEqual(['2026-04-01', '2026-04-07']);
    expect(after.deadlineOn > before.deadlineOn).toBe(true);
    const [letter] = await bench.rows<{ sentOn: string; deadlineOn: string }>(
      `select input->>'sentOn' as "sentOn", deadline_on::text as "deadlineOn" from case_letter where creditor_id = $1 and state = 'sent'`,
      [bench.creditorId],
    );
    expect(letter).toEqual({ sentOn: after.doneOn, deadlineOn: after.deadlineOn });
  });

  it('is not touched any more once it may have left, whatever comes then', async () => {
    answer = 'killed';
    await expect(run()).rejects.toThrow('killed');
    await pay(40_000);
    answer = { outcome: 'accepted', reference: 'r-1' };
    await run();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(await letters()).toEqual([{ state: 'sent', note: null, replaces: false }]);
  });

  it('is replaced whole or not at all where the process dies in between, and once', async () => {
    await pay(40_000);
    const assess = parts.pass.assess.bind(parts.pass);
    parts.pass.assess = async () => {
      throw new Error('killed');
    };
    await expect(run()).rejects.toThrow('killed');
    expect(await letters()).toEqual([{ state: 'planned', note: null, replaces: false }]);
    parts.pass.assess = assess;
    answer = 'killed';
    await expect(run()).rejects.toThrow('killed');
    answer = { outcome: 'accepted', reference: 'r-1' };
    await run();
    expect((await letters()).map(({ state }) => state)).toEqual(['cancelled', 'sent']);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it('has a copy for the guardian who was named in between, and takes it back with itself', async () => {
    await bench.rows(
      `update case_debtor set circumstances = '{"guardian": {"scope": "both", "reachable": true}}',
         guardian = '{"name": "Verge Testesen", "email": "v@verge.example", "since": "2026-03-30"}' where creditor_id = $1`,
      [bench.creditorId],
    );
    await touch();
    const [written] = await bench.rows<never>(
      `select case_id as "caseId", id, step_id as "stepId" from case_letter where creditor_id = $1`,
      [bench.creditorId],
    );
    await parts.check.check(bench.creditorId, written!, true);
    expect((await letters()).map(({ state }) => state)).toEqual(['cancelled', 'planned', 'planned']);
    await pay(100_000);
    await run();
    expect(sent).toEqual([]);
    expect((await letters()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  it('is taken anew on another channel when the debtor does not want this one any more', async () => {
    await bench.rows(
      `update case_debtor set contact_points = (select jsonb_agg(p || '{"consent": "withdrawn"}') from jsonb_array_elements(contact_points) p) where creditor_id = $1`,
      [bench.creditorId],
    );
    await touch();
    const fee = await costs();
    await run();
    const rows = await bench.rows(
      `select state, channel from case_letter where creditor_id = $1 order by state`,
      [bench.creditorId],
    );
    expect(rows).toEqual([
      { state: 'cancelled', channel: 'email' },
      { state: 'sent', channel: 'letter' },
    ]);
    expect(await costs()).toBe(fee);
  });
});
