import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ClaimMovementsError,
  type ClaimState,
  type LedgerMovement,
  type LedgerPostingId,
  localDate,
  type OpenItem,
} from '@app/domain';
import fc from 'fast-check';
import { ProblemError } from '../api/problem-error.js';
import { creditNote, invoice, moved, payment, reversal } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';
import type { Claim } from './claim-book.js';

const RUNS = 40;
const STEPS_MAX = 14;
const DELIVERIES_MAX = 8;
const UNDO_SECONDS = 600;
const LIVE: readonly ClaimState[] = ['proposed', 'approved', 'in-collection', 'rejected'];

interface World {
  readonly bench: RoadBench;
  movements: LedgerMovement[];
  item: OpenItem;
  postings: number;
}
type Run = (world: World) => Promise<unknown>;
type Step = { readonly run: Run };
/** A step that a failed road names. */
const step = (name: string, run: Run): Step => ({ run, [fc.toStringMethod]: () => name }) as Step;

const amount = fc.constantFrom(1n, 10_000n, 40_000n, 100_000n, 130_000n);
const now = (name: string, run: Run) => fc.constant(step(name, run));
const ofClaim = (name: string, act: (bench: RoadBench, claim: Claim) => Promise<unknown>) =>
  now(name, async ({ bench, item }) => act(bench, await bench.claimOf(item)));
const books = (name: string, change: (world: World, minor: bigint) => void) =>
  amount.map((minor) =>
    step(`${name} ${minor}`, async (world) => {
      change(world, minor);
      world.item = moved(world.item, ...world.movements);
      world.bench.ledger.put(world.item);
      await world.bench.take([world.item]);
    }),
  );
const next = (world: World) => `P${(world.postings += 1)}`;

const anyStep = fc.oneof(
  ...(['paid', 'credited', 'written-off'] as const).map((kind) =>
    fc.tuple(amount, fc.boolean()).map(([minor, back]) =>
      step(`${kind} ${back ? -minor : minor}`, async ({ bench, item }) => {
        const { id } = await bench.claimOf(item);
        await bench.count(id, { kind, amountMinor: back ? -minor : minor });
      }),
    ),
  ),
  books('ledger pays', (world, minor) => world.movements.push(payment(next(world), minor))),
  books('ledger credits', (world, minor) => world.movements.push(creditNote(next(world), minor))),
  books('ledger deletes', (world) => void world.movements.shift()),
  books('ledger reverses', (world) => {
    const last = world.movements.at(-1);
    if (last && last.change.minor < 0n)
      world.movements.push(reversal(next(world), -last.change.minor, last.postingId as LedgerPostingId));
  }),
  books('ledger postpones', (world) => {
    world.item = { ...world.item, holds: [{ reason: 'postponed', until: localDate('2026-12-01') }] };
  }),
  books('ledger goes on', (world) => {
    world.item = { ...world.item, holds: [] };
  }),
  now('vanish', ({ bench, item }) =>
    bench.tx((tx) => bench.intake.vanish(tx, bench.context(), [item.ledgerItemId])),
  ),
  ofClaim('withdraw', (bench, { id }) => bench.claims.withdraw(bench.creditorId, id, 'why')),
  ofClaim('reinstate', (bench, { id }) => bench.claims.reinstate(bench.creditorId, id, 'why')),
  ofClaim('approve', (bench, { id }) => bench.approvals.approve(bench.creditorId, [id])),
  ofClaim('undo the approval', (bench, { id }) => bench.undo.undo(bench.creditorId, [id])),
  now('the time to undo is over', async ({ bench }) => bench.clock.advanceMs(UNDO_SECONDS * 1_000)),
  ofClaim('pause', (bench, { id }) => bench.claims.pause(bench.creditorId, id, 'why')),
  ofClaim('resume', (bench, { id }) => bench.claims.resume(bench.creditorId, id, 'why')),
  ofClaim('write off', (bench, { id }) => bench.claims.writeOff(bench.creditorId, id, '250.00', 'why')),
  now('deliver', ({ bench }) => bench.deliver()),
);

describe('a claim, whatever happens to it', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  afterAll(() => bench.close());

  const begin = async (approval: 'approve' | 'automatic'): Promise<World> => {
    await bench.reset();
    bench.approval = approval;
    bench.environment.APPROVAL_UNDO_SECONDS = UNDO_SECONDS;
    const item = invoice('1');
    bench.ledger.put(item);
    await bench.take([item]);
    return { bench, item, movements: [], postings: 0 };
  };
  const sequences = async (table: 'claim_event' | 'outbox_message', claim: Claim) =>
    (
      await bench.rows<{ sequence: number }>(
        `select sequence from ${table} where claim_id = $1 order by sequence`,
        [claim.id],
      )
    ).map(({ sequence }) => sequence);

  const check = async (world: World) => {
    const claim = await bench.claimOf(world.item);
    const { paidMinor, creditedMinor, writtenOffMinor, outstandingMinor, principalMinor } = claim;
    expect(paidMinor + creditedMinor + writtenOffMinor + outstandingMinor).toBe(principalMinor);
    expect(LIVE.includes(claim.state) ? outstandingMinor > 0n : true).toBe(true);
    expect(claim.state === 'closed' ? outstandingMinor : 0n).toBe(0n);
    expect(await sequences('claim_event', claim)).toEqual(countTo(claim.lastEvent));
    expect(await sequences('outbox_message', claim)).toEqual(countTo(claim.lastMessage));
  };
  /** After every message has left, the pipeline has what the hub says that it has. */
  const checkPipeline = async (world: World) => {
    world.bench.clock.advanceMs(UNDO_SECONDS * 1_000);
    for (let delivery = 0; delivery < DELIVERIES_MAX; delivery += 1) await bench.deliver();
    await check(world);
    const claim = await bench.claimOf(world.item);
    const [held] = await bench.rows<{ state: string; left: bigint }>(
      'select state, outstanding_minor as left from collected_claim where claim_id = $1',
      [claim.id],
    );
    if (claim.state === 'in-collection') {
      const state = claim.holdReason === null ? 'open' : 'paused';
      expect(held).toEqual({ state, left: claim.outstandingMinor });
    } else {
      expect(['withdrawn', 'closed', undefined]).toContain(held?.state);
    }
  };

  it('keeps its balance, its order, and the pipeline’s view', async () => {
    const anyRoad = fc.array(anyStep, { minLength: 3, maxLength: STEPS_MAX });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('approve', 'automatic'), anyRoad, async (approval, steps) => {
        const world = await begin(approval as 'approve' | 'automatic');
        for (const { run } of steps) {
          await run(world).catch((error: unknown) => {
            if (!(error instanceof ProblemError) && !(error instanceof ClaimMovementsError)) throw error;
          });
          await check(world);
        }
        await checkPipeline(world);
      }),
      { numRuns: Number(process.env['CLAIM_PROPERTY_RUNS'] ?? RUNS) },
    );
  });
});

function countTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
