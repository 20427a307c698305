import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RetryableLedgerError } from '@app/connectors';
import { type ClaimId, newId } from '@app/domain';
import { ScriptedPipeline } from '../hand-over/testing/scripted-pipeline.js';
import { invoice } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';
import { cancelHandOver } from './waiting-hand-over.js';

const WINDOW_SECONDS = 600;
const RACES = 12;

describe('ApprovalUndo', () => {
  let bench: RoadBench;
  let pipeline: ScriptedPipeline;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(async () => {
    await bench.reset();
    bench.approval = 'approve';
    bench.environment.APPROVAL_UNDO_SECONDS = WINDOW_SECONDS;
    pipeline = new ScriptedPipeline(bench.pipeline);
  });
  afterAll(() => bench.close());

  const approve = async (id = '1'): Promise<ClaimId> => {
    const item = invoice(id);
    bench.ledger.put(item);
    await bench.take([item]);
    const { id: claimId } = await bench.claimOf(item);
    await bench.approvals.approve(bench.creditorId, [claimId]);
    return claimId;
  };
  const undo = (...claimIds: ClaimId[]) => bench.undo.undo(bench.creditorId, claimIds);
  const deliver = () => bench.deliver(bench.handOver(pipeline));
  const wait = (seconds: number) => bench.clock.advanceMs(seconds * 1_000);
  const state = async () => (await bench.claimOf(invoice('1'))).state;

  it('takes a claim back before it leaves, and nothing is ever told to the pipeline', async () => {
    const id = await approve();
    wait(WINDOW_SECONDS - 1);
    await deliver();
    expect(await undo(id)).toEqual([{ claimId: id, outcome: 'undone' }]);
    expect(await undo(id)).toEqual([{ claimId: id, outcome: 'unchanged' }]);
    wait(WINDOW_SECONDS);
    await deliver();
    expect(pipeline.arrived).toEqual([]);
    expect(await state()).toBe('proposed');
    expect(await bench.events(id)).toEqual(['created', 'approved', 'proposed']);
    expect(
      await bench.rows('select action from audit_entry where subject_id = $1 order by at, id', [id]),
    ).toEqual([{ action: 'claim.approved' }, { action: 'claim.approval-undone' }]);
  });

  it('lets it be approved again, and hands it over once, after the time to undo', async () => {
    const id = await approve();
    await undo(id);
    await bench.approvals.approve(bench.creditorId, [id]);
    await deliver();
    expect(pipeline.arrived).toEqual([]);
    wait(WINDOW_SECONDS);
    await deliver();
    await deliver();
    expect(pipeline.kinds()).toEqual(['hand-over']);
  });

  it('is too late once the claim is handed over, or may be', async () => {
    const id = await approve();
    wait(WINDOW_SECONDS);
    let duringDelivery: unknown;
    pipeline.onArrival = async () => {
      duringDelivery = await undo(id);
    };
    await deliver();
    expect(duringDelivery).toMatchObject([{ outcome: 'refused', refusal: 'leaving' }]);
    expect(await undo(id)).toMatchObject([{ outcome: 'refused', refusal: 'handed-over' }]);
    expect(await state()).toBe('in-collection');
  });

  it('still works after its time as long as the ledger does not answer', async () => {
    const id = await approve();
    bench.ledger.failures = [new RetryableLedgerError('Unreachable.', 0)];
    wait(WINDOW_SECONDS);
    await deliver();
    expect(await undo(id)).toMatchObject([{ outcome: 'undone' }]);
  });

  it('refuses one by one, by name', async () => {
    const id = await approve();
    const nobody = newId<'ClaimId'>(bench.clock) as ClaimId;
    const left = await approve('2');
    await bench.claims.withdraw(bench.creditorId, left, 'A mistake.');
    const results = await undo(nobody, left, id);
    expect(new Map(results.map(({ claimId, refusal }) => [claimId, refusal]))).toEqual(
      new Map([
        [id, undefined],
        [left, 'other-state'],
        [nobody, 'not-found'],
      ]),
    );
  });

  it('is possible while something holds the claim, and a hold does not shorten the time', async () => {
    const id = await approve();
    await bench.claims.pause(bench.creditorId, id, 'why');
    await bench.claims.resume(bench.creditorId, id, 'why');
    await deliver();
    expect(pipeline.kinds()).toEqual(['withdraw']);
    await bench.claims.pause(bench.creditorId, id, 'why');
    expect(await undo(id)).toMatchObject([{ outcome: 'undone' }]);
    await bench.claims.resume(bench.creditorId, id, 'why');
    wait(WINDOW_SECONDS);
    await deliver();
    expect(pipeline.kinds()).not.toContain('hand-over');
  });

  it('does not keep back what is released by itself, nor what nobody may undo', async () => {
    bench.environment.APPROVAL_UNDO_SECONDS = 0;
    const id = await approve();
    expect(await undo(id)).toMatchObject([{ outcome: 'refused', refusal: 'leaving' }]);
    bench.environment.APPROVAL_UNDO_SECONDS = WINDOW_SECONDS;
    await bench.inCollection(invoice('2'));
    await deliver();
    expect(await state()).toBe('in-collection');
  });

  it('keeps a hand-over back that begins before it has committed', async () => {
    const id = await approve();
    wait(WINDOW_SECONDS);
    let cancelled = (): void => undefined;
    const isCancelled = new Promise<void>((settle) => (cancelled = settle));
    const undoing = bench.tx(async (tx) => {
      const claim = await bench.book.lock(tx, id);
      expect(await cancelHandOver(tx, claim, 'why')).toBe(true);
      cancelled();
      // Long enough for a delivery that would not wait.
      await delay(300);
      await bench.book.move(tx, claim, 'proposed', {}, 'test');
    });
    await isCancelled;
    await Promise.all([undoing, deliver()]);
    expect(pipeline.arrived).toEqual([]);
    expect(await state()).toBe('proposed');
  });

  it('and the hand-over that begins at the same moment: exactly one wins', async () => {
    const ids = await Promise.all(Array.from({ length: RACES }, async (_, index) => approve(`${index + 1}`)));
    wait(WINDOW_SECONDS);
    const [results] = await Promise.all([undo(...ids), deliver()]);
    const undone = results.filter(({ outcome }) => outcome === 'undone').map(({ claimId }) => claimId);
    const handedOver = pipeline.arrived.map(({ claimId }) => claimId);
    expect([...undone, ...handedOver].sort()).toEqual([...ids].sort());
  });
});
