import { randomBytes } from 'node:crypto';
import { TripletexSimulator } from '@app/sandbox';
import { addDays, localDateAt, systemClock } from '@app/domain';
import type { TestDatabase } from '../support/database.js';
import { HubApi } from '../support/hub-api.js';
import { MeddlingProxy } from '../support/meddling-proxy.js';
import { freePort, NodeProcess } from '../support/node-process.js';
import type { ConnectionAnswer, PreflightAnswer } from '../support/story-shapes.js';

const CUSTOMERS = 40;
/** Every restart comes some minutes later, as after a real outage: what waits for a lost answer is looked up then. */
const OUTAGE_SECONDS = 300;

/**
 * A built hub in a process of its own that may be killed at any moment, beside a simulated Tripletex that lives on.
 * Between them a proxy counts the pages that are asked for.
 */
export class Rehearsal {
  readonly simulator = new TripletexSimulator({ seed: 11, limits: { requestsMax: 1_000_000 } });
  readonly companyId: number;
  pagesAsked = 0;
  restarts = 0;
  /** How long the hub took to start the last time. */
  startMs = 0;
  #hub: NodeProcess | undefined;
  #proxy: MeddlingProxy | undefined;
  #ledgerUrl = '';
  #port = 0;
  #aheadSeconds = 0;
  readonly #secretKeys = `test:${randomBytes(32).toString('base64url')}`;
  api: HubApi;

  constructor(
    private readonly db: TestDatabase,
    invoices: number,
  ) {
    this.companyId = this.simulator.addCompany({ name: 'Granly Bygg AS' }).companyId;
    this.#fill(invoices);
  }

  async start(): Promise<void> {
    this.#port = await freePort();
    this.api = new HubApi(`http://127.0.0.1:${this.#port}`);
    const { url } = await this.simulator.start();
    this.#proxy = new MeddlingProxy(new URL(url));
    this.#proxy.meddling = {
      question: (path) => {
        // A page of the listing; items read again by their ids have `id=` in the query.
        if (/\/invoice\?/.test(path) && !/[?&]id=/.test(path)) this.pagesAsked += 1;
        return path;
      },
    };
    this.#ledgerUrl = await this.#proxy.start();
    await this.#startHub();
  }

  /** As if the power went, and came back some minutes later. */
  async killAndRestart(): Promise<void> {
    await this.#hub?.kill();
    await this.#later();
  }

  /** Stops politely, and starts some minutes later. */
  async restart(): Promise<void> {
    await this.#hub?.stop();
    await this.#later();
  }

  async stop(): Promise<void> {
    await this.#hub?.stop();
    await this.#proxy?.stop();
    await this.simulator.stop();
  }

  /** Signs in, connects the company with automatic hand-over, and sets it going. Answers the creditor's path. */
  async connect(): Promise<{ creditor: string; connection: string }> {
    const { consumerToken, accountantToken } = this.simulator.credentials;
    const settings = { consumerToken, employeeToken: accountantToken };
    const { grantId } = await this.api.post<{ grantId: string }>('/grants', {
      connectorKey: 'tripletex',
      label: 'Rehearsal',
      settings,
    });
    const { creditorId, connectionId } = await this.api.post<ConnectionAnswer>(
      `/grants/${grantId}/connections`,
      {
        companyKey: String(this.companyId),
        policy: {
          graceDays: 14,
          minimums: [],
          startOn: addDays(localDateAt(systemClock.now(), 'NO'), -365),
          excludedCustomerNumbers: [],
          approval: 'automatic',
        },
      },
    );
    const creditor = `/creditors/${creditorId}`;
    const connection = `${creditor}/connections/${connectionId}`;
    const { writeBackTargets } = await this.api.post<PreflightAnswer>(`${connection}/preflight`);
    const target = writeBackTargets.find(({ proposed }) => proposed)?.target;
    if (!target) throw new Error('The company offers no account for settlements.');
    await this.api.put(`${connection}/write-back`, { target, mode: 'automatic' });
    await this.api.post(`${connection}/activate`);
    return { creditor, connection };
  }

  #fill(invoices: number): void {
    const { bookkeeper } = this.simulator;
    const today = localDateAt(systemClock.now(), 'NO');
    const customers = Array.from({ length: CUSTOMERS }, (_, index) =>
      bookkeeper.addCustomer(this.companyId, { name: `Kunde ${index} AS`, organizationNumber: '314000048' }),
    );
    for (let index = 0; index < invoices; index += 1) {
      const customer = customers[index % CUSTOMERS];
      if (!customer) continue;
      bookkeeper.addInvoice(this.companyId, {
        customerId: customer.id,
        amount: `${500 + index}.50`,
        date: addDays(today, -60 - (index % 30)),
        dueDate: addDays(today, -40),
      });
    }
  }

  async #later(): Promise<void> {
    this.restarts += 1;
    this.#aheadSeconds += OUTAGE_SECONDS;
    this.simulator.clock.advanceMs(OUTAGE_SECONDS * 1000);
    await this.#startHub();
  }

  async #startHub(): Promise<void> {
    const began = performance.now();
    this.#hub = await NodeProcess.start('hub', {
      ready: `http://127.0.0.1:${this.#port}/health/ready`,
      env: {
        PORT: String(this.#port),
        DATABASE_URL: this.db.url,
        DATABASE_MIGRATION_URL: this.db.adminUrl,
        SECRET_KEYS: this.#secretKeys,
        TRIPLETEX_API_URL: this.#ledgerUrl,
        CLOCK_AHEAD_SECONDS: String(this.#aheadSeconds),
        SCHEDULER_TICK_SECONDS: '1',
        SYNC_PAGE_SIZE_MAX: '100',
        REQUESTS_PER_MINUTE: '1000000',
        LOG_LEVEL: 'error',
      },
    });
    this.startMs = performance.now() - began;
  }
}
