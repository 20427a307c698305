import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectionBlockedError, RetryableLedgerError } from '@app/connectors';
import type { ClaimId } from '@app/domain';
import { invoice, moved, payment } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';
import { CrashError, Mortal } from '../write-back/testing/mortal.js';
import { ScriptedPipeline } from './testing/scripted-pipeline.js';

const ITEM = invoice('1');
const MOMENTS_MAX = 60;
const HALF_HOUR_MS = 30 * 60_000;

describe('HandOver, when the others are silent', () => {
  let bench: RoadBench;
  let pipeline: ScriptedPipeline;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(async () => {
    await bench.reset();
    pipeline = new ScriptedPipeline(bench.pipeline);
  });
  afterAll(() => bench.close());

  const deliver = () => bench.deliver(bench.handOver(pipeline));
  const approved = async (item = ITEM) => {
    bench.ledger.put(item);
    await bench.take([item]);
    return bench.claimOf(item);
  };
  const message = async (claimId: ClaimId, sequence = 1) => {
    const [row] = await bench.rows<{
      state: string;
      attempts: number;
      note: string | null;
      not_before: Date;
    }>('select state, attempts, note, not_before from outbox_message where claim_id = $1 and sequence = $2', [
      claimId,
      sequence,
    ]);
    if (!row) throw new Error('no message');
    return row;
  };
  /** How long it waits from now. */
  const gapMs = async (claimId: ClaimId) =>
    (await message(claimId)).not_before.getTime() - bench.clock.now().getTime();
  const collected = () =>
    bench.rows<{ claim_id: string; state: string; outstanding_minor: bigint }>(
      'select claim_id, state, outstanding_minor from collected_claim',
    );

  it('waits for the pipeline in growing, bounded gaps, and gives nothing up', async () => {
    const { id } = await approved();
    pipeline.away = true;
    const gaps: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      await deliver();
      await deliver();
      gaps.push(await gapMs(id));
      bench.clock.advanceMs(gaps.at(-1) ?? 0);
    }
    expect(gaps.map((ms) => ms / 1_000)).toEqual([30, 60, 120, 240, 480, 960, 1_800, 1_800, 1_800]);
    expect(await message(id)).toMatchObject({
      state: 'pending',
      attempts: 9,
      note: 'The pipeline is away.',
    });
    expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'approved', holdReason: null });
    pipeline.away = false;
    await deliver();
    expect(await message(id)).toMatchObject({ state: 'sent', note: null });
  });

  it('lets a claim wait while the ledger is silent, and other messages leave', async () => {
    const paused = await bench.inCollection(invoice('2'));
    await bench.claims.pause(bench.creditorId, paused.id, 'why');
    const { id } = await approved();
    bench.ledger.failures = [new RetryableLedgerError('Unreachable.', 0)];
    await deliver();
    expect(pipeline.kinds()).toEqual(['pause']);
    expect(await message(id)).toMatchObject({ state: 'pending', attempts: 1 });
    expect(await gapMs(id)).toBe(30_000);
    bench.clock.advanceMs(30_000);
    await deliver();
    expect(pipeline.kinds()).toEqual(['pause', 'hand-over']);
  });

  it('waits as long as the ledger asks', async () => {
    const { id } = await approved();
    bench.ledger.failures = [new RetryableLedgerError('The quota is used up.', 3_600_000)];
    await deliver();
    expect(await gapMs(id)).toBe(3_600_000);
  });

  it('blocks the connection when the ledger does, and keeps the claim', async () => {
    const { id } = await approved();
    bench.ledger.failures = [
      new ConnectionBlockedError('credentials-refused', 'The key was revoked.', 'Make a new key.'),
    ];
    await deliver();
    expect(await bench.connection()).toMatchObject({ state: 'blocked', blockedRemedy: 'Make a new key.' });
    expect(await gapMs(id)).toBe(HALF_HOUR_MS);
    expect(pipeline.arrived).toEqual([]);
    expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'approved' });
  });

  describe('after an answer that was lost', () => {
    const loseOne = async () => {
      pipeline.onArrival = async () => {
        pipeline.onArrival = async () => undefined;
        throw new CrashError();
      };
      await expect(deliver()).rejects.toThrow(CrashError);
    };

    it('says the same again, and the pipeline has the claim once', async () => {
      const { id } = await approved();
      await loseOne();
      expect(await message(id)).toMatchObject({ state: 'pending' });
      await deliver();
      expect(pipeline.arrived[1]).toEqual(pipeline.arrived[0]);
      expect(await collected()).toHaveLength(1);
      expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'in-collection' });
      expect(await bench.events(id)).toEqual(['created', 'in-collection']);
    });

    it('tells the newer balance of a claim that was paid in part meanwhile', async () => {
      await approved();
      await loseOne();
      bench.ledger.put(moved(ITEM, payment('P1', 40_000n)));
      await deliver();
      await deliver();
      expect(await collected()).toMatchObject([{ state: 'open', outstanding_minor: 60_000n }]);
    });

    it('takes a claim back that was withdrawn meanwhile', async () => {
      const { id } = await approved();
      await loseOne();
      await bench.claims.withdraw(bench.creditorId, id, 'A mistake.');
      await deliver();
      expect(pipeline.kinds()).toEqual(['hand-over', 'withdraw']);
      expect(await collected()).toMatchObject([{ state: 'withdrawn' }]);
    });

    it('takes a claim back that was paid meanwhile', async () => {
      await approved();
      await loseOne();
      bench.ledger.put(moved(ITEM, payment('P1', 100_000n)));
      await deliver();
      await deliver();
      expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'closed' });
      expect(await collected()).toMatchObject([{ state: 'withdrawn' }]);
    });
  });

  it('hands every claim over once, whatever moment the process dies in', async () => {
    const items = ['1', '2', '3'].map((id) => invoice(id));
    for (let moment = 1; moment < MOMENTS_MAX; moment += 1) {
      await bench.reset();
      bench.ledger.put(...items);
      await bench.take(items);
      const mortal = new Mortal(moment);
      const dying = bench.handOver(bench.pipeline, mortal.database(bench.database));
      await bench.deliver(dying).catch((error: unknown) => {
        if (!(error instanceof CrashError)) throw error;
      });
      await bench.deliver();
      const claims = await bench.rows('select state, last_event, last_message from claim');
      const one = { state: 'in-collection', last_event: 2, last_message: 1 };
      expect({ moment, claims }).toEqual({ moment, claims: [one, one, one] });
      expect(await collected()).toHaveLength(3);
      expect(await bench.rows(`select from outbox_message where state = 'sent'`)).toHaveLength(3);
      if (!mortal.dead) {
        expect(moment).toBeGreaterThan(8);
        return;
      }
    }
    throw new Error('It never lived to its end.');
  });
});
