import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { seededRandom } from '../support/seeded-random.js';
import { waitFor } from '../support/wait-for.js';
import { hubFigures, type Phase, phaseOf } from './figures.js';
import { payAll, printFigures } from './pay.js';
import { Rehearsal } from './rehearsal.js';

const SEED = 20_261_123;
const INVOICES = 1_500;
const SETTLEMENTS = 40;
const KILLS_IN_PULL_AND_HAND_OVER = 16;
const KILLS = 32;
/** Whoever pays is met by a hub that is gone, too: on a busy machine few kills find something to book. Then there are more of them. */
const KILLS_IN_WRITE_BACK_MIN = 5;
const KILLS_MAX = 80;
/** Each costs a restart; in each, what waits for proof of absence comes one step further. */
const QUIET_ROUNDS_MAX = 16;
const QUIET_ROUND_MS = 4_000;
/** All kills with their restarts, several times over: a busy machine takes seconds for each. */
const WORK_TIMEOUT_MS = 240_000;
const RUN_TIMEOUT_MS = 4 * WORK_TIMEOUT_MS;
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
    rehearsal = new Rehearsal(db, { invoices: INVOICES });
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
      faults.install({ operation: 'PUT *:payment', kind: 'slow', times: 1_000_000, delayMs: 160 });
      const { creditor } = await rehearsal.connect();

      let kills = 0;
      for (; kills < KILLS_IN_PULL_AND_HAND_OVER; kills += 1) await kill(PULL_SHARE);
      await waitFor(
        'every invoice is with the pipeline',
        async () => phaseOf(await hubFigures(db.database), INVOICES) === 'quiet',
        WORK_TIMEOUT_MS,
      );

      faults.install({ operation: 'PUT *:payment', kind: 'answer-lost', times: 4, skip: 5 });
      const paying = payAll(db, rehearsal.api, creditor, {
        claims: SETTLEMENTS,
        receivedOn: rehearsal.today,
        timeoutMs: WORK_TIMEOUT_MS,
      });
      const areEnough = (): boolean => kills >= KILLS && killedIn['write-back'] >= KILLS_IN_WRITE_BACK_MIN;
      for (; kills < KILLS_MAX && !areEnough(); kills += 1) await kill(WRITE_BACK_SHARE);
      await paying;
      await runToQuiet();

      const figures = await hubFigures(db.database);
      const ledger = rehearsal.simulator.ledger(rehearsal.companyId);
      const postingsPerInvoice = ledger.invoices.map(({ paymentVoucherIds }) => paymentVoucherIds.length);
      const postings = postingsPerInvoice.reduce((sum, count) => sum + count, 0);
      const pagesAgain = rehearsal.pagesAsked - figures.pagesStored;
      printFigures(`Crash test, seed ${SEED}, ${kills} kills`, {
        ...killedIn,
        invoices: INVOICES,
        ...figures,
        postings,
        pagesAgain,
        restarts: rehearsal.restarts,
      });

      expect(killedIn.pull + killedIn['hand-over'] + killedIn['write-back'] + killedIn.quiet).toBe(kills);
      expect(killedIn.pull).toBeGreaterThanOrEqual(3);
      expect(killedIn['write-back']).toBeGreaterThanOrEqual(KILLS_IN_WRITE_BACK_MIN);
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
      expect(pagesAgain).toBeLessThanOrEqual(kills);
      expect(pagesAgain).toBeGreaterThanOrEqual(0);
    },
    RUN_TIMEOUT_MS,
  );

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
