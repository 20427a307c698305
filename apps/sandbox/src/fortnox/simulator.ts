import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '@app/domain';
import { demoCompanies, type DemoSize } from '../demo/demo-data.js';
import type { FaultRule } from '../faults/fault.js';
import { FaultPlan } from '../faults/fault-plan.js';
import type { RequestRecording } from '../journal/request-recording.js';
import { AdjustableClock } from '../server/adjustable-clock.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import { HttpServer } from '../server/http-server.js';
import { type LoggedRequest, RequestLog } from '../server/request-log.js';
import { FortnoxApi } from './api.js';
import { isScope, type Scope, SCOPES } from './catalogue.js';
import { FortnoxBookkeeper } from './control/bookkeeper.js';
import { controlHandler } from './control/control-routes.js';
import type { Controlled } from './control/controlled.js';
import { viewLedger } from './control/ledger-view.js';
import type { FortnoxCompanySpec, FortnoxLedgerView } from './control/specs.js';
import { EventSockets } from './events/event-sockets.js';
import { fillCompany } from './fill.js';
import type { AppSpec } from './oauth/apps.js';
import type { SignInAnswer } from './oauth/sign-in-answer.js';
import type { RateLimitOptions } from './rate-limit.js';
import { recordingOf } from './recording.js';
import { UNVERIFIED_DEFAULTS, type UnverifiedBehaviour } from './unverified.js';
import { World } from './world.js';

export interface FortnoxSimulatorOptions {
  /** Decides tokens, invented data and faults. Default 1. */
  readonly seed?: number;
  /** Default the machine's time; the control API moves it from there. */
  readonly clock?: Clock;
  /** Data to begin with. Default `empty`: tests add companies themselves. */
  readonly companies?: DemoSize | readonly FortnoxCompanySpec[];
  readonly limits?: RateLimitOptions;
  /** Answers to what the vendor's documentation leaves open; see `unverified.ts` for the defaults. */
  readonly unverified?: Partial<UnverifiedBehaviour>;
  readonly faults?: readonly FaultRule[];
  /** The integration as registered. Default: invented credentials, all scopes, any address on the loopback. */
  readonly app?: AppSpec;
  /** Beginning of `@url` fields. Default the vendor's. */
  readonly urlBase?: string;
}

export interface FortnoxCompanyCredentials {
  readonly tenantId: number;
  readonly name: string;
  readonly organizationNumber: string;
}

export interface FortnoxCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly companies: readonly FortnoxCompanyCredentials[];
}

const STREAM = '/topics-v1';

/** What a token response holds. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A simulated Fortnox: the vendor's API and sign-in over loopback HTTP, and its people's hands as methods. */
export class FortnoxSimulator implements Controlled {
  readonly key = 'fortnox';
  readonly clock: AdjustableClock;
  /** What the companies' own people do. */
  readonly bookkeeper: FortnoxBookkeeper;
  readonly faults: FaultPlan;
  /** The control API, and what a journal needs to keep and repeat what requests change. */
  readonly recording: RequestRecording;
  /** The event stream's open ends. */
  readonly sockets: EventSockets;
  readonly #world: World;
  readonly #log = new RequestLog();
  readonly #api: FortnoxApi;
  #server: HttpServer | undefined;

