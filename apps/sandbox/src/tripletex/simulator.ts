import type { Clock } from '@app/domain';
import { demoCompanies, type DemoSize } from '../demo/demo-data.js';
import type { FaultRule } from '../faults/fault.js';
import { FaultPlan } from '../faults/fault-plan.js';
import type { RequestRecording } from '../journal/request-recording.js';
import { AdjustableClock } from '../server/adjustable-clock.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import { HttpServer } from '../server/http-server.js';
import { type LoggedRequest, RequestLog } from '../server/request-log.js';
import { TripletexApi } from './api.js';
import type { Company } from './company.js';
import { Bookkeeper } from './control/bookkeeper.js';
import { ControlError } from '../control/control-api.js';
import { controlHandler } from './control/control-routes.js';
import type { Controlled, Revocation } from './control/controlled.js';
import { viewLedger } from './control/ledger-view.js';
import type { CompanySpec, LedgerView } from './control/specs.js';
import type { EmployeeToken } from './credentials.js';
import { fillCompany } from './fill.js';
import type { RateLimitOptions } from './rate-limit.js';
import { recordingOf } from './recording.js';
import { UNVERIFIED_DEFAULTS, type UnverifiedBehaviour } from './unverified.js';
import { World } from './world.js';

export interface TripletexSimulatorOptions {
  /** Decides tokens, invented data and faults. Default 1. */
  readonly seed?: number;
  /** Default the machine's time; the control API moves it from there. */
  readonly clock?: Clock;
  /** Data to begin with. Default `empty`: tests add companies themselves. */
  readonly companies?: DemoSize | readonly CompanySpec[];
  readonly limits?: RateLimitOptions;
  /** Answers to what the vendor's documentation leaves open; see `unverified.ts` for the defaults. */
  readonly unverified?: Partial<UnverifiedBehaviour>;
  readonly faults?: readonly FaultRule[];
  /** Rows above which a list is refused. Default 10 000, the vendor's. */
  readonly resultRowsMax?: number;
  /** Opens `/voucherStatus`. Default false. */
  readonly isDebtCollector?: boolean;
  /** Beginning of `url` fields. Default the vendor's test host, without a scheme as it writes them. */
  readonly urlBase?: string;
}

export interface CompanyCredentials {
  readonly companyId: number;
  readonly name: string;
  readonly organizationNumber: string;
  /** An ordinary token of the company itself: username 0. */
  readonly employeeToken: string;
}

export interface SimulatorCredentials {
  readonly consumerToken: string;
  /** The accounting office's key: username 0 lists its clients, a client's id works in the client. */
  readonly accountantToken: string;
  readonly companies: readonly CompanyCredentials[];
}

export interface SimulatorState {
  readonly now: string;
  readonly today: string;
  readonly requests: number;
  readonly sessions: number;
  readonly companies: readonly {
    readonly companyId: number;
    readonly name: string;
    readonly organizationNumber: string;
    readonly customers: number;
    readonly invoices: number;
    readonly vouchers: number;
    readonly openPostings: number;
    readonly isClient: boolean;
    readonly paymentTypes: readonly {
      readonly id: number;
      readonly description: string;
      readonly account: number;
    }[];
  }[];
  readonly faults: ReturnType<FaultPlan['rules']>;
}

/** A simulated Tripletex: the vendor's API over loopback HTTP, and its people's hands as methods. */
export class TripletexSimulator implements Controlled {
  readonly key = 'tripletex';
  readonly clock: AdjustableClock;
  /** What the companies' own people do. */
  readonly bookkeeper: Bookkeeper;
  readonly faults: FaultPlan;
  /** The control API, and what a journal needs to keep and repeat what requests change. */
  readonly recording: RequestRecording;
  readonly #world: World;
  readonly #log = new RequestLog();
  readonly #api: TripletexApi;
  #server: HttpServer | undefined;

