import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AdjustmentsService } from '../adjustments/adjustments.service.js';
import type { ReductionsService } from '../adjustments/reductions.service.js';
import { GrantRequestsService } from '../authority/grant-requests.service.js';
import type { PlansService } from '../plans/plans.service.js';
import { DeskBench, problem } from '../testing/desk-bench.js';
import type { NewDeferralDto } from './deferral.dto.js';
import { DeferralsService } from './deferrals.service.js';

const WHY = { by: 'kari', reason: 'New job from April.' };
const BY_CREDITOR = { actor: { kind: 'case-handler', id: 'kari' }, reason: 'Told in the contract.' };

describe('what is granted within the creditor’s authority', () => {
  let bench: DeskBench;
  let deferrals: DeferralsService;
  let adjustments: AdjustmentsService;
  let requests: GrantRequestsService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    const { file, grants, stop, limitation, letters, clock, book, tasks } = bench;
    deferrals = new DeferralsService(file, grants, stop, limitation, letters, clock);
    adjustments = new AdjustmentsService(file, grants, book);
    const none = undefined as unknown;
    requests = new GrantRequestsService(
      file,
      tasks,
      grants,
      deferrals,
      none as PlansService,
      adjustments,
      none as ReductionsService,
    );
  });
  beforeEach(() => bench.newCreditor());
  afterAll(() => bench.close());

  const setOwn = (terms: Parameters<typeof bench.authority.setOwn>[2]) =>
    bench.tx((tx) => bench.authority.setOwn(tx, bench.creditorId, terms, BY_CREDITOR));
  const grant = (caseId: Parameters<typeof deferrals.grant>[1], more: Partial<NewDeferralDto> = {}) =>
    deferrals.grant(bench.creditorId, caseId, { ...WHY, days: 14, interest: 'running', ...more });
  const waive = (
    caseId: Parameters<typeof deferrals.grant>[1],
    amount: string | undefined,
    askCreditor = false,
  ) =>
    adjustments.waive(bench.creditorId, caseId, {
      ...WHY,
      part: 'interest',
      askCreditor,
      ...(amount === undefined ? {} : { amount }),
    });

  describe('deferral', () => {
    it('stops the machine at once, until a working day, and writes down what allowed it', async () => {
      const built = await bench.addCase();
      const step = await bench.planStep(built);
      const granted = await grant(built.caseId);
      expect(granted).toMatchObject({ granted: true, taskId: null });
      expect((await grant(built.caseId)).id).toBe(granted.id);
      expect(await bench.stepState(step)).toBe('cancelled');
      expect(await deferrals.list(bench.creditorId, built.caseId)).toMatchObject([
        {
          id: granted.id,
          grantedOn: '2026-03-02',
          untilOn: '2026-03-16',
          state: 'active',
          authority: { limits: [{ field: 'deferralDaysMax', from: 'default', limit: '30' }] },
        },
      ]);
      expect(await bench.events(built.caseId)).toEqual(['step-cancelled', 'deferral-granted']);
      expect((await bench.audited(built.caseId)).sort()).toEqual([
        'authority.used kari',
        'case.deferral-granted kari',
      ]);
      const [row] = await bench.rows<{ outcome: string }>('select outcome from debt_case where id = $1', [
        built.caseId,
      ]);
      expect(row?.outcome).toBe('wait');
    });

    it('ends before its day, and the road goes on', async () => {
      const { caseId } = await bench.addCase();
      const { id } = await grant(caseId);
      bench.clock.advanceMs(5 * 86_400_000);
      const ended = await deferrals.end(bench.creditorId, caseId, id as string, WHY);
      expect(ended).toMatchObject({ state: 'ended', untilOn: '2026-03-06' });
      bench.clock.moveTo(new Date('2026-03-02T09:00:00.000Z'));
    });

    it('counts all deferrals of a case together, and says who could grant more', async () => {
      const { caseId } = await bench.addCase();
      await grant(caseId, { days: 20 });
      await expect(grant(caseId, { days: 40 })).rejects.toMatchObject({
        problem: { status: 403, code: 'beyond-authority', fields: [{ field: 'deferralDaysMax' }] },
      });
      expect(await bench.events(caseId)).toEqual(['deferral-granted']);
    });

    it('beyond the authority: the creditor is asked, and on a yes it is granted as it was asked for', async () => {
      const { caseId } = await bench.addCase();
      const asked = await grant(caseId, { days: 60, askCreditor: true });
      expect(asked).toMatchObject({ granted: false, id: null });
      expect(await bench.openTasks(caseId)).toEqual(['creditor-approves']);
      expect(await requests.waiting(bench.creditorId)).toMatchObject([
        {
          taskId: asked.taskId,
          caseId,
          kind: 'deferral',
          wish: { days: 60, interest: 'running' },
          limit: { field: 'deferralDaysMax', limit: '30' },
          reason: WHY.reason,
        },
      ]);
      const yes = { ...WHY, answer: 'yes' } as const;
      const answered = await requests.answer(bench.creditorId, caseId, asked.taskId as string, yes);
      expect(answered.granted).toBe(true);
      expect(await deferrals.list(bench.creditorId, caseId)).toMatchObject([
        { untilOn: '2026-05-04', authority: { creditorSaidYes: asked.taskId } },
      ]);
      expect(await bench.openTasks(caseId)).not.toContain('creditor-approves');
      await expect(
        requests.answer(bench.creditorId, caseId, asked.taskId as string, yes),
      ).rejects.toMatchObject(problem(409, 'grant-request-answered'));
    });

    it('beyond the authority: on a no nothing is granted', async () => {
      const { caseId } = await bench.addCase();
      const { taskId } = await grant(caseId, { days: 60, askCreditor: true });
      const no = { ...WHY, answer: 'no' } as const;
      expect((await requests.answerAny(bench.creditorId, taskId as string, no)).granted).toBe(false);
      expect(await requests.waiting(bench.creditorId)).toEqual([]);
      expect(await deferrals.list(bench.creditorId, caseId)).toEqual([]);
    });

    it('without interest only as far as interest may be waived', async () => {
      const { caseId } = await bench.addCase();
      await expect(grant(caseId, { interest: 'waived' })).rejects.toMatchObject(
        problem(403, 'beyond-authority'),
      );
      await setOwn({ waiveInterestMinorMax: 10_000n });
      expect((await grant(caseId, { interest: 'waived' })).granted).toBe(true);
      // 12 % on 1 000: 15.12 after 46 days, 19.73 after 60, each rounded once.
      expect(await deferrals.list(bench.creditorId, caseId)).toMatchObject([
        { interest: 'waived', authority: { expectedInterestMinor: '461' } },
      ]);
    });
  });

  describe('waiver', () => {
    it('of interest: never unless the creditor has said so, then up to the limit, all waivers together', async () => {
      const { caseId } = await bench.addCase();
      await expect(waive(caseId, '5.00')).rejects.toMatchObject(problem(403, 'beyond-authority'));
      await setOwn({ waiveInterestMinorMax: 800n });
      expect((await waive(caseId, '5.00')).granted).toBe(true);
      await expect(waive(caseId, '5.00')).rejects.toMatchObject(problem(403, 'beyond-authority'));
      expect(await bench.charges(caseId)).toEqual(['waiver late-interest -500']);
    });

    it('is taken back by a counter-entry, once', async () => {
      await setOwn({ waiveInterestMinorMax: 800n });
      const { caseId } = await bench.addCase();
      const { id } = await waive(caseId, '5.00');
      await adjustments.undo(bench.creditorId, caseId, Number(id), WHY);
      expect(await bench.charges(caseId)).toEqual([
        'waiver late-interest -500',
        'waiver late-interest 500 of 1',
      ]);
      await expect(adjustments.undo(bench.creditorId, caseId, Number(id), WHY)).rejects.toMatchObject(
        problem(409, 'waiver-undone'),
      );
      expect((await waive(caseId, '8.00')).granted).toBe(true);
    });

    it('gives up no more than is owed', async () => {
      await setOwn({ waiveInterestMinorMax: 800_000n });
      const { caseId } = await bench.addCase();
      await expect(waive(caseId, '500.00')).rejects.toMatchObject(problem(422, 'unfit-fields'));
      expect((await waive(caseId, undefined)).granted).toBe(true);
      await expect(waive(caseId, undefined)).rejects.toMatchObject(problem(422, 'unfit-fields'));
      const [row] = await bench.rows<{ minor: bigint }>(
        'select interest_minor as minor from debt_case where id = $1',
        [caseId],
      );
      expect(row?.minor).toBe(0n);
    });

    it('of costs: the collector’s own to give, fee by fee as far as they stand', async () => {
      const built = await bench.addCase();
      await bench.charge(built.caseId, {
        claimId: built.claimIds[0] as never,
        kind: 'collection-fee',
        amountMinor: 26_250n,
      });
      const costs = { ...WHY, part: 'costs', amount: '100.00' } as const;
      expect((await adjustments.waive(bench.creditorId, built.caseId, costs)).granted).toBe(true);
      expect(await bench.charges(built.caseId)).toContain('waiver collection-fee -10000');
    });
  });

  describe('the terms', () => {
    it('are versions, and the creditor’s own go before the default', async () => {
      await setOwn({ deferralDaysMax: 60 });
      await setOwn({ deferralDaysMax: 60 });
      const { own, defaults } = await setOwn({ planMonthsMax: 24, waiveInterestMinorMax: 5_000n });
      expect(own).toEqual({ version: 2, authority: { planMonthsMax: 24, waiveInterestMinorMax: 5_000n } });
      expect(defaults).toMatchObject({ version: 0, authority: { deferralDaysMax: 30 } });
      const set = await bench.test.database.asOperator((tx) =>
        bench.authority.setDefaults(tx, { deferralDaysMax: 45 }, BY_CREDITOR),
      );
      expect(set).toMatchObject({ version: 1, authority: { deferralDaysMax: 45, planMonthsMax: 12 } });
      const { caseId } = await bench.addCase();
      expect((await grant(caseId, { days: 45 })).granted).toBe(true);
    });
  });
});
