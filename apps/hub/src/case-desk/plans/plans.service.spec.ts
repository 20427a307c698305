import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseId, LocalDate } from '@app/domain';
import { GrantRequestsService } from '../authority/grant-requests.service.js';
import { type BuiltCase, DeskBench, problem } from '../testing/desk-bench.js';
import { PlanFees } from './plan-fees.js';
import { PlanKeeper } from './plan-keeper.js';
import type { NewPlanDto } from './plan.dto.js';
import { PlanStore } from './plan-store.js';
import { PlansKeptService } from './plans-kept.service.js';
import { PlansService } from './plans.service.js';

const WHY = { by: 'kari', reason: 'Can pay 300 a month.' };
const YES = { ...WHY, how: 'on-the-telephone' } as const;
const NOW = new Date('2026-03-02T09:00:00.000Z');

describe('plans', () => {
  let bench: DeskBench;
  let plans: PlansService;
  let keeper: PlanKeeper;
  let kept: PlansKeptService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    const store = new PlanStore();
    const { file, grants, book, stop, limitation, letters, tasks, clock, reader, settings, pauses } = bench;
    const fees = new PlanFees(reader, settings, pauses, book);
    plans = new PlansService(file, store, grants, fees, book, stop, limitation, letters, tasks, clock);
    keeper = new PlanKeeper(file, store, letters, tasks);
    kept = new PlansKeptService(bench.test.database, bench.creditors, clock);
  });
  beforeEach(async () => {
    bench.clock.moveTo(NOW);
    await bench.newCreditor();
  });
  afterAll(() => bench.close());

  const propose = ({ caseId }: BuiltCase, more: Partial<NewPlanDto> = {}) =>
    plans.propose(bench.creditorId, caseId, {
      ...WHY,
      perMonth: '300.00',
      firstDueOn: '2026-03-16',
      interest: 'running',
      fee: 'charge',
      ...more,
    });
  const agree = async (built: BuiltCase, more: Partial<NewPlanDto> = {}) => {
    const { id } = await propose(built, more);
    return plans.accept(bench.creditorId, built.caseId, id as string, YES);
  };
  const pay = async (caseId: CaseId, claimId: string, minor: bigint) => {
    const on = bench.today;
    await bench.tx((tx) =>
      bench.book.move(tx, [
        {
          caseId,
          source: 'settlement',
          sourceId: `${on} ${minor}`,
          line: 1,
          kind: 'payment',
          part: 'principal',
          claimId: claimId as never,
          amountMinor: minor,
          valueOn: on as LocalDate,
          detail: {},
        },
      ]),
    );
  };
  const on = (day: string) => bench.clock.moveTo(new Date(`${day}T09:00:00.000Z`));
  const keep = () => keeper.run(bench.creditorId, new AbortController().signal);
  const planOf = async (caseId: CaseId) => {
    const { plans: all } = await plans.list(bench.creditorId, caseId);
    const last = all.at(-1);
    if (!last) throw new Error('no plan');
    return last;
  };

  it('are made from what the debtor can pay, to the last øre, and hold the machine until the answer day', async () => {
    const built = await bench.addCase();
    const step = await bench.planStep(built);
    const proposed = await propose(built);
    expect((await propose(built)).id).toBe(proposed.id);
    const plan = await planOf(built.caseId);
    expect(plan).toMatchObject({ state: 'proposed', answerBy: '2026-03-16', interest: 'running' });
    expect(plan.instalments.map(({ dueOn }) => dueOn)).toEqual([
      '2026-03-16',
      '2026-04-16',
      '2026-05-18',
      '2026-06-16',
    ]);
    expect(plan.instalments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(plan.totalMinor);
    // 46 days at 12 % on 1 000.
    expect(plan.totalMinor).toBe(101_512n);
    expect(await bench.stepState(step)).toBe('cancelled');
  });

  it('run after a yes only: silence is none', async () => {
    const built = await bench.addCase();
    const { id } = await propose(built);
    on('2026-03-17');
    await expect(plans.accept(bench.creditorId, built.caseId, id as string, YES)).rejects.toMatchObject(
      problem(409, 'proposal-lapsed'),
    );
    const second = await propose(built, { firstDueOn: '2026-04-01' });
    const accepted = await plans.accept(bench.creditorId, built.caseId, second.id as string, YES);
    expect(accepted).toMatchObject({ state: 'running', agreedOn: '2026-03-17' });
    const { plans: all } = await plans.list(bench.creditorId, built.caseId);
    expect(all.map(({ state }) => state)).toEqual(['declined', 'running']);
    await expect(propose(built, { firstDueOn: '2026-04-02' })).rejects.toMatchObject(
      problem(409, 'plan-open'),
    );
  });

  it('end with a no', async () => {
    const built = await bench.addCase();
    const { id } = await propose(built);
    const declined = await plans.decline(bench.creditorId, built.caseId, id as string, WHY);
    expect(declined.state).toBe('declined');
    await expect(plans.accept(bench.creditorId, built.caseId, id as string, YES)).rejects.toMatchObject(
      problem(409, 'plan-state'),
    );
  });

  it('stay within the creditor’s authority', async () => {
    const built = await bench.addCase();
    await expect(propose(built, { perMonth: '50.00' })).rejects.toMatchObject(
      problem(403, 'beyond-authority'),
    );
    await expect(propose(built, { interest: 'waived' })).rejects.toMatchObject(
      problem(403, 'beyond-authority'),
    );
    const asked = await propose(built, { perMonth: '50.00', askCreditor: true });
    expect(asked.granted).toBe(false);
    expect(await bench.openTasks(built.caseId)).toEqual(['creditor-approves']);
  });

  it('are met by money in order, reminded of before each day, and completed', async () => {
    const built = await bench.addCase();
    await agree(built, { perMonth: '600.00' });
    on('2026-03-12');
    await keep();
    await keep();
    expect(await bench.events(built.caseId)).not.toContain('instalment-late');
    expect((await planOf(built.caseId)).instalments[0]?.remindedOn).toBe('2026-03-12');
    await pay(built.caseId, built.claimIds[0] as string, 60_000n);
    await keep();
    expect((await planOf(built.caseId)).instalments).toMatchObject([
      { paidMinor: 60_000n, paidOn: '2026-03-12' },
      { paidMinor: 0n, paidOn: null },
    ]);
    on('2026-04-16');
    await pay(built.caseId, built.claimIds[0] as string, 41_512n);
    await keep();
    expect(await planOf(built.caseId)).toMatchObject({ state: 'completed', endedOn: '2026-04-16' });
    expect(await kept.ofCreditor(bench.creditorId)).toMatchObject({
      kept: 1,
      notKept: 0,
      keptPermille: 1000,
    });
  });

  it('late: the debtor is asked kindly first, then offered a plan that fits; only then may it end', async () => {
    const built = await bench.addCase();
    const { id } = await agree(built);
    const end = () => plans.end(bench.creditorId, built.caseId, id, { ...WHY, because: 'not-kept' });
    on('2026-03-17');
    await expect(end()).rejects.toMatchObject(problem(409, 'contact-first'));
    on('2026-03-20');
    await keep();
    await keep();
    expect((await planOf(built.caseId)).instalments[0]?.contactedOn).toBe('2026-03-20');
    expect(await bench.openTasks(built.caseId)).toContain('instalment-late');
    on('2026-04-20');
    await keep();
    expect(await bench.openTasks(built.caseId)).toContain('renegotiate');
    const lower = {
      ...YES,
      perMonth: '200.00',
      firstDueOn: '2026-05-15',
      interest: 'running',
      fee: 'charge',
    } as const;
    const again = await plans.renegotiate(bench.creditorId, built.caseId, id, lower);
    expect(again.granted).toBe(true);
    expect(await planOf(built.caseId)).toMatchObject({ state: 'running', replacesId: id });
    expect(await bench.openTasks(built.caseId)).not.toContain('renegotiate');
    expect((await plans.renegotiate(bench.creditorId, built.caseId, id, lower)).id).toBe(again.id);
    const ended = { ...WHY, because: 'debtor-asked' } as const;
    await plans.end(bench.creditorId, built.caseId, again.id as string, ended);
    expect(await kept.ofCreditor(bench.creditorId)).toMatchObject({ kept: 0, notKept: 1, keptPermille: 0 });
  });

  it('another plan beyond the authority takes its place once the creditor has said yes', async () => {
    const built = await bench.addCase();
    const { id } = await agree(built);
    const { file, tasks, grants, creditorId } = bench;
    const asked = await plans.renegotiate(creditorId, built.caseId, id, {
      ...YES,
      perMonth: '25.00',
      firstDueOn: '2026-03-16',
      interest: 'running',
      fee: 'charge',
      askCreditor: true,
    });
    expect(asked).toMatchObject({ granted: false, id: null });
    const none = undefined as never;
    const requests = new GrantRequestsService(file, tasks, grants, none, plans, none, none);
    const answer = { ...WHY, answer: 'yes' } as const;
    const yes = await requests.answer(creditorId, built.caseId, asked.taskId as string, answer);
    // Both were made in one millisecond of the bench's clock, so their ids say nothing of their order.
    const [before, after] = (await plans.list(creditorId, built.caseId)).plans.sort((one) =>
      one.id === id ? -1 : 1,
    );
    expect(before).toMatchObject({ id, state: 'renegotiated' });
    expect(after).toMatchObject({
      id: yes.id,
      state: 'running',
      replacesId: id,
      authority: { creditorSaidYes: asked.taskId },
    });
  });

  it('of more than four instalments cost a fee once the collector’s demand is out, unless it is waived', async () => {
    const built = await bench.addCase();
    const five = { perMonth: '250.00' };
    expect((await agree(built, five)).basis['planFee']).toMatchObject({ minor: '0' });
    const other = await bench.addCase();
    const demand = await bench.planStep(other, 'demand');
    await bench.rows(
      `update case_step set state = 'done', done_on = '2026-02-02', deadline_on = '2026-02-16' where id = $1`,
      [demand],
    );
    const plan = await agree(other, five);
    // One and a half times the inkassosats of 750.
    expect(plan.basis['planFee']).toMatchObject({ minor: '112500' });
    expect(await bench.charges(other.caseId)).toContain('charge plan-fee 112500');
    const waived = await bench.addCase();
    expect((await agree(waived, { ...five, fee: 'waive' })).basis['planFee']).toMatchObject({ minor: '0' });
    expect((await bench.audited(waived.caseId)).filter((line) => line.startsWith('authority'))).toHaveLength(
      1,
    );
  });

  it('in Sweden cost 170 for a complete plan', async () => {
    await bench.newCreditor('SE');
    const built = await bench.addCase({ currency: 'SEK' });
    const plan = await agree(built);
    expect(plan.basis['planFee']).toMatchObject({ minor: '17000' });
    expect(await bench.charges(built.caseId)).toEqual(['charge plan-fee 17000']);
  });

  it('say what makes no plan', async () => {
    const built = await bench.addCase();
    const wrong: Partial<NewPlanDto>[] = [
      { perMonth: '0.00' },
      { perMonth: '1.00' },
      { firstDueOn: '2026-03-01' },
      { answerBy: '2026-03-01' },
      { firstDueOn: '2026-02-30' },
    ];
    for (const more of wrong)
      await expect(propose(built, more)).rejects.toMatchObject(problem(422, 'unfit-fields'));
  });
});
