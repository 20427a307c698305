import type { Clock } from '@app/domain';
import { demoCompanies, type DemoSize } from '../demo/demo-data.js';
import type { FaultRule } from '../faults/fault.js';
import { FaultPlan } from '../faults/fault-plan.js';
import type { RequestRecording } from '../journal/request-recording.js';
import { AdjustableClock } from '../server/adjustable-clock.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import { HttpServer } from '../server/http-server.js';
import { type LoggedRequest, RequestLog } from '../server/request-log.js';
import { PowerOfficeGoApi } from './api.js';
import type { Company } from './company.js';
import { Bookkeeper } from './control/bookkeeper.js';
import { controlHandler } from './control/control-routes.js';
import { viewLedger } from './control/ledger-view.js';
import { ControlError } from '../control/control-api.js';
import type { CompanySpec, LedgerView } from './control/specs.js';
import { fillCompany } from './fill.js';
import type { Controlled } from './control/controlled.js';
import type { OnboardingScript } from './onboarding-script.js';
import type { RateLimitOptions } from './rate-limit.js';
import { recordingOf } from './recording.js';
import { UNVERIFIED_DEFAULTS, type UnverifiedBehaviour } from './unverified.js';
import { World } from './world.js';

export interface PowerOfficeGoSimulatorOptions {
  /** Decides keys, invented data and faults. Default 1. */
  readonly seed?: number;
  /** Default the machine's time; the control API moves it from there. */
  readonly clock?: Clock;
  /** Data to begin with. Default `empty`: tests add companies themselves. */
  readonly companies?: DemoSize | readonly CompanySpec[];
  readonly limits?: RateLimitOptions;
  /** Answers to what the vendor's documentation leaves open; see `unverified.ts` for the defaults. */
  readonly unverified?: Partial<UnverifiedBehaviour>;
  readonly faults?: readonly FaultRule[];
  /** Redirect addresses allowed for onboarding beside localhost; their query does not matter. */
  readonly redirectUris?: readonly string[];
}

export interface PowerOfficeGoCompanyCredentials {
  /** The sandbox's own number of the company, for control routes and fault rules. */
  readonly companyId: number;
  readonly clientId: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** Null until the company is onboarded. */
  readonly clientKey: string | null;
}

export interface PowerOfficeGoCredentials {
  readonly applicationKey: string;
  readonly subscriptionKey: string;
  readonly companies: readonly PowerOfficeGoCompanyCredentials[];
}

export interface PowerOfficeGoState {
  readonly now: string;
  readonly today: string;
  readonly requests: number;
  readonly tokens: number;
  readonly privileges: readonly string[];
  readonly companies: readonly (PowerOfficeGoCompanyCredentials & {
    readonly customers: number;
    readonly invoices: number;
    readonly vouchers: number;
    readonly openEntries: number;
    readonly lockDate: string;
    readonly accounts: readonly {
      readonly id: number;
      readonly accountNo: number;
      readonly isActive: boolean;
    }[];
  })[];
  readonly faults: ReturnType<FaultPlan['rules']>;
}

/** A simulated PowerOffice Go: the vendor's API v2 over loopback HTTP, and its people's hands as methods. */
export class PowerOfficeGoSimulator implements Controlled {
  readonly key = 'poweroffice-go';
  readonly clock: AdjustableClock;
  /** What the companies' own people do. */
  readonly bookkeeper: Bookkeeper;
  readonly faults: FaultPlan;
  /** The control API, and what a journal needs to keep and repeat what requests change. */
  readonly recording: RequestRecording;
  readonly #world: World;
  readonly #log = new RequestLog();
  readonly #api: PowerOfficeGoApi;
  #server: HttpServer | undefined;

