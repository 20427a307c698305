import { randomBytes } from 'node:crypto';
import { TripletexSimulator } from '@app/sandbox';
import type { CustomerSpec, InvoiceSpec } from '@app/sandbox';
import { addDays, aheadOf, type Clock, localDateAt, type LocalDate, systemClock } from '@app/domain';
import type { TestDatabase } from '../support/database.js';
import { HubApi } from '../support/hub-api.js';
import { MeddlingProxy } from '../support/meddling-proxy.js';
import { freePort, NodeProcess } from '../support/node-process.js';
import type { ConnectionAnswer, PreflightAnswer } from '../support/story-shapes.js';

const CUSTOMERS = 40;
const DAY_SECONDS = 86_400;

export interface RehearsalPlan {
  readonly invoices: number;
  /** When the story begins, to the hub and to the ledger. Default: now. */
  readonly beginsAt?: Date;
  /** To whom an invoice goes: one customer for each of these, by `index % length`. Default: some businesses. */
  readonly customers?: readonly CustomerSpec[];
  /** Of the invoice with this index. */
  readonly invoice?: (index: number, today: LocalDate) => Omit<InvoiceSpec, 'customerId'>;
  /** For the hub, beside what every rehearsal needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

const BUSINESSES: readonly CustomerSpec[] = Array.from({ length: CUSTOMERS }, (_, index) => ({
  name: `Kunde ${index} AS`,
  organizationNumber: '314000048',
}));
const LONG_DUE = (index: number, today: LocalDate): Omit<InvoiceSpec, 'customerId'> => ({
  amount: `${500 + index}.50`,
  date: addDays(today, -60 - (index % 30)),
  dueDate: addDays(today, -40),
});
/** Every restart comes some minutes later, as after a real outage: what waits for a lost answer is looked up then. */
const OUTAGE_SECONDS = 300;

/**
 * A built hub in a process of its own that may be killed at any moment, beside a simulated Tripletex that lives on.
 * Between them a proxy counts the pages that are asked for.
 */
export class Rehearsal {
  readonly simulator: TripletexSimulator;
  readonly companyId: number;
  pagesAsked = 0;
  restarts = 0;
  /** How long the hub took to start the last time. */
  startMs = 0;
  #hub: NodeProcess | undefined;
  #proxy: MeddlingProxy | undefined;
  #ledgerUrl = '';
  #port = 0;
  #aheadSeconds: number;
  readonly #others: NodeProcess[] = [];
  readonly #secretKeys = `test:${randomBytes(32).toString('base64url')}`;
  api: HubApi;

  constructor(
    private readonly db: TestDatabase,
    private readonly plan: RehearsalPlan,
  ) {
    const { beginsAt } = plan;
    this.#aheadSeconds =
      beginsAt === undefined ? 0 : Math.round((beginsAt.getTime() - systemClock.now().getTime()) / 1000);
    const clock = aheadOf(systemClock, this.#aheadSeconds * 1000);
    this.simulator = new TripletexSimulator({ seed: 11, clock, limits: { requestsMax: 1_000_000 } });
    this.companyId = this.simulator.addCompany({ name: 'Granly Bygg AS' }).companyId;
    this.#fill();
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

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What day it is to the hub, which moves with every restart. */
  get today(): LocalDate {
    return localDateAt(this.clock.now(), 'NO');
  }

  get clock(): Clock {
    return aheadOf(systemClock, this.#aheadSeconds * 1000);
  }

  /** As if the power went, and came back some minutes later. */
  async killAndRestart(outageSeconds = OUTAGE_SECONDS): Promise<void> {
    await this.#hub?.kill();
    await this.#later(outageSeconds);
  }

  /** Stops politely, and starts some minutes later. */
  async restart(outageSeconds = OUTAGE_SECONDS): Promise<void> {
    await this.#hub?.stop();
    await this.#later(outageSeconds);
  }

  /** Stops politely, and starts so many days later, with all that is done once a night due again: leases last in real time. */
  async daysLater(days: number): Promise<void> {
    await this.#nightsPass();
    await this.#later(days * DAY_SECONDS);
  }

  /** The same, with a second hub that starts beside the first, over the same database. */
  async daysLaterAsTwo(days: number): Promise<NodeProcess> {
    await this.#nightsPass();
    const port = await freePort();
    this.#move(days * DAY_SECONDS);
    const [another] = await Promise.all([this.#hubProcess(port), this.#startHub()]);
    this.#others.push(another);
    return another;
  }

  async stop(): Promise<void> {
    for (const other of this.#others) await other.stop();
    await this.#hub?.stop();
    await this.#proxy?.stop();
    await this.simulator.stop();
  }

  async #nightsPass(): Promise<void> {
    await this.#hub?.stop();
    await this.db.database.asOperator((tx) =>
      tx.query('update lease set expires_at = clock_timestamp() returning 1'),
    );
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
          startOn: addDays(this.today, -365),
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

  #fill(): void {
    const { bookkeeper } = this.simulator;
    const { invoices, customers: specs = BUSINESSES, invoice = LONG_DUE } = this.plan;
    const customers = specs.map((spec) => bookkeeper.addCustomer(this.companyId, spec));
    for (let index = 0; index < invoices; index += 1) {
      const customer = customers[index % customers.length];
      if (!customer) continue;
      bookkeeper.addInvoice(this.companyId, { ...invoice(index, this.today), customerId: customer.id });
    }
  }

  async #later(seconds: number): Promise<void> {
    this.#move(seconds);
    await this.#startHub();
  }

  #move(seconds: number): void {
    this.restarts += 1;
    this.#aheadSeconds += seconds;
    this.simulator.clock.advanceMs(seconds * 1000);
  }

  async #startHub(): Promise<void> {
    const began = performance.now();
    this.#hub = await this.#hubProcess(this.#port);
    this.startMs = performance.now() - began;
  }

  #hubProcess(port: number): Promise<NodeProcess> {
    return NodeProcess.start('hub', {
      ready: `http://127.0.0.1:${port}/health/ready`,
      env: {
        PORT: String(port),
        DATABASE_URL: this.db.url,
        DATABASE_MIGRATION_URL: this.db.adminUrl,
        SECRET_KEYS: this.#secretKeys,
        TRIPLETEX_API_URL: this.#ledgerUrl,
        CLOCK_AHEAD_SECONDS: String(this.#aheadSeconds),
        SCHEDULER_TICK_SECONDS: '1',
        SYNC_PAGE_SIZE_MAX: '100',
        REQUESTS_PER_MINUTE: '1000000',
        LOG_LEVEL: 'error',
        ...this.plan.environment,
      },
    });
  }
}
