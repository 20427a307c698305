import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseDebtorId } from '@app/domain';
import { DeskBench, problem } from '../testing/desk-bench.js';
import { DebtorStore } from './debtor-store.js';
import { DebtorsService } from './debtors.service.js';

const WHY = { by: 'kari', reason: 'Told on the telephone.' };

describe('DebtorsService', () => {
  let bench: DeskBench;
  let debtors: DebtorsService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    const store = new DebtorStore(bench.clock);
    const { file, stop, tasks, limitation, audit, clock } = bench;
    debtors = new DebtorsService(file, store, stop, tasks, limitation, audit, clock);
  });
  afterAll(() => bench.close());

  it('stops all the debtor’s cases at once when they have died, and asks somebody to find the estate', async () => {
    const first = await bench.addCase();
    const second = await bench.addCase({ debtorId: first.debtorId, lapsesOn: '2026-05-01', currency: 'EUR' });
    const steps = [await bench.planStep(first), await bench.planStep(second)];
    const died = await debtors.setCircumstance(bench.creditorId, first.debtorId, 'deceased', {
      ...WHY,
      on: '2026-02-20',
    });
    expect(died.circumstances.deceased).toEqual({ diedOn: '2026-02-20', estateReachable: false });
    for (const step of steps) expect(await bench.stepState(step)).toBe('cancelled');
    expect(await bench.openTasks(first.caseId)).toEqual(['circumstance']);
    expect(await bench.openTasks(second.caseId)).toEqual(['circumstance', 'limitation']);
    expect(await bench.events(first.caseId)).toEqual(['step-cancelled', 'task-opened', 'debtor-changed']);
  });

  it('keeps what was known before, with who changed it and why', async () => {
    const { debtorId } = await bench.addCase();
    await debtors.change(bench.creditorId, debtorId, { ...WHY, language: 'en' });
    await debtors.setCircumstance(bench.creditorId, debtorId, 'vulnerable', {
      ...WHY,
      care: 'stop',
      on: '2026-03-01',
    });
    await debtors.endCircumstance(bench.creditorId, debtorId, 'vulnerable', {
      ...WHY,
      reason: 'Well again.',
    });
    expect(await debtors.versions(bench.creditorId, debtorId)).toMatchObject([
      { number: 1, changed: ['language'], changedBy: 'case-handler:kari' },
      { number: 2, changed: ['vulnerable'] },
      { number: 3, changed: ['vulnerable'], reason: 'Well again.' },
    ]);
    const [before] = await bench.rows<{ before: { language: string } }>(
      'select before from case_debtor_version where debtor_id = $1 and number = 1',
      [debtorId],
    );
    expect(before?.before.language).toBe('nb');
    const kept = bench.rows(`update case_debtor_version set reason = 'x' where debtor_id = $1`, [debtorId]);
    await expect(kept).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['deceased', { on: '2026-02-20' }, 'deceased'],
    ['bankruptcy', { on: '2026-02-20' }, 'bankruptcy'],
    ['debtSettlement', { stage: 'opened' }, 'debt-settlement'],
    ['vulnerable', { care: 'stop', on: '2026-02-20' }, 'vulnerable'],
    ['minor', { adultOn: '2030-05-17' }, 'minor'],
    ['guardian', { scope: 'guardian-only' }, 'guardian-not-reachable'],
    ['representative', { reachable: false }, 'representative-not-reachable'],
  ] as const)('%s holds the case at once, and no longer when it has ended', async (name, what, hold) => {
    const { caseId, debtorId } = await bench.addCase();
    const holds = async (): Promise<string[]> => {
      const [row] = await bench.rows<{ decision: { holds: { reason: string }[] } }>(
        'select decision from debt_case where id = $1',
        [caseId],
      );
      return row?.decision.holds.map(({ reason }) => reason) ?? [];
    };
    await debtors.setCircumstance(bench.creditorId, debtorId, name, { ...WHY, ...what });
    expect(await holds()).toContain(hold);
    await debtors.endCircumstance(bench.creditorId, debtorId, name, WHY);
    expect(await holds()).not.toContain(hold);
    expect(await bench.openTasks(caseId)).toEqual([]);
  });

  it.each([
    ['representative', {}, 'representative'],
    ['deceased', { on: '2026-02-20', estateReachable: true }, 'estate'],
  ] as const)('%s: letters go to whom somebody named, until it has ended', async (name, what, who) => {
    const { debtorId } = await bench.addCase();
    const recipient = { name: 'Advokat Testesen', email: 'bo@agent.example' };
    const set = { ...WHY, ...what, recipient };
    const named = await debtors.setCircumstance(bench.creditorId, debtorId, name, set);
    expect(named.standIns).toEqual({ [who]: { ...recipient, since: '2026-03-02' } });
    const ended = await debtors.endCircumstance(bench.creditorId, debtorId, name, WHY);
    expect(ended.standIns).toEqual({});
  });

  it('changes nothing when nothing changes', async () => {
    const { debtorId } = await bench.addCase();
    await debtors.change(bench.creditorId, debtorId, { ...WHY, language: 'nb' });
    expect(await debtors.versions(bench.creditorId, debtorId)).toEqual([]);
  });

  it('writes down who gave consent, when and how, and never tries again where it was withdrawn', async () => {
    const { debtorId } = await bench.addCase();
    const value = 'debtor@example.com';
    const added = await debtors.addContactPoint(bench.creditorId, debtorId, {
      ...WHY,
      channel: 'email',
      value,
      consent: 'given',
    });
    const [email] = added.contactPoints;
    expect(email).toMatchObject({
      value,
      consent: 'given',
      consentRecord: { by: 'case-handler:kari', on: '2026-03-02', how: WHY.reason },
    });
    const changed = await debtors.changeContactPoint(bench.creditorId, debtorId, email?.id as string, {
      ...WHY,
      consent: 'withdrawn',
      consentHow: 'answered STOP',
    });
    expect(changed.contactPoints[0]).toMatchObject({
      consent: 'withdrawn',
      consentRecord: { how: 'answered STOP' },
    });
    expect(changed.contactPoints).toHaveLength(2);
  });

  it('logs every look at what is sensitive, and never shows a protected address', async () => {
    const { debtorId } = await bench.addCase();
    expect((await debtors.disclose(bench.creditorId, debtorId, WHY)).address).not.toBeNull();
    await debtors.setCircumstance(bench.creditorId, debtorId, 'protectedAddress', { ...WHY, byHand: true });
    expect((await debtors.disclose(bench.creditorId, debtorId, WHY)).address).toBeNull();
    expect((await bench.audited(debtorId)).sort()).toEqual([
      'case-debtor.changed kari',
      'case-debtor.disclosed kari',
      'case-debtor.disclosed kari',
    ]);
  });

  it('names what a circumstance cannot do without, and knows no others', async () => {
    const { debtorId } = await bench.addCase();
    const set = (name: string, id: CaseDebtorId = debtorId) =>
      debtors.setCircumstance(bench.creditorId, id, name, WHY);
    for (const name of [
      'guardian',
      'representative',
      'minor',
      'deceased',
      'bankruptcy',
      'debtSettlement',
      'vulnerable',
    ])
      await expect(set(name)).rejects.toMatchObject(problem(422, 'unfit-fields'));
    await expect(set('rich')).rejects.toMatchObject(problem(404, 'circumstance-not-found'));
    await expect(set('bankruptcy', bench.creditorId as never)).rejects.toMatchObject(
      problem(404, 'case-debtor-not-found'),
    );
  });
});
