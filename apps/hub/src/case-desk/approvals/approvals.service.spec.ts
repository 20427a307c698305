import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskBench, problem } from '../testing/desk-bench.js';
import { ApprovalsService } from './approvals.service.js';

const YES = {
  by: 'kari',
  reason: 'Weighed: the goods were delivered and kept.',
  step: 'legal-hand-off',
} as const;

describe('ApprovalsService', () => {
  let bench: DeskBench;
  let approvals: ApprovalsService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    approvals = new ApprovalsService(bench.file, bench.clock);
  });
  afterAll(() => bench.close());

  it('writes down who said yes to which step, once', async () => {
    const { caseId, claimIds } = await bench.addCase();
    const approval = await approvals.approve(bench.creditorId, caseId, YES);
    expect(approval).toMatchObject({
      step: 'legal-hand-off',
      claimIds: null,
      approvedBy: 'case-handler:kari',
    });
    expect((await approvals.approve(bench.creditorId, caseId, YES)).id).toBe(approval.id);
    await approvals.approve(bench.creditorId, caseId, { ...YES, claimIds: [...claimIds] });
    expect(await approvals.list(bench.creditorId, caseId)).toHaveLength(2);
    expect(await bench.events(caseId)).toEqual(['step-approved', 'step-approved']);
  });

  it('says yes to claims of the case only', async () => {
    const [built, other] = [await bench.addCase(), await bench.addCase()];
    const wrong = approvals.approve(bench.creditorId, built.caseId, {
      ...YES,
      claimIds: [...other.claimIds],
    });
    await expect(wrong).rejects.toMatchObject(problem(422, 'unfit-fields'));
  });
});