  constructor(options: TripletexSimulatorOptions = {}) {
    const seed = options.seed ?? 1;
    this.clock = new AdjustableClock(options.clock);
    this.faults = new FaultPlan(seed, options.faults);
    this.#world = new World(
      {
        seed,
        switches: { ...UNVERIFIED_DEFAULTS, ...options.unverified },
        limits: options.limits ?? {},
        urlBase: options.urlBase ?? 'api-test.tripletex.tech/v2',
        resultRowsMax: options.resultRowsMax ?? 10_000,
        isDebtCollector: options.isDebtCollector ?? false,
      },
      this.clock,
    );
    this.bookkeeper = new Bookkeeper(this.#world);
    this.#api = new TripletexApi(this.#world, this.faults, this.#log);
    this.recording = recordingOf(this.#world, this.#api, controlHandler(this));
    this.#fill(options.companies ?? { preset: 'empty' }, seed);
  }

  /** Serves the API below `/v2` and the control routes below `/control`. `url` is the API's base address. */
  async start(port = 0): Promise<{ url: string; controlUrl: string }> {
    if (this.#server) throw new Error('The simulator runs already.');
    this.#server = new HttpServer((request) =>
      request.path.startsWith('/control')
        ? this.recording.control(request)
        : this.handle(request, request.path),
    );
    const address = await this.#server.listen({ port });
    return { url: `${address}/v2`, controlUrl: `${address}/control` };
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  /** Resolves when no request is being worked on, also none whose client has gone. */
  async idle(): Promise<void> {
    await this.#server?.idle();
  }

  /** Answers one request; `path` begins with `/v2`. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    const below = path === '/v2' || path.startsWith('/v2/') ? path.slice('/v2'.length) : '/(outside)';
    return this.#api.handle(request, below);
  }

  get credentials(): SimulatorCredentials {
    const { credentials, accountant } = this.#world;
    const companies = [...credentials.employees()].flatMap((employee) => {
      const company = this.#world.companies.get(employee.companyId);
      return company && !employee.isAccountant ? [credentialsOf(company, employee)] : [];
    });
    return { consumerToken: credentials.consumer.token, accountantToken: accountant.token, companies };
  }

  addCompany(spec: CompanySpec = {}): CompanyCredentials {
    const { company, employee } = this.bookkeeper.addCompany(spec);
    return credentialsOf(company, employee);
  }

  /** Ends sessions, or the long-lived tokens behind them. */
  revoke(what: Revocation): void {
    const { credentials, sessions, accountant } = this.#world;
    if (what === 'consumer') credentials.consumer.isRevoked = true;
    if (what === 'accountant') accountant.isRevoked = true;
    if (typeof what === 'object') {
      const employee = credentials.employee(what.employeeToken);
      if (!employee) throw new ControlError('There is no such employee token.', 404);
      employee.isRevoked = true;
    }
    sessions.endAll();
  }

  /** Every voucher and invoice of a company: the truth that no filter, right or fault touches. */
  ledger(companyId: number, sinceVoucherId?: number): LedgerView {
    return viewLedger(this.bookkeeper.company(companyId), sinceVoucherId);
  }

  requests(): readonly LoggedRequest[] {
    return this.#log.entries();
  }

  /** Forgets the requests so far and answers where the books stand, to count from here. */
  checkpoint(): { readonly requests: number; readonly lastVoucherId: number } {
    this.#log.clear();
    let lastVoucherId = 0;
    for (const company of this.#world.companies.values()) {
      for (const id of company.books.vouchers.keys()) lastVoucherId = Math.max(lastVoucherId, id);
    }
    return { requests: this.#log.count, lastVoucherId };
  }

  state(): SimulatorState {
    const world = this.#world;
    const clients = [...world.companies.values()].filter((company) => company !== world.office);
    return {
      now: world.clock.now().toISOString(),
      today: world.today(),
      requests: this.#log.count,
      sessions: world.sessions.count,
      companies: clients.map((company) => ({
        companyId: company.id,
        name: company.options.name,
        organizationNumber: company.options.organizationNumber,
        customers: company.customers.size,
        invoices: company.invoices.size,
        vouchers: company.books.vouchers.size,
        openPostings: company.books.open.size,
        isClient: world.accountant.clientIds.has(company.id),
        paymentTypes: [...company.paymentTypes.values()].map(({ id, description, debitAccount }) => ({
          id,
          description,
          account: debitAccount.number,
        })),
      })),
      faults: this.faults.rules(),
    };
  }

  #fill(companies: DemoSize | readonly CompanySpec[], seed: number): void {
    if ('preset' in companies) {
      for (const plan of demoCompanies(companies, seed, this.#world.today())) {
        this.bookkeeper.adopt(fillCompany(this.#world, plan), true);
      }
      return;
    }
    for (const spec of companies) this.bookkeeper.addCompany(spec);
  }
}

function credentialsOf(company: Company, employee: EmployeeToken): CompanyCredentials {
  const { name, organizationNumber } = company.options;
  return { companyId: company.id, name, organizationNumber, employeeToken: employee.token };
}
