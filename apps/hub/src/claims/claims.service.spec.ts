import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ClaimId, newId } from '@app/domain';
import { invoice } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';

const problem = (status: number, code: string) => ({ problem: expect.objectContaining({ status, code }) });

describe('ClaimsService', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const proposed = async (...ids: string[]) => {
    bench.approval = 'approve';
    await bench.take(ids.map((id) => invoice(id)));
    return Promise.all(ids.map((id) => bench.claimOf(invoice(id))));
  };
  const one = async () => {
    const [claim] = await proposed('1');
    if (!claim) throw new Error('no claim');
    return claim;
  };
  const withdraw = (id: ClaimId) => bench.claims.withdraw(bench.creditorId, id, 'A mistake.');
  const messages = async (id: ClaimId) =>
    (await bench.messages(id)).map(({ kind, state }) => `${kind} ${state}`);
  const audited = () => bench.rows(`select action, subject_id as id, detail from audit_entry order by id`);

  it('lists by state and hold, page after page', async () => {
    const [first, second, third] = await proposed('1', '2', '3');
    await bench.claims.pause(bench.creditorId, second?.id as ClaimId, 'why');
    await bench.approvals.approve(bench.creditorId, [third?.id as ClaimId]);
    const ids = async (filter: object) =>
      (await bench.claims.list(bench.creditorId, { limit: 10, ...filter })).map(({ id }) => id);
    const all = [first, second, third].map((claim) => claim?.id).sort();
    expect(await ids({})).toEqual(all);
    expect(await ids({ held: true })).toEqual([second?.id]);
    expect(await ids({ state: 'approved' })).toEqual([third?.id]);
    expect(await ids({ state: 'proposed', held: false })).toEqual([first?.id]);
    expect(await ids({ limit: 2 })).toEqual(all.slice(0, 2));
    expect(await ids({ after: all[1] })).toEqual(all.slice(2));
  });

  it('shows a claim with its history, and no claim of another creditor', async () => {
    const { id } = await one();
    const { claim, history } = await bench.claims.get(bench.creditorId, id);
    expect(claim.id).toBe(id);
    expect(history).toMatchObject([{ sequence: 1, kind: 'created', actor: 'system' }]);
    await bench.reset();
    await expect(bench.claims.get(bench.creditorId, id)).rejects.toMatchObject(
      problem(404, 'claim-not-found'),
    );
    await expect(withdraw(id)).rejects.toMatchObject(problem(404, 'claim-not-found'));
  });

  describe('approve', () => {
    it('answers for each claim, and one that cannot be released keeps the others from nothing', async () => {
      const [free, held, gone] = await proposed('1', '2', '3');
      const unknown = newId<'ClaimId'>(bench.clock) as ClaimId;
      await bench.claims.pause(bench.creditorId, held?.id as ClaimId, 'why');
      await withdraw(gone?.id as ClaimId);
      const asked = [free, held, gone].map((claim) => claim?.id as ClaimId);
      const results = await bench.approvals.approve(bench.creditorId, [...asked, unknown, ...asked]);
      const of = (id: ClaimId | undefined) => results.filter(({ claimId }) => claimId === id);
      expect(results).toHaveLength(4);
      expect(of(free?.id)).toEqual([{ claimId: free?.id, outcome: 'approved' }]);
      expect(of(held?.id)).toMatchObject([
        { outcome: 'refused', reason: expect.stringContaining('paused-by-creditor') },
      ]);
      expect(of(gone?.id)).toMatchObject([{ outcome: 'refused', reason: 'The claim is withdrawn.' }]);
      expect(of(unknown)).toMatchObject([{ outcome: 'refused', reason: 'There is no such claim.' }]);
      expect(await messages(free?.id as ClaimId)).toEqual(['hand-over pending']);
    });

    it('changes nothing the second time, also when two do it at once', async () => {
      const { id } = await one();
      const twice = await Promise.all([1, 2].map(() => bench.approvals.approve(bench.creditorId, [id])));
      expect(
        twice
          .flat()
          .map(({ outcome }) => outcome)
          .sort(),
      ).toEqual(['approved', 'unchanged']);
      expect(await messages(id)).toEqual(['hand-over pending']);
      expect(await bench.events(id)).toEqual(['created', 'approved']);
    });

    it('is written into the audit log once', async () => {
      const { id } = await one();
      await bench.approvals.approve(bench.creditorId, [id]);
      await bench.approvals.approve(bench.creditorId, [id]);
      expect(await audited()).toEqual([{ action: 'claim.approved', id, detail: {} }]);
    });
  });

  describe('withdraw', () => {
    it('tells nobody of a claim that was not released', async () => {
      const { id } = await one();
      expect(await withdraw(id)).toMatchObject({ state: 'withdrawn' });
      expect(await messages(id)).toEqual([]);
    });

    it('takes a claim back before its hand-over is answered', async () => {
      const { id } = await one();
      await bench.approvals.approve(bench.creditorId, [id]);
      await withdraw(id);
      expect(await messages(id)).toEqual(['hand-over cancelled', 'withdraw pending']);
    });

    it('takes a claim back from the pipeline', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await withdraw(id);
      await bench.deliver();
      expect(await bench.rows('select state from collected_claim')).toEqual([{ state: 'withdrawn' }]);
    });

    it('changes nothing the second time', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await withdraw(id);
      await withdraw(id);
      expect(await messages(id)).toEqual(['hand-over sent', 'withdraw pending']);
    });

    it('refuses a claim with nothing outstanding', async () => {
      const { id } = await one();
      await bench.count(id, { amountMinor: 100_000n });
      await expect(withdraw(id)).rejects.toMatchObject(problem(409, 'claim-state'));
    });
  });

  describe('reinstate', () => {
    it('proposes a withdrawn claim again', async () => {
      const { id } = await one();
      await withdraw(id);
      expect(await bench.claims.reinstate(bench.creditorId, id, 'why')).toMatchObject({ state: 'proposed' });
      expect(await bench.events(id)).toEqual(['created', 'withdrawn', 'proposed']);
    });

    it('refuses what was not taken back', async () => {
      const { id } = await one();
      const again = bench.claims.reinstate(bench.creditorId, id, 'why');
      await expect(again).rejects.toMatchObject(problem(409, 'claim-state'));
    });

    it('refuses a claim with nothing outstanding', async () => {
      const { id } = await one();
      await withdraw(id);
      await bench.count(id, { amountMinor: 100_000n });
      const again = bench.claims.reinstate(bench.creditorId, id, 'why');
      await expect(again).rejects.toMatchObject(problem(409, 'claim-state'));
      expect(await bench.claimOf(invoice('1'))).toMatchObject({ state: 'withdrawn' });
    });
  });

  it('pauses and resumes, and wakes what the pause held back', async () => {
    const { id } = await one();
    await bench.approvals.approve(bench.creditorId, [id]);
    expect(await bench.claims.pause(bench.creditorId, id, 'The debtor is ill.')).toMatchObject({
      holdReason: 'paused-by-creditor',
      holdDetail: 'The debtor is ill.',
    });
    bench.sent.length = 0;
    expect(await bench.claims.resume(bench.creditorId, id, 'Well again.')).toMatchObject({
      holdReason: null,
    });
    expect(bench.sent).toMatchObject([{ queue: 'outbox' }]);
    expect((await audited()).slice(1)).toEqual([
      { action: 'claim.paused', id, detail: { reason: 'The debtor is ill.' } },
      { action: 'claim.resumed', id, detail: { reason: 'Well again.' } },
    ]);
  });

  describe('write off', () => {
    const writeOff = (id: ClaimId, amount: string) =>
      bench.claims.writeOff(bench.creditorId, id, amount, 'why');

    it('gives up a part, and closes with the rest', async () => {
      const { id } = await one();
      expect(await writeOff(id, '250.00')).toMatchObject({
        writtenOffMinor: 25_000n,
        outstandingMinor: 75_000n,
      });
      expect(await writeOff(id, '750.00')).toMatchObject({ writtenOffMinor: 100_000n, state: 'closed' });
      expect(await bench.rows('select occurred_on from claim_movement limit 1')).toEqual([
        { occurred_on: '2026-04-01' },
      ]);
    });

    it.each(['0.00', '-1.00', '1000.01'])('refuses %s of 1000.00, and changes nothing', async (amount) => {
      const before = await one();
      await expect(writeOff(before.id, amount)).rejects.toMatchObject(problem(422, 'amount-out-of-range'));
      expect(await bench.claimOf(invoice('1'))).toEqual(before);
      expect(await audited()).toEqual([]);
    });

    it('refuses to take an earlier one back by a negative amount', async () => {
      const { id } = await one();
      await writeOff(id, '250.00');
      await expect(writeOff(id, '-250.00')).rejects.toMatchObject(problem(422, 'amount-out-of-range'));
    });
  });
});
