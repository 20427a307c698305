import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BuiltCase, DeskBench, problem } from '../testing/desk-bench.js';
import type { NewObjectionDto, ObjectionOutcomeDto } from './objection.dto.js';
import { type Objection, ObjectionsService } from './objections.service.js';

describe('ObjectionsService', () => {
  let bench: DeskBench;
  let objections: ObjectionsService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    objections = new ObjectionsService(
      bench.file,
      bench.book,
      bench.stop,
      bench.tasks,
      bench.letters,
      bench.clock,
    );
  });
  afterAll(() => bench.close());

  /** Without settings no letter can be made, and a person is asked to write: not what is looked at here. */
  const tasksOf = async ({ caseId }: BuiltCase) =>
    (await bench.openTasks(caseId)).filter((key) => key !== 'letter-by-hand');
  const raise = ({ caseId }: BuiltCase, more: Partial<NewObjectionDto> = {}): Promise<Objection> =>
    objections.raise(bench.creditorId, caseId, {
      kind: 'objection',
      concerns: 'defect',
      text: 'It leaked on the first day.',
      raisedThrough: 'call',
      raisedOn: bench.today,
      by: 'kari',
      ...more,
    });
  const judge = ({ caseId }: BuiltCase, { id }: Objection, more: Partial<ObjectionOutcomeDto>) =>
    objections.judge(bench.creditorId, caseId, id, {
      outcome: 'upheld',
      reason: 'The shop agrees.',
      ...more,
    });

  it('stops everything at once, and asks somebody to answer within a week', async () => {
    const built = await bench.addCase();
    const step = await bench.planStep(built);
    const before = await bench.revision(built.caseId);
    const objection = await raise(built);
    expect(objection).toMatchObject({ state: 'open', concerns: 'defect', raisedOn: bench.today });
    expect(await bench.stepState(step)).toBe('cancelled');
    expect(await bench.events(built.caseId)).toEqual(['step-cancelled', 'task-opened', 'objection-raised']);
    expect(await bench.revision(built.caseId)).toBeGreaterThan(before);
    expect(await bench.audited(built.caseId)).toEqual(['case.objection-raised kari']);
    const [task] = await bench.rows(
      'select due_on as "dueOn", key from case_task where case_id = $1 and key like $2',
      [built.caseId, 'objection:%'],
    );
    expect(task).toEqual({ dueOn: '2026-03-09', key: `objection:${objection.id}` });
  });

  it('is registered once, whatever is repeated', async () => {
    const built = await bench.addCase();
    const [first, second] = [await raise(built), await raise(built)];
    expect(second.id).toBe(first.id);
    expect((await raise(built, { text: 'Another matter.' })).id).not.toBe(first.id);
    expect(await objections.list(bench.creditorId, built.caseId)).toHaveLength(2);
  });

  it('leaves a step about another claim alone, and a letter that may be on its way', async () => {
    const built = await bench.addCase({ claims: 2 });
    const [objected, other] = built.claimIds;
    await bench.planStep({ ...built, claimIds: other ? [other] : [] });
    await raise(built, { claimId: objected as string });
    expect(await bench.events(built.caseId)).not.toContain('step-cancelled');
    const leaving = await bench.addCase();
    const sent = await bench.planStep(leaving);
    await bench.rows(
      `insert into case_letter (creditor_id, case_id, id, kind, step_id, channel, language, recipient, template, input, text,
         state, not_before, created_at)
       values ($1, $2, $3, 'reminder', $3, 'letter', 'nb', '{}', 't', '{}', 'x', 'sending', now(), now())`,
      [bench.creditorId, leaving.caseId, sent],
    );
    await raise(leaving);
    expect(await bench.events(leaving.caseId)).not.toContain('step-cancelled');
    const [letter] = await bench.rows('select state from case_letter where step_id = $1', [sent]);
    expect(letter).toEqual({ state: 'sending' });
  });

  it('upheld: costs fall away by entries, as far as they stand', async () => {
    const built = await bench.addCase();
    await bench.charge(built.caseId);
    await bench.charge(built.caseId, { kind: 'collection-fee', amountMinor: 26_250n });
    await bench.charge(built.caseId, { entry: 'waiver', amountMinor: -800n, aboutNumber: 1 });
    await judge(built, await raise(built), { outcome: 'upheld' });
    expect((await bench.charges(built.caseId)).slice(3, 5)).toEqual([
      'lost collection-fee -26250',
      'lost letter-fees -3000',
    ]);
    expect(await tasksOf(built)).toEqual(['objection-upheld']);
  });

  it('rejected: costs stand, and the claim goes to court or is dropped, unless it is taken back', async () => {
    const built = await bench.addCase();
    await bench.charge(built.caseId);
    const objection = await raise(built);
    const rejected = await judge(built, objection, {
      outcome: 'rejected',
      reason: 'It was used for a year.',
    });
    expect(rejected).toMatchObject({ state: 'rejected', reasonable: false, handledOn: bench.today });
    expect(await bench.charges(built.caseId)).toEqual(['charge reminder-fee 3800']);
    expect(await tasksOf(built)).toEqual(['objection-rejected']);
    await expect(judge(built, objection, { outcome: 'upheld' })).rejects.toMatchObject(
      problem(409, 'objection-judged'),
    );
    const withdrawn = await judge(built, objection, { outcome: 'withdrawn', reason: 'She called.' });
    expect(withdrawn.state).toBe('withdrawn');
    expect(await tasksOf(built)).toEqual([]);
  });

  it('rejected, but reasonable to have tried before: costs fall away all the same (inkassoloven § 17)', async () => {
    const built = await bench.addCase();
    await bench.charge(built.caseId);
    await judge(built, await raise(built), { outcome: 'rejected', reasonable: true });
    expect(await bench.charges(built.caseId)).toContain('lost letter-fees -3800');
  });

  it('of one claim of several: only that claim’s costs fall away', async () => {
    const built = await bench.addCase({ claims: 2 });
    const [objected, other] = built.claimIds as [never, never];
    await bench.charge(built.caseId, { kind: 'plan-fee', claimId: objected });
    await bench.charge(built.caseId, { kind: 'plan-fee', claimId: other });
    await judge(built, await raise(built, { claimId: objected }), { outcome: 'upheld' });
    const lost = await bench.rows(
      'select claim_id as id, amount_minor as minor from case_charge where entry = $1 and case_id = $2 and actor <> $3',
      ['lost', built.caseId, 'system'],
    );
    expect(lost).toEqual([{ id: objected, minor: -3_800n }]);
  });

  it('knows when a board has it', async () => {
    const built = await bench.addCase();
    const { id } = await raise(built);
    const board = { beforeBoard: true, reason: 'Brought before Finansklagenemnda.' };
    expect(await objections.board(bench.creditorId, built.caseId, id, board)).toMatchObject({
      beforeBoard: true,
    });
    expect(await bench.events(built.caseId)).toContain('objection-before-board');
  });

  it('in Sweden: reminder 60 and demand 180 fall away when the debtor was right, and stand when not', async () => {
    const norwegian = bench.creditorId;
    await bench.newCreditor('SE');
    for (const [outcome, lost] of [
      ['upheld', 24_000n],
      ['rejected', 0n],
    ] as const) {
      const built = await bench.addCase({ currency: 'SEK' });
      const claimId = built.claimIds[0] as never;
      await bench.charge(built.caseId, { claimId, amountMinor: 6_000n });
      await bench.charge(built.caseId, { claimId, kind: 'demand-fee', amountMinor: 18_000n });
      await judge(built, await raise(built), { outcome });
      const [row] = await bench.rows<{ minor: bigint }>(
        `select coalesce(-sum(amount_minor), 0)::bigint as minor from case_charge where case_id = $1 and entry = 'lost'`,
        [built.caseId],
      );
      expect(row?.minor).toBe(lost);
    }
    bench.creditorId = norwegian;
  });

  it('is registered, and stops the machine, also when nobody knows the rate of the day', async () => {
    const built = await bench.addCase();
    const step = await bench.planStep(built);
    const now = bench.clock.now();
    bench.clock.moveTo(new Date('2031-03-03T09:00:00.000Z'));
    expect(await raise(built)).toMatchObject({ state: 'open', raisedOn: '2031-03-03' });
    expect(await bench.stepState(step)).toBe('cancelled');
    expect(await bench.openTasks(built.caseId)).toEqual([
      'law-figure-missing',
      'letter-by-hand',
      'objection',
    ]);
    bench.clock.moveTo(now);
  });

  it('refuses what cannot be', async () => {
    const [built, other] = [await bench.addCase(), await bench.addCase()];
    await expect(raise(built, { claimId: other.claimIds[0] as string })).rejects.toMatchObject(
      problem(422, 'unfit-fields'),
    );
    await expect(raise(built, { raisedOn: '2026-03-03' })).rejects.toMatchObject(
      problem(422, 'unfit-fields'),
    );
    const objection = await raise(built);
    await expect(judge(other, objection, {})).rejects.toMatchObject(problem(404, 'objection-not-found'));
  });

  it('shows nothing of another creditor’s case', async () => {
    const built = await bench.addCase();
    const creditorId = bench.creditorId;
    await bench.newCreditor();
    await expect(objections.list(bench.creditorId, built.caseId)).rejects.toMatchObject(
      problem(404, 'case-not-found'),
    );
    bench.creditorId = creditorId;
  });
});