  constructor(options: PowerOfficeGoSimulatorOptions = {}) {
    const seed = options.seed ?? 1;
    this.clock = new AdjustableClock(options.clock);
    this.faults = new FaultPlan(seed, options.faults);
    this.#world = new World(
      {
        seed,
        switches: { ...UNVERIFIED_DEFAULTS, ...options.unverified },
        limits: options.limits ?? {},
        redirectUris: options.redirectUris ?? [],
      },
      this.clock,
    );
    this.bookkeeper = new Bookkeeper(this.#world);
    this.#api = new PowerOfficeGoApi(this.#world, this.faults, this.#log);
    this.recording = recordingOf(this.#world, this.#api, controlHandler(this));
    this.#fill(options.companies ?? { preset: 'empty' }, seed);
  }

  /**
   * Serves the API below `/v2`, tokens at `/OAuth/Token`, the onboarding page at `/ApiAuthV2` and the control routes below
   * `/control/poweroffice-go`. `url` is the API's base address, `authUrl` that of the token endpoint.
   */
  async start(port = 0): Promise<{ url: string; authUrl: string; controlUrl: string }> {
    if (this.#server) throw new Error('The simulator runs already.');
    this.#server = new HttpServer((request) =>
      request.path.startsWith('/control')
        ? this.recording.control(request)
        : this.handle(request, request.path),
    );
    const address = await this.#server.listen({ port });
    return {
      url: `${address}/v2`,
      authUrl: `${address}/OAuth/Token`,
      controlUrl: `${address}/control/poweroffice-go`,
    };
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  /** Resolves when no request is being worked on, also none whose client has gone. */
  async idle(): Promise<void> {
    await this.#server?.idle();
  }

  /** Answers one request; `path` begins with `/v2`, `/OAuth` or `/ApiAuthV2`. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    return this.#api.handle(request, path);
  }

  get credentials(): PowerOfficeGoCredentials {
    const { credentials, companies } = this.#world;
    return {
      applicationKey: credentials.applicationKey,
      subscriptionKey: credentials.subscriptionKey,
      companies: [...companies.values()].map((company) => this.#credentialsOf(company)),
    };
  }

  addCompany(spec: CompanySpec = {}): PowerOfficeGoCompanyCredentials {
    return this.#credentialsOf(this.bookkeeper.addCompany(spec).company);
  }

  /** Ends all access tokens, or also the key behind them. */
  revoke(what: 'tokens' | 'application' | 'subscription' | { readonly clientKey: string }): void {
    const { credentials, ids } = this.#world;
    // Something for a journal to see.
    ids.next('onboarding');
    if (what === 'application') credentials.isApplicationRevoked = true;
    if (what === 'subscription') credentials.isSubscriptionRevoked = true;
    if (typeof what === 'object') {
      const clientKey = credentials.clientKey(what.clientKey);
      if (!clientKey) throw new ControlError('There is no such client key.', 404);
      this.#world.removeClientKey(clientKey);
      return;
    }
    credentials.endTokens();
  }

  /** The extension is removed from the company: its client key ends. */
  withdrawAccess(companyId: number): void {
    const company = this.bookkeeper.company(companyId);
    const clientKey = this.#world.credentials.clientKeyOf(company.id);
    this.#world.ids.next('onboarding');
    if (clientKey) this.#world.removeClientKey(clientKey);
  }

  /** The extension is added by hand: a new client key, unless there is one. */
  grantAccess(companyId: number): PowerOfficeGoCompanyCredentials {
    const company = this.bookkeeper.company(companyId);
    if (!this.#world.credentials.clientKeyOf(company.id)) this.#world.activate(company);
    return this.#credentialsOf(company);
  }

  /** What the onboarding page does when a browser opens it. Default: it shows a form and waits. */
  setOnboarding(script: OnboardingScript): void {
    this.#world.ids.next('onboarding');
    this.#world.onboarding.script = script;
  }

  /** Every voucher and invoice of a company: the truth that no filter, right or fault touches. */
  ledger(companyId: number): LedgerView {
    return viewLedger(this.bookkeeper.company(companyId));
  }

  requests(): readonly LoggedRequest[] {
    return this.#log.entries();
  }

  /** Forgets the requests so far, to count from here. */
  checkpoint(): { readonly requests: number } {
    this.#log.clear();
    return { requests: this.#log.count };
  }

  state(): PowerOfficeGoState {
    const world = this.#world;
    return {
      now: world.clock.now().toISOString(),
      today: world.today(),
      requests: this.#log.count,
      tokens: world.credentials.tokenCount,
      privileges: [...world.privileges],
      companies: [...world.companies.values()].map((company) => ({
        ...this.#credentialsOf(company),
        customers: company.customers.size,
        invoices: company.invoices.size,
        vouchers: company.documents.size,
        openEntries: [...company.entries.values()].filter(({ balanceMinor }) => balanceMinor !== 0).length,
        lockDate: company.lockDate,
        accounts: [...company.accounts.values()].map(({ id, number: accountNo, isActive }) => ({
          id,
          accountNo,
          isActive,
        })),
      })),
      faults: this.faults.rules(),
    };
  }

  #credentialsOf(company: Company): PowerOfficeGoCompanyCredentials {
    const { name, organizationNumber } = company.options;
    const clientKey = this.#world.credentials.clientKeyOf(company.id)?.key ?? null;
    return { companyId: company.id, clientId: company.clientId, name, organizationNumber, clientKey };
  }

  #fill(companies: DemoSize | readonly CompanySpec[], seed: number): void {
    if (!('preset' in companies)) {
      for (const spec of companies) this.bookkeeper.addCompany(spec);
      return;
    }
    demoCompanies(companies, seed ^ 0x90_60, this.#world.today()).forEach((plan, place) => {
      this.#world.activate(fillCompany(this.#world, plan, place));
    });
  }
}