  constructor(options: FortnoxSimulatorOptions = {}) {
    const seed = options.seed ?? 1;
    this.clock = new AdjustableClock(options.clock);
    this.faults = new FaultPlan(seed, options.faults);
    this.#world = new World(
      {
        seed,
        switches: { ...UNVERIFIED_DEFAULTS, ...options.unverified },
        limits: options.limits ?? {},
        app: options.app ?? {},
        urlBase: options.urlBase ?? 'https://api.fortnox.se/3',
      },
      this.clock,
    );
    this.sockets = new EventSockets(this.#world);
    this.bookkeeper = new FortnoxBookkeeper(this.#world);
    this.#api = new FortnoxApi(this.#world, this.faults, this.#log);
    this.recording = recordingOf(this.#world, this.#api, controlHandler(this));
    const { companies = { preset: 'empty' } } = options;
    if ('preset' in companies) {
      const plans = demoCompanies(companies, seed, this.#world.today());
      plans.forEach((plan, place) => fillCompany(this.#world, plan, place));
    } else for (const spec of companies) this.bookkeeper.addCompany(spec);
  }

  /** `url` and `authUrl` are the base addresses of the API and of the sign-in. */
  async start(port = 0): Promise<{ url: string; authUrl: string; streamUrl: string; controlUrl: string }> {
    if (this.#server) throw new Error('The simulator runs already.');
    this.#server = new HttpServer(
      (request) =>
        request.path.startsWith('/control/')
          ? this.recording.control(request)
          : this.handle(request, request.path),
      (request, socket, head) => this.upgrade(request, socket, head, request.url ?? ''),
    );
    const address = await this.#server.listen({ port });
    return {
      url: `${address}/3`,
      authUrl: `${address}/oauth-v1`,
      streamUrl: `${address.replace(/^http/, 'ws')}${STREAM}`,
      controlUrl: `${address}/control/fortnox`,
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

  /** Answers one request; `path` begins with `/3` or `/oauth-v1`. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    return this.#api.handle(request, path);
  }

  /** Takes a socket over for the event stream; `path` is `/topics-v1`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, path: string): boolean {
    if (path !== STREAM) return false;
    this.sockets.upgrade(request, socket, head);
    return true;
  }

  get credentials(): FortnoxCredentials {
    const { clientId, clientSecret } = this.#world.app;
    const companies = [...this.#world.companies.values()].map(({ tenantId, options }) => ({
      tenantId,
      name: options.name,
      organizationNumber: options.organizationNumber,
    }));
    return { clientId, clientSecret, companies };
  }

  addCompany(spec: FortnoxCompanySpec = {}): FortnoxCompanyCredentials {
    const { tenantId, options } = this.bookkeeper.addCompany(spec);
    return { tenantId, name: options.name, organizationNumber: options.organizationNumber };
  }

  /** What the authorization page answers from here on; `page` waits for a click on its links. */
  answerSignIn(answer: SignInAnswer): void {
    this.#world.signInAnswer = answer;
  }

  /** As if a person had gone through the sign-in for a service account: client credentials work from here on. */
  consent(tenantId: number, scopes: readonly string[] = SCOPES): void {
    this.bookkeeper.company(tenantId);
    this.#world.grants.consent(this.#world.app, tenantId, scopes.filter(isScope));
  }

  /** As if a person had gone through the older sign-in: a pair of tokens, the second of single use. */
  issueTokens(tenantId: number, scopes: readonly Scope[] = SCOPES): IssuedTokens {
    const { grants, app } = this.#world;
    this.bookkeeper.company(tenantId);
    const family = grants.newFamily({ app, tenantId, scopes, isOffline: true });
    const accessToken = grants.issueAccess(family).text;
    return { accessToken, refreshToken: grants.issueRefresh(family, false).text };
  }

  /** Ends access tokens, of one company or all, or everything a company has granted. */
  revoke(
    what: 'access-tokens' | { readonly tenantId: number; readonly what: 'access-tokens' | 'grant' },
  ): void {
    if (what === 'access-tokens') this.#world.grants.endAccess();
    else if (what.what === 'access-tokens') this.#world.grants.endAccess(what.tenantId);
    else this.bookkeeper.withdrawAccess(what.tenantId);
  }

  /** Every voucher, invoice and payment of a company: the truth that no filter, scope or fault touches. */
  ledger(tenantId: number, sinceVoucherId?: number): FortnoxLedgerView {
    return viewLedger(this.bookkeeper.company(tenantId), sinceVoucherId);
  }

  requests(): readonly LoggedRequest[] {
    return this.#log.entries();
  }

  /** Forgets the requests so far and answers where the books stand, to count from here. */
  checkpoint(): { readonly requests: number; readonly lastVoucherId: number } {
    this.#log.clear();
    let lastVoucherId = 0;
    for (const { books } of this.#world.companies.values()) {
      for (const id of books.vouchers.keys()) lastVoucherId = Math.max(lastVoucherId, id);
    }
    return { requests: this.#log.count, lastVoucherId };
  }

  state() {
    const { clock, grants, companies } = this.#world;
    return {
      now: clock.now().toISOString(),
      today: this.#world.today(),
      requests: this.#log.count,
      accessTokens: grants.liveCount,
      companies: [...companies.values()].map((company) => ({
        tenantId: company.tenantId,
        name: company.options.name,
        organizationNumber: company.options.organizationNumber,
        customers: company.customers.size,
        invoices: company.invoices.size,
        payments: company.payments.size,
        vouchers: company.books.vouchers.size,
        sideEffects: company.sideEffects.length,
        lockedUntil: company.lockedUntil,
        modesOfPayment: [...company.modes.values()],
      })),
      faults: this.faults.rules(),
    };
  }
}
