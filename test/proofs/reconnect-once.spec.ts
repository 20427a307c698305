import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FortnoxSimulator } from '@app/sandbox';
import { GrantsService } from '../../apps/hub/src/connections/grants.service.js';
import { JointCallBudget } from '../../apps/hub/src/connections/joint-call-budget.js';
import { testClock } from '../support/clock.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { HubApi } from '../support/hub-api.js';
import { HubDriver, movingSleep } from '../support/hub-driver.js';
import type { ConnectionAnswer } from '../support/story-shapes.js';
import { rotatingAccess } from './renewal/rotating-access.js';

const TOKEN = 'POST /oauth-v1/token';
const HOUR_MS = 3_600_000;
const HOURS_AFTER = 48;
const STORY_TIMEOUT_MS = 60_000;

describe('the answer to a renewal is lost after the refresh token was rotated', () => {
  const clock = testClock();
  const simulator = new FortnoxSimulator({ seed: 12, clock, limits: { requestsMax: 'unlimited' } });
  let hub: TestHub;
  let api: HubApi;
  let driver: HubDriver;
  let path: string;

  beforeAll(async () => {
    const access = await rotatingAccess(simulator, await simulator.start());
    hub = await startTestHub({
      clock,
      sleep: movingSleep(clock),
      environment: { ...access.addresses, REQUESTS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' },
    });
    // How fast a vendor may be asked is another proof; its windows would be waited for in real time.
    jest.spyOn(hub.app.get(JointCallBudget), 'acquire').mockResolvedValue();
    api = new HubApi(hub.url);
    driver = new HubDriver(hub);
    const { connectorKey, settings, tokens = {}, companyKey } = access;
    const signedIn = { connectorKey, label: 'Fjällvik', settings, tokens, owner: null };
    const { id } = await hub.app.get(GrantsService).create(signedIn, { kind: 'test', id: 'person' });
    const made = await api.post<ConnectionAnswer>(`/grants/${id}/connections`, { companyKey });
    path = `/creditors/${made.creditorId}/connections/${made.connectionId}`;
    await api.post(`${path}/preflight`);
    await api.post(`${path}/activate`);
    await driver.quiet();
  }, STORY_TIMEOUT_MS);
  afterAll(async () => {
    await hub?.close();
    await simulator.stop();
  });

  it(
    'asks a person to connect again, once, and leaves the vendor in peace',
    async () => {
      expect(await api.get(path)).toMatchObject({ state: 'active' });
      simulator.checkpoint();
      simulator.faults.install({ operation: TOKEN, kind: 'answer-lost' });
      for (let hour = 0; hour < HOURS_AFTER; hour += 1) {
        clock.advanceMs(HOUR_MS);
        await driver.quiet();
      }
      const asked = simulator.requests().filter(({ operation }) => operation === TOKEN).length;
      const blocked = await driver.rows(`select 1 from audit_entry where action = 'connection.blocked'`);
      process.stdout.write(
        `\nReconnect, fortnox: ${asked} token requests in ${HOURS_AFTER} hours after a lost renewal, ` +
          `${blocked.length} time blocked\n`,
      );
      expect(await api.get(path)).toMatchObject({
        state: 'blocked',
        blocked: {
          reason: 'credentials-refused',
          remedy: expect.stringContaining('Connect the company again'),
        },
      });
      expect(blocked).toHaveLength(1);
      // The lost one, the spent refresh token once, and client credentials once.
      expect(asked).toBe(3);
    },
    STORY_TIMEOUT_MS,
  );
});
