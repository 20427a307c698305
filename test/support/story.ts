import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { type LocalDate, localDateAt, type ManualClock } from '@app/domain';
import { TripletexSimulator, type TripletexSimulatorOptions } from '@app/sandbox';
import { testClock } from './clock.js';
import { startTestHub, type TestHub } from './hub.js';
import { HubApi } from './hub-api.js';
import { HubDriver, movingSleep } from './hub-driver.js';
import { type Meddling, MeddlingProxy } from './meddling-proxy.js';
import { StoryCompany } from './story-company.js';
import type { ConnectionAnswer, PreflightAnswer } from './story-shapes.js';

const DAY_MS = 86_400_000;

export interface Policy {
  readonly graceDays: number;
  readonly minimums: readonly { readonly currency: string; readonly amount: string }[];
  readonly startOn: string;
  readonly excludedCustomerNumbers: readonly string[];
  readonly approval: 'approve' | 'automatic';
}

export const STORY_POLICY: Policy = {
  graceDays: 14,
  minimums: [{ currency: 'NOK', amount: '100.00' }],
  startOn: '2025-01-01',
  excludedCustomerNumbers: [],
  approval: 'automatic',
};

export interface CompanyOptions {
  /** Connect with an API key of the company itself instead of the accountant's. */
  readonly ownKey?: boolean;
  readonly writeBackMode?: 'automatic' | 'approve';
}

export interface StoryOptions {
  readonly simulator?: TripletexSimulatorOptions;
  readonly environment?: Readonly<Record<string, string>>;
  /** Puts a proxy between hub and simulator, for faults that the simulator does not make. */
  readonly meddled?: boolean;
}

/** A hub and a simulated Tripletex for one file, started before its tests; each test connects companies of its own. */
export function tellStory(options: StoryOptions = {}): Story {
  const story = new Story(options);
  beforeAll(() => story.start());
  afterEach(() => story.endTest());
  afterAll(() => story.stop());
  return story;
}

/**
 * The whole hub behind its HTTP port, the simulator behind another, a database of their own, and one clock for both
 * that stands still until the story moves it. Waits between calls to the ledger move the clock instead of lasting.
 */
export class Story {
  readonly clock: ManualClock = testClock();
  readonly simulator: TripletexSimulator;
  hub: TestHub;
  api: HubApi;
  #driver: HubDriver;
  #port = 0;
  #isLedgerUp = false;
  #proxy: MeddlingProxy | undefined;
  #accountantGrant: string | undefined;
  #companies: StoryCompany[] = [];

  constructor(private readonly options: StoryOptions) {
    this.simulator = new TripletexSimulator({
      seed: 7,
      clock: this.clock,
      limits: { requestsMax: 100_000 },
      ...options.simulator,
    });
  }

  async start(): Promise<void> {
    const { url } = await this.simulator.start();
    this.#port = Number(new URL(url).port);
    this.#isLedgerUp = true;
    if (this.options.meddled) this.#proxy = new MeddlingProxy(new URL(url));
    this.hub = await startTestHub({
      clock: this.clock,
      sleep: movingSleep(this.clock),
      environment: {
        TRIPLETEX_API_URL: (await this.#proxy?.start()) ?? url,
        REQUESTS_PER_MINUTE: '1000000',
        LOG_LEVEL: 'warn',
        ...this.options.environment,
      },
    });
    this.api = new HubApi(this.hub.url);
    this.#driver = new HubDriver(this.hub);
  }

  async stop(): Promise<void> {
    await this.hub?.close();
    await this.#proxy?.stop();
    await this.simulator.stop();
  }

  /** What must hold at the end of every story; then its companies are left in peace. */
  async endTest(): Promise<void> {
    await this.ledgerUp();
    this.simulator.faults.clear();
    if (this.#proxy) this.#proxy.meddling = {};
    const companies = this.#companies;
    this.#companies = [];
    try {
      for (const company of companies) await company.assertSound();
    } finally {
      for (const { path } of companies) await this.api.answer('POST', `${path}/pause`);
    }
  }

  get today(): LocalDate {
    return localDateAt(this.clock.now(), 'NO');
  }

  /** A company of its own, signed in to, chosen from the list, checked and activated, as a person does it. */
  async company(policy: Partial<Policy> = {}, options: CompanyOptions = {}): Promise<StoryCompany> {
    const made = this.simulator.addCompany({
      name: `Granly Bygg ${this.simulator.state().companies.length + 1} AS`,
      isClient: options.ownKey !== true,
    });
    const grantId = options.ownKey ? await this.grant(made.employeeToken) : await this.accountantGrant();
    const companies = await this.api.get<{ companyKey: string; name: string }[]>(
      `/grants/${grantId}/companies`,
    );
    const chosen = companies.find(({ name }) => name === made.name);
    if (!chosen) throw new Error(`The access does not list ${made.name}.`);
    const connection = await this.api.post<ConnectionAnswer>(`/grants/${grantId}/connections`, {
      companyKey: chosen.companyKey,
      policy: { ...STORY_POLICY, ...policy },
    });
    const company = new StoryCompany(this, connection, made);
    this.#companies.push(company);
    const { writeBackTargets } = await this.api.post<PreflightAnswer>(`${company.path}/preflight`);
    const target = writeBackTargets.find(({ proposed }) => proposed)?.target;
    if (!target) throw new Error(`${made.name} offers no account for settlements.`);
    const mode = options.writeBackMode ?? 'automatic';
    await this.api.put(`${company.path}/write-back`, { target, mode });
    await this.api.post(`${company.path}/activate`);
    return company;
  }

  /** An access to Tripletex with an employee token. */
  async grant(employeeToken: string): Promise<string> {
    const { consumerToken } = this.simulator.credentials;
    const { grantId } = await this.api.post<{ grantId: string }>('/grants', {
      connectorKey: 'tripletex',
      label: 'Fjordtall Regnskap',
      settings: { consumerToken, employeeToken },
    });
    return grantId;
  }

  async accountantGrant(): Promise<string> {
    this.#accountantGrant ??= await this.grant(this.simulator.credentials.accountantToken);
    return this.#accountantGrant;
  }

  /** From now on the ledger's answers are spoilt on their way; only where `meddled` was asked for. */
  meddle(meddling: Meddling): void {
    if (!this.#proxy) throw new Error('Tell the story with { meddled: true }.');
    this.#proxy.meddling = meddling;
  }

  /** Tripletex goes off the net, and comes back at the same address. */
  async ledgerDown(): Promise<void> {
    this.#isLedgerUp = false;
    await this.simulator.stop();
  }

  async ledgerUp(): Promise<void> {
    if (!this.#isLedgerUp) await this.simulator.start(this.#port);
    this.#isLedgerUp = true;
  }

  /** Moves both clocks. */
  later(span: { readonly days?: number; readonly minutes?: number; readonly seconds?: number }): void {
    const { days = 0, minutes = 0, seconds = 0 } = span;
    this.clock.advanceMs(days * DAY_MS + minutes * 60_000 + seconds * 1_000);
  }

  /** Lets the hub do everything that is due at this hour, until nothing is left to do. */
  quiet(): Promise<void> {
    return this.#driver.quiet();
  }

  /** The nightly work: booked settlements are read again, ledgers and claims are compared. */
  night(): Promise<void> {
    return this.#driver.night();
  }

  /** The hub's own tables, past the API, to look at what no page shows. */
  rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.#driver.rows(sql, parameters);
  }
}
