import type { Clock } from '@app/domain';
import { demoCompanies, type DemoSize } from '../demo/demo-data.js';
import type { FaultRule } from '../faults/fault.js';
import { FaultPlan } from '../faults/fault-plan.js';
import { AdjustableClock } from '../server/adjustable-clock.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import { HttpServer } from '../server/http-server.js';
import { type LoggedRequest, RequestLog } from '../server/request-log.js';
import { XledgerApi } from './api.js';
import { XledgerBookkeeper } from './control/bookkeeper.js';
import { xledgerControl } from './control/control-routes.js';
import { viewInvoice, viewLedger } from './control/ledger-view.js';
import { ControlError } from '../control/control-api.js';
import type {
  XledgerCompanySpec,
  XledgerInvoiceView,
  XledgerLedgerView,
  XledgerTokenSpec,
} from './control/specs.js';
import { DELTAS_KEPT_MS } from './deltas.js';
import type { Entity } from './entity.js';
import { fillEntity } from './fill.js';
import { limitsOf, type XledgerLimits } from './limits.js';
import { catchUp, matchImported, runPostingJob } from './posting-job.js';
import { XledgerRecording } from './recording.js';
import type { ArRow } from './rows.js';
import type { XledgerEnvironment } from './tokens.js';
import { XLEDGER_DEFAULTS, type XledgerUnverified } from './unverified.js';
import { type PostingJob, World } from './world.js';

export interface XledgerSimulatorOptions {
  /** Decides tokens, invented data and faults. Default 1. */
  readonly seed?: number;
  /** Default the machine's time; the control API moves it from there. */
  readonly clock?: Clock;
  /** Data to begin with. Default `empty`: tests add companies themselves. */
  readonly companies?: DemoSize | readonly XledgerCompanySpec[];
  readonly limits?: XledgerLimits;
  /** Answers to what public material leaves open; see `unverified.ts` for the defaults. */
  readonly unverified?: Partial<XledgerUnverified>;
  readonly faults?: readonly FaultRule[];
  /** Default production: tokens made in demo are unknown there. */
  readonly environment?: XledgerEnvironment;
  /** When the import table is posted. Default every 30 minutes by the clock. */
  readonly postingJob?: PostingJob;
  /** How long deltas are kept, in milliseconds. Default three days. */
  readonly deltasKeptMs?: number;
}

export interface XledgerCompanyCredentials {
  /** `dbId` of the entity. */
  readonly companyId: number;
  readonly code: string;
  readonly name: string;
  readonly organizationNumber: string;
  /** A token made in the company itself: it reaches no other. */
  readonly token: string;
}

export interface XledgerCredentials {
  /** Made in the accounting firm: reaches every company below it. */
  readonly token: string;
  readonly companies: readonly XledgerCompanyCredentials[];
}

/** A simulated Xledger: the vendor's GraphQL API over loopback HTTP, and its people's hands as methods. */
export class XledgerSimulator {
  readonly key = 'xledger';
  readonly clock: AdjustableClock;
  /** What the companies' own people do. */
  readonly bookkeeper: XledgerBookkeeper;
  readonly faults: FaultPlan;
  /** The control API, and what a journal needs to keep and repeat what requests change. */
  readonly recording: XledgerRecording;
  readonly #world: World;
  readonly #log = new RequestLog();
  readonly #api: XledgerApi;
  readonly #companies: XledgerCompanyCredentials[] = [];
  #server: HttpServer | undefined;

