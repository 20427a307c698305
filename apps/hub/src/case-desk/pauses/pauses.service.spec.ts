import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskBench, problem } from '../testing/desk-bench.js';
import { CrisisPausesService } from './crisis-pauses.service.js';
import type { NewCrisisPauseDto } from './pause.dto.js';
import { PausesService } from './pauses.service.js';

const WHY = { by: 'kari', reason: 'The creditor asked for it.' };

describe('what stops a case for a time', () => {
  let bench: DeskBench;
  let pauses: PausesService;
  let crises: CrisisPausesService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    const { file, book, stop, tasks, limitation, settings, creditors, audit, clock, test } = bench;
    pauses = new PausesService(file, bench.pauses, stop, tasks, limitation, settings);
    crises = new CrisisPausesService(
      test.database,
      file,
      book,
      bench.pauses,
      stop,
      limitation,
      creditors,
      audit,
      clock,
    );
  });
  afterAll(() => bench.close());

  it('pauses at once, once, and resumes', async () => {
    const built = await bench.addCase();
    const step = await bench.planStep(built);
    const pause = await pauses.pause(bench.creditorId, built.caseId, { ...WHY, wantedBy: 'creditor' });
    const again = await pauses.pause(bench.creditorId, built.caseId, { ...WHY, wantedBy: 'creditor' });
    expect(again.id).toBe(pause.id);
    expect(await bench.stepState(step)).toBe('cancelled');
    const ended = await pauses.end(bench.creditorId, built.caseId, pause.id, WHY);
    expect(ended).toMatchObject({ endedBy: 'case-handler:kari' });
    await pauses.end(bench.creditorId, built.caseId, pause.id, WHY);
    expect(await bench.events(built.caseId)).toEqual(['step-cancelled', 'pause-begun', 'pause-ended']);
  });

  it('warns of limitation when a claim may lapse while the case rests', async () => {
    const far = await bench.addCase({ lapsesOn: '2029-01-01' });
    const near = await bench.addCase({ lapsesOn: '2026-12-01' });
    const rest = { ...WHY, wantedBy: 'collector', untilOn: '2026-08-01' } as const;
    await pauses.pause(bench.creditorId, far.caseId, rest);
    await pauses.pause(bench.creditorId, near.caseId, rest);
    expect(await bench.openTasks(far.caseId)).toEqual([]);
    expect(await bench.openTasks(near.caseId)).toEqual(['limitation']);
  });

  it('doubt: asks the creditor, and goes on when the claim stands', async () => {
    const built = await bench.addCase();
    const doubt = await pauses.doubt(bench.creditorId, built.caseId, { ...WHY, about: 'amount' });
    expect(doubt.detail).toEqual({ about: 'amount', askedOn: '2026-03-02' });
    expect(await bench.openTasks(built.caseId)).toEqual(['doubt']);
    const answered = await pauses.answer(bench.creditorId, built.caseId, doubt.id, {
      ...WHY,
      answer: 'stands',
    });
    expect(answered.endedAt).not.toBeNull();
    expect(await bench.openTasks(built.caseId)).toEqual([]);
  });

  it('doubt: rests on when it does not stand, and somebody corrects it', async () => {
    const built = await bench.addCase();
    const doubt = await pauses.doubt(bench.creditorId, built.caseId, {
      ...WHY,
      about: 'identity',
      askCreditor: false,
    });
    const answer = { ...WHY, answer: 'does-not-stand' } as const;
    const answered = await pauses.answer(bench.creditorId, built.caseId, doubt.id, answer);
    expect(answered.endedAt).toBeNull();
    expect(await bench.openTasks(built.caseId)).toEqual(['doubt-confirmed']);
    const pause = await pauses.pause(bench.creditorId, built.caseId, { ...WHY, wantedBy: 'creditor' });
    await expect(pauses.answer(bench.creditorId, built.caseId, pause.id, answer)).rejects.toMatchObject(
      problem(404, 'doubt-not-found'),
    );
  });

  it('waits for money that is on its way, and refuses days that cannot be', async () => {
    const built = await bench.addCase();
    const way = { ...WHY, orderedOn: '2026-03-01', expectedBy: '2026-03-05' };
    const waiting = await pauses.paymentUnderWay(bench.creditorId, built.caseId, way);
    expect(waiting).toMatchObject({ kind: 'payment-under-way', untilOn: '2026-03-05' });
    const wrong = { ...way, expectedBy: '2026-03-01' };
    await expect(pauses.paymentUnderWay(bench.creditorId, built.caseId, wrong)).rejects.toMatchObject(
      problem(422, 'unfit-fields'),
    );
  });

  const crisis: NewCrisisPauseDto = {
    ...WHY,
    acts: ['legal-action', 'instalment-fee'],
    name: 'flood-2026',
    fromOn: '2026-03-02',
    untilOn: '2026-06-30',
  };

  it('crisis: takes back the legal steps of all a creditor’s cases, no kind ones, and warns of limitation', async () => {
    await bench.newCreditor();
    const [first, second] = [await bench.addCase(), await bench.addCase({ lapsesOn: '2026-07-01' })];
    const legal = await bench.planStep(first, 'legal-notice');
    const kind = await bench.planStep(second, 'reminder');
    const result = await crises.ofCreditor(bench.creditorId, crisis);
    expect(result).toMatchObject({ stepsCancelled: 1, limitationWarnings: 1 });
    expect([await bench.stepState(legal), await bench.stepState(kind)]).toEqual(['cancelled', 'planned']);
    expect(await bench.openTasks(second.caseId)).toEqual(['limitation']);
    expect(await crises.ofCreditor(bench.creditorId, crisis)).toMatchObject({
      pauseId: result.pauseId,
      stepsCancelled: 0,
    });
    await crises.end(bench.creditorId, result.pauseId, WHY);
    expect(await bench.events(first.caseId)).toEqual([
      'step-cancelled',
      'crisis-pause-begun',
      'crisis-pause-ended',
    ]);
    expect(await crises.list(bench.creditorId)).toMatchObject([
      { caseId: null, endedBy: 'case-handler:kari' },
    ]);
  });

  it('crisis: for every creditor, each once', async () => {
    const [first, second] = [bench.creditorId, await bench.newCreditor()];
    const name = 'storm-2026';
    const results = await crises.ofAll({ ...crisis, name });
    const repeated = await crises.ofAll({ ...crisis, name });
    expect(results.map(({ creditorId }) => creditorId)).toEqual(expect.arrayContaining([first, second]));
    expect(repeated.map(({ pauseId }) => pauseId)).toEqual(results.map(({ pauseId }) => pauseId));
  });

  it('crisis: for one case only', async () => {
    const built = await bench.addCase();
    const step = await bench.planStep(built, 'legal-notice');
    await crises.ofCase(bench.creditorId, built.caseId, crisis);
    expect(await bench.stepState(step)).toBe('cancelled');
    const found = await pauses.list(bench.creditorId, built.caseId);
    expect(new Set(found.map(({ caseId }) => caseId))).toEqual(new Set([null, built.caseId]));
  });
});
