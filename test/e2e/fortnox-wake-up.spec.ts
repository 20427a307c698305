import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FortnoxSimulator } from '@app/sandbox';
import { WakeUpListener } from '../../apps/hub/src/sync/wake-up-listener.js';
import { SETTLE_MS } from '../../apps/hub/src/sync/wake-up-calls.js';
import { testClock } from '../support/clock.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { HubApi } from '../support/hub-api.js';
import { HubCompany } from '../support/hub-company.js';
import { HubDriver, movingSleep } from '../support/hub-driver.js';
import { STORY_POLICY } from '../support/story.js';
import type { ConnectionAnswer } from '../support/story-shapes.js';
import { waitFor } from '../support/wait-for.js';

describe('Fortnox announces changes', () => {
  const clock = testClock();
  const fortnox = new FortnoxSimulator({ seed: 7, clock, limits: { requestsMax: 'unlimited' } });
  let hub: TestHub;
  let driver: HubDriver;
  let company: HubCompany;
  let tenantId = 0;
  let customerNumber = '';

  beforeAll(async () => {
    const { url, authUrl, streamUrl } = await fortnox.start();
    hub = await startTestHub({
      clock,
      sleep: movingSleep(clock),
      callsByClock: true,
      environment: {
        FORTNOX_API_URL: url,
        FORTNOX_AUTH_URL: authUrl,
        FORTNOX_STREAM_URL: streamUrl,
        REQUESTS_PER_MINUTE: '1000000',
      },
    });
    driver = new HubDriver(hub);
    company = await connect();
  });
  afterAll(async () => {
    await hub?.close();
    expect(fortnox.sockets.open).toBe(0);
    await fortnox.stop();
  });

  async function connect(): Promise<HubCompany> {
    const made = fortnox.addCompany({ name: 'Fjällvik Handel AB' });
    ({ tenantId } = made);
    fortnox.consent(tenantId);
    customerNumber = fortnox.bookkeeper.addCustomer(tenantId).number;
    const api = new HubApi(hub.url);
    const { clientId, clientSecret } = fortnox.credentials;
    const { grantId } = await api.post<{ grantId: string }>('/grants', {
      connectorKey: 'fortnox',
      label: made.name,
      settings: { clientId, clientSecret, tenantId: String(tenantId) },
    });
    const [found] = await api.get<{ companyKey: string }[]>(`/grants/${grantId}/companies`);
    const connection = await api.post<ConnectionAnswer>(`/grants/${grantId}/connections`, {
      companyKey: found?.companyKey,
      policy: STORY_POLICY,
    });
    const world = {
      api,
      today: '',
      later: ({ seconds }: { readonly seconds: number }) => clock.advanceMs(seconds * 1_000),
      quiet: () => driver.quiet(),
      rows: <Row>(sql: string, parameters?: readonly unknown[]) => driver.rows<Row>(sql, parameters),
    };
    const connected = new HubCompany(world, connection);
    await api.post(`${connected.path}/preflight`);
    await api.post(`${connected.path}/activate`);
    await driver.quiet();
    return connected;
  }

  const listener = (): WakeUpListener => hub.app.get(WakeUpListener);
  const invoice = (): string =>
    fortnox.bookkeeper.addInvoice(tenantId, { customerNumber, amount: '500.00', date: '2026-03-02' }).number;
  const isMirrored = async (number: string): Promise<boolean> =>
    (await company.openItem({ id: number })) !== undefined;

  it('and what it announces is pulled at once, a flood of it by one pull', async () => {
    await listener().tick();
    await waitFor('the hub listens', () => fortnox.sockets.subscribed === 1);
    const before = (await company.runs()).length;
    const numbers = Array.from({ length: 8 }, invoice);
    // The last event is on its way over the socket for a moment of real time.
    await waitFor('the hub was woken', async () => {
      clock.advanceMs(SETTLE_MS);
      await listener().tick();
      return (await driver.rows('select from connection where next_sync_at <= $1', [clock.now()])).length > 0;
    });
    await driver.quiet();
    expect((await company.runs()).length).toBe(before + 1);
    for (const number of numbers) expect(await isMirrored(number)).toBe(true);
  });

  it('and when the socket is lost, the next poll finds what was announced meanwhile', async () => {
    fortnox.sockets.breakAll();
    await waitFor('the socket is lost', () => fortnox.sockets.open === 0);
    const number = invoice();
    clock.advanceMs(SETTLE_MS);
    await listener().tick();
    await driver.quiet();
    expect(await isMirrored(number)).toBe(false);
    clock.advanceMs(24 * 3_600_000);
    await driver.quiet();
    expect(await isMirrored(number)).toBe(true);
    expect(hub.log()).toContain('polling goes on');
  });
});