  constructor(options: XledgerSimulatorOptions = {}) {
    const seed = options.seed ?? 1;
    this.clock = new AdjustableClock(options.clock);
    this.faults = new FaultPlan(seed, options.faults);
    this.#world = new World(
      {
        seed,
        switches: { ...XLEDGER_DEFAULTS, ...options.unverified },
        limits: limitsOf(options.limits ?? {}),
        environment: options.environment ?? 'production',
        postingJob: options.postingJob ?? { everyMinutes: 30 },
        deltasKeptMs: options.deltasKeptMs ?? DELTAS_KEPT_MS,
      },
      this.clock,
    );
    this.bookkeeper = new XledgerBookkeeper(this.#world);
    this.#api = new XledgerApi(this.#world, this.faults, this.#log);
    this.recording = new XledgerRecording(this.#world, this.#api, xledgerControl(this));
    this.#fill(options.companies ?? { preset: 'empty' }, seed);
  }

  /** Serves the API at `/graphql` and the control routes below `/control`. `url` is the API's address. */
  async start(port = 0): Promise<{ url: string; controlUrl: string }> {
    if (this.#server) throw new Error('The simulator runs already.');
    this.#server = new HttpServer((request) =>
      request.path.startsWith('/control/')
        ? this.recording.control(request)
        : this.handle(request, request.path),
    );
    const address = await this.#server.listen({ port });
    this.serveFilesAt(`${address}/files`);
    return { url: `${address}/graphql`, controlUrl: `${address}/control` };
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  /** Resolves when no request is being worked on, also none whose client has gone. */
  async idle(): Promise<void> {
    await this.#server?.idle();
  }

  /** Answers one request; `path` is `/graphql` or below `/files`. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    return this.#api.handle(request, path);
  }

  /** What `invoiceFile.url` begins with. */
  serveFilesAt(url: string): void {
    this.#world.filesUrl = url;
  }

  get credentials(): XledgerCredentials {
    return { token: this.#world.firmToken.text, companies: this.#companies };
  }

  addCompany(spec: XledgerCompanySpec = {}): XledgerCompanyCredentials {
    return this.#adopt(this.bookkeeper.addCompany(spec));
  }

  addToken(spec: XledgerTokenSpec = {}): { readonly token: string } {
    const entity = spec.entityId === undefined ? this.#world.firm : this.bookkeeper.company(spec.entityId);
    const madeIn = spec.madeIn ?? this.#world.options.environment;
    return { token: this.#world.tokens.make(entity, madeIn, spec.scopes).text };
  }

  /** Ends a token, as when its user is removed. */
  revoke(token: string | 'all'): void {
    const found = token === 'all' ? [...this.#world.tokens.all()] : [this.#world.tokens.find(token)];
    for (const one of found) {
      if (!one) throw new ControlError('There is no such token.', 404);
      one.isRevoked = true;
    }
  }

  /** Demo is overwritten from live: tokens made in demo are gone. Answers how many. */
  refreshDemo(): number {
    const gone = [...this.#world.tokens.all()].filter((token) => token.madeIn === 'demo' && !token.isRevoked);
    for (const token of gone) token.isRevoked = true;
    return gone.length;
  }

  /** The posting job, now. */
  runPostingJob(): { readonly posted: number; readonly rejected: number } {
    return runPostingJob(this.#world);
  }

  /** The matching of the night, now: imported rows with the invoices they name. Answers how many. */
  matchImported(): number {
    return matchImported(this.#world);
  }

  /** Moves the clock and does what falls due on the way. */
  advanceTo(instant: Date): void {
    this.clock.moveTo(instant);
    catchUp(this.#world);
  }

  /** Credits that all tokens together used in the clock hour of an instant of the last days. */
  creditsIn(ms: number): number {
    return [...this.#world.tokens.all()].reduce((sum, { usage }) => sum + usage.creditsIn(ms), 0);
  }

  faultWebhooks(): number {
    for (const webhook of this.#world.webhooks.values()) webhook.state = 'FAULTED';
    return this.#world.webhooks.size;
  }

  /** Every voucher, row and import row of a company: the truth that no filter, scope or fault touches. */
  ledger(companyId: number, sinceVoucherId?: number): XledgerLedgerView {
    catchUp(this.#world);
    return viewLedger(this.#world, this.bookkeeper.company(companyId), sinceVoucherId);
  }

  invoice(row: ArRow): XledgerInvoiceView {
    return viewInvoice(this.#world, row);
  }

  requests(): readonly LoggedRequest[] {
    return this.#log.entries();
  }

  /** Forgets the requests so far and answers where the books stand, to count from here. */
  checkpoint(): { readonly requests: number; readonly lastVoucherId: number } {
    this.#log.clear();
    let lastVoucherId = 0;
    for (const { books } of this.#world.entities.values())
      for (const id of books.vouchers.keys()) lastVoucherId = Math.max(lastVoucherId, id);
    return { requests: this.#log.count, lastVoucherId };
  }

  state() {
    const world = this.#world;
    const waiting = [...world.importRows.values()].filter(({ state }) => state === 'waiting');
    return {
      now: world.clock.now().toISOString(),
      today: world.today(),
      requests: this.#log.count,
      usage: [...world.tokens.all()].map(({ id, usage }) => ({
        tokenId: id,
        requests: usage.requests,
        bytes: usage.bytesOut,
        creditsThisHour: usage.creditsIn(world.clock.nowMs()),
        refused: usage.refused,
      })),
      companies: this.#companies.map(({ companyId, code, name, organizationNumber }) => {
        const { customers, books } = this.bookkeeper.company(companyId);
        const isReached = world.reaches(world.firmToken, this.bookkeeper.company(companyId));
        const counts = { customers: customers.size, vouchers: books.vouchers.size };
        return { companyId, code, name, organizationNumber, ...counts, isReached };
      }),
      importRowsWaiting: waiting.length,
      importErrors: world.importErrors.length,
      deltas: world.arDeltas.count,
      faults: this.faults.rules(),
    };
  }

  #fill(companies: DemoSize | readonly XledgerCompanySpec[], seed: number): void {
    if ('preset' in companies) {
      for (const plan of demoCompanies(companies, seed ^ 0x71_ed, this.#world.today()))
        this.#adopt(fillEntity(this.#world, plan));
      return;
    }
    for (const spec of companies) this.addCompany(spec);
  }

  #adopt(entity: Entity): XledgerCompanyCredentials {
    const { name, organizationNumber } = entity.options;
    const { text } = this.#world.tokens.make(entity, this.#world.options.environment);
    const credentials = {
      companyId: entity.id,
      code: String(entity.code),
      name,
      organizationNumber,
      token: text,
    };
    this.#companies.push(credentials);
    return credentials;
  }
}
