import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { FortnoxSimulator } from '@app/sandbox';
import { testClock } from '../support/clock.js';
import { conformanceLedgers, UNLIMITED } from '../support/conformance-ledgers.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { CALLERS, Race } from './renewal/race.js';
import { rotatingAccess } from './renewal/rotating-access.js';

const TOKEN = 'POST /oauth-v1/token';
/** Fortnox's access tokens live an hour: each round is played at the very instant at which the last one ends. */
const TOKEN_MS = 3_600_000;
const ROUNDS = 10;
const ROUNDS_AFTER_LOSS = 3;
/** Every short-lived token of every ledger is dead by then. */
const DAYS_MS = 10 * 86_400_000;
const RACE_TIMEOUT_MS = 120_000;
const LEDGERS = await conformanceLedgers();

let db: TestDatabase;
let race: Race;
beforeAll(async () => {
  db = await createTestDatabase();
  race = await Race.start(db);
}, RACE_TIMEOUT_MS);
afterAll(async () => {
  await race.stop();
  await db.drop();
});

describe('four processes want a token at the moment it expires', () => {
  describe('with a refresh token of single use', () => {
    const clock: ManualClock = testClock();
    const simulator = new FortnoxSimulator({ seed: 12, clock, limits: { requestsMax: 'unlimited' } });

    beforeAll(async () => {
      await race.enter(clock, await rotatingAccess(simulator, await simulator.start()));
    });
    afterAll(() => simulator.stop());

    const seen = () => {
      const requests = simulator.requests();
      return {
        renewals: requests.filter(({ operation, status }) => operation === TOKEN && status === 200).length,
        refused: requests.filter(({ status }) => status >= 400).length,
        tokenRequests: requests.filter(({ operation }) => operation === TOKEN).length,
        requests: requests.length,
      };
    };

    it(
      `renews once a round for ${CALLERS} callers, and no token is refused`,
      async () => {
        const renewals: number[] = [];
        let refused = 0;
        for (let round = 0; round < ROUNDS; round += 1) {
          clock.advanceMs(TOKEN_MS);
          simulator.checkpoint();
          expect(await race.round(clock)).toEqual({ ok: CALLERS });
          renewals.push(seen().renewals);
          refused += seen().refused;
        }
        process.stdout.write(
          `\nRenewal race, fortnox: ${ROUNDS} rounds × ${CALLERS} callers in 4 processes, ` +
            `${renewals.reduce((sum, count) => sum + count, 0)} renewals, ${refused} tokens refused\n`,
        );
        expect(renewals).toEqual(Array<number>(ROUNDS).fill(1));
        expect(refused).toBe(0);
      },
      RACE_TIMEOUT_MS,
    );

    it(
      'ends in “reconnect” once when the answer was lost after the rotation, without a storm',
      async () => {
        simulator.checkpoint();
        simulator.faults.install({ operation: TOKEN, kind: 'answer-lost' });
        clock.advanceMs(TOKEN_MS);
        const first = await race.round(clock);
        // Whose answer was lost may ask again; everybody else learns what is the matter, from one further look.
        expect(Object.keys(first).sort()).toEqual(['connection-blocked', 'retryable']);
        const { tokenRequests } = seen();
        // The lost one, the spent refresh token once, and client credentials once.
        expect(tokenRequests).toBe(3);

        simulator.checkpoint();
        const later: object[] = [];
        for (let round = 0; round < ROUNDS_AFTER_LOSS; round += 1) {
          clock.advanceMs(TOKEN_MS);
          later.push(await race.round(clock));
        }
        process.stdout.write(
          `\nRenewal race, fortnox, answer lost: ${tokenRequests} token requests, then ${seen().requests} ` +
            `requests by ${ROUNDS_AFTER_LOSS * CALLERS} callers, all told to reconnect\n`,
        );
        expect(later).toEqual(later.map(() => ({ 'connection-blocked': CALLERS })));
        expect(seen().requests).toBe(0);
      },
      RACE_TIMEOUT_MS,
    );
  });

  describe.each(LEDGERS)('$key', ({ key, create }) => {
    it(
      'signs in once a round at the most',
      async () => {
        const clock = testClock();
        const ledger = await create({ clock, limits: UNLIMITED });
        const { settings, addresses, company } = ledger;
        try {
          await race.enter(clock, { connectorKey: key, settings, addresses, companyKey: company.key });
          for (let round = 0; round < 3; round += 1) {
            clock.advanceMs(DAYS_MS);
            const before = ledger.signIns();
            expect(await race.round(clock)).toEqual({ ok: CALLERS });
            expect(ledger.signIns() - before).toBeLessThanOrEqual(1);
          }
        } finally {
          await ledger.stop();
        }
      },
      RACE_TIMEOUT_MS,
    );
  });
});
