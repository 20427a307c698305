import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDateAt, systemClock } from '@app/domain';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ProblemAnswer } from '../support/hub-api.js';
import { seededRandom } from '../support/seeded-random.js';
import { waitFor } from '../support/wait-for.js';
import { hubFigures, type Phase, phaseOf } from './figures.js';
import { Rehearsal } from './rehearsal.js';

const SEED = 20_261_123;
const INVOICES = 1_500;
const SETTLEMENTS = 40;
const KILLS_IN_PULL_AND_HAND_OVER = 16;
const KILLS = 32;
/** Each costs a restart; in each, what waits for proof of absence comes one step further. */
const QUIET_ROUNDS_MAX = 16;
const QUIET_ROUND_MS = 4_000;
/** All kills with their restarts, several times over: a busy machine takes seconds for each. */
const WORK_TIMEOUT_MS = 240_000;
const RUN_TIMEOUT_MS = 2 * WORK_TIMEOUT_MS;
/** How far into its work the hub is killed at most, as a share of the time it took to start: so slow machines reach as far. */
const PULL_SHARE = 0.2;
const WRITE_BACK_SHARE = 0.3;

describe('the hub, killed at random points', () => {
  let db: TestDatabase;
  let rehearsal: Rehearsal;
  const random = seededRandom(SEED);
  const killedIn: Record<Phase, number> = { pull: 0, 'hand-over': 0, 'write-back': 0, quiet: 0 };

  beforeAll(async () => {
    db = await createTestDatabase();
    rehearsal = new Rehearsal(db, INVOICES);
    await rehearsal.start();
  });
  afterAll(async () => {
    await rehearsal.stop();
    await db.drop();
  });

  const kill = async (share: number): Promise<void> => {
    // The moment is drawn, not waited for: nothing is asserted about it.
    await delay(random() * share * rehearsal.startMs);
    killedIn[phaseOf(await hubFigures(db.database), INVOICES)] += 1;
    await rehearsal.killAndRestart();
  };

  it(
    'loses nothing, and does nothing twice',
    async () => {
      // A ledger that takes its time, so that the points are spread over the work instead of falling behind it.
      const { faults } = rehearsal.simulator;
      faults.install({ operation: 'GET /invoice', kind: 'slow', times: 1_000_000, delayMs: 60 });
      faults.install({ operation: 'PUT *:payment', kind: 'slow', times: 1_000_000, delayMs: 80 });
      const { creditor } = await rehearsal.connect();

      for (let kills = 0; kills < KILLS_IN_PULL_AND_HAND_OVER; kills += 1) await kill(PULL_SHARE);
      await waitFor(
        'every invoice is with the pipeline',
        async () => phaseOf(await hubFigures(db.database), INVOICES) === 'quiet',
        WORK_TIMEOUT_MS,
      );

      faults.install({ operation: 'PUT *:payment', kind: 'answer-lost', times: 4, skip: 5 });
      const paying = payAll(creditor);
      for (let kills = KILLS_IN_PULL_AND_HAND_OVER; kills < KILLS; kills += 1) await kill(WRITE_BACK_SHARE);
      await paying;
      await runToQuiet();

      const figures = await hubFigures(db.database);
      const ledger = rehearsal.simulator.ledger(rehearsal.companyId);
      const postingsPerInvoice = ledger.invoices.map(({ paymentVoucherIds }) => paymentVoucherIds.length);
      const postings = postingsPerInvoice.reduce((sum, count) => sum + count, 0);
      const pagesAgain = rehearsal.pagesAsked - figures.pagesStored;
      print({
        ...killedIn,
        invoices: INVOICES,
        ...figures,
        postings,
        pagesAgain,
        restarts: rehearsal.restarts,
      });

      expect(killedIn.pull + killedIn['hand-over'] + killedIn['write-back'] + killedIn.quiet).toBe(KILLS);
      expect(killedIn.pull).toBeGreaterThanOrEqual(3);
      expect(killedIn['write-back']).toBeGreaterThanOrEqual(5);
      expect(figures).toMatchObject({
        items: INVOICES,
        claims: INVOICES,
        inCollection: INVOICES,
        collected: INVOICES,
        handOvers: INVOICES,
        settlements: SETTLEMENTS,
        writeBacks: SETTLEMENTS,
        verified: SETTLEMENTS,
        unbalanced: 0,
      });
      expect(postings).toBe(SETTLEMENTS);
      expect(Math.max(...postingsPerInvoice)).toBe(1);
      // At most one page again for each kill; the polite restarts cost none.
      expect(pagesAgain).toBeLessThanOrEqual(KILLS);
      expect(pagesAgain).toBeGreaterThanOrEqual(0);
    },
    RUN_TIMEOUT_MS,
  );

  /** The pipeline sends each settlement until it is told that it was taken in, always under the same key. */
  async function payAll(creditor: string): Promise<void> {
    const claims = await db.database.asOperator((tx) =>
      tx.query<{ id: string; outstanding: bigint }>(
        `select id, outstanding_minor as outstanding from claim order by ledger_item_id limit $1`,
        [SETTLEMENTS],
      ),
    );
    for (const { id, outstanding } of claims) {
      const digits = outstanding.toString();
      const settlement = {
        claimId: id,
        pipelineReference: `bank-${id}`,
        kind: 'payment',
        receivedOn: localDateAt(systemClock.now(), 'NO'),
        currency: 'NOK',
        amount: `${digits.slice(0, -2)}.${digits.slice(-2)}`,
      };
      let key = 0;
      await waitFor(
        'the settlement was taken in',
        async () => {
          const asked = rehearsal.api.post(`${creditor}/settlements`, settlement, `settle-${id}-${key}`);
          const refused = await asked.then(() => undefined).catch(problemOf);
          // The killed process still holds the key for some seconds: the pipeline's own reference must do without it.
          if (refused === 409) key += 1;
          return refused === undefined;
        },
        WORK_TIMEOUT_MS,
      );
    }
  }

  async function runToQuiet(): Promise<void> {
    for (let round = 0; round < QUIET_ROUNDS_MAX; round += 1) {
      const rested = await waitFor(
        'nothing is left to do',
        async () => (await hubFigures(db.database)).unfinished === 0,
        QUIET_ROUND_MS,
      ).catch(() => false);
      if (rested) return;
      await rehearsal.restart();
    }
    const left = await db.database.asOperator((tx) =>
      tx.query(
        `select state, attempts, absences, note, not_before, sent_at from write_back where state <> 'verified'`,
      ),
    );
    throw new Error(`The hub did not come to rest: ${JSON.stringify(left)}`);
  }
});

/** The status of the refusal; 0 when the hub was gone. Only what a crash explains is asked again. */
function problemOf(error: unknown): number {
  if (!(error instanceof ProblemAnswer)) return 0;
  if (![409, 500, 503].includes(error.problem.status)) throw error;
  return error.problem.status;
}

function print(figures: object): void {
  const lines = Object.entries(figures).map(
    ([name, value]) => `  ${name.padEnd(14)} ${String(value).padStart(6)}`,
  );
  process.stdout.write(`\nCrash test, seed ${SEED}, ${KILLS} kills:\n${lines.join('\n')}\n`);
}
