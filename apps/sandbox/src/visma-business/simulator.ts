import type { Clock } from '@app/domain';
import { demoCompanies, type DemoSize } from '../demo/demo-data.js';
import type { FaultRule } from '../faults/fault.js';
import { FaultPlan } from '../faults/fault-plan.js';
import type { RequestRecording } from '../journal/request-recording.js';
import { AdjustableClock } from '../server/adjustable-clock.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import { HttpServer } from '../server/http-server.js';
import { type LoggedRequest, RequestLog } from '../server/request-log.js';
import { VismaBusinessApi } from './api.js';
import type { Company } from './company.js';
import { VismaBusinessBookkeeper } from './control/bookkeeper.js';
import { vismaBusinessControl } from './control/control-routes.js';
import type { Revocation, VismaBusinessControlled } from './control/controlled.js';
import { viewInvoice, viewLedger } from './control/ledger-view.js';
import type { VismaCompanySpec, VismaInvoiceView, VismaLedgerView } from './control/specs.js';
import { fillCompany } from './fill.js';
import { limitsOf, type VismaBusinessLimits } from './limits.js';
import type { AppSpec } from './oauth/apps.js';
import { SERVICE_SCOPES, WEB_SCOPES } from './oauth/apps.js';
import type { SignInAnswer } from './oauth/sign-in-answer.js';
import { recordingOf } from './recording.js';
import type { LedgerRow } from './rows.js';
import { VISMA_BUSINESS_DEFAULTS, type VismaBusinessUnverified } from './unverified.js';
import { World } from './world.js';

/** When all tables got their timestamps (release note of 2024-10-09). */
const TIMESTAMPS_SINCE = new Date('2024-10-09T00:00:00Z');

export interface VismaBusinessSimulatorOptions {
  /** Decides secrets, invented data and faults. Default 1. */
  readonly seed?: number;
  /** Default the machine's time; the control API moves it from there. */
  readonly clock?: Clock;
  /** Data to begin with. Default `empty`: tests add companies themselves. */
  readonly companies?: DemoSize | readonly VismaCompanySpec[];
  readonly limits?: VismaBusinessLimits;
  /** Answers to what public material leaves open; see `unverified.ts` for the defaults. */
  readonly unverified?: Partial<VismaBusinessUnverified>;
  readonly faults?: readonly FaultRule[];
  /** The two applications of the developer portal: redirect addresses, scopes, token lives. */
  readonly apps?: { readonly web?: AppSpec; readonly service?: AppSpec };
  /** Rows not touched since have no timestamps. Default 9 October 2024. */
  readonly timestampsSince?: Date;
}

export interface VismaBusinessCompanyCredentials {
  /** `vismaNetCompanyId`. */
  readonly companyId: number;
  readonly name: string;
  readonly organizationNumber: string;
}

export interface VismaBusinessCredentials {
  /** Signs people in. */
  readonly web: { readonly clientId: string; readonly clientSecret: string };
  /** Calls by itself, with a row of Connect Application Access in every company of the firm. */
  readonly service: { readonly clientId: string; readonly clientSecret: string };
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly companies: readonly VismaBusinessCompanyCredentials[];
}

export interface VismaBusinessTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A simulated Business NXT: the vendor's GraphQL API and Visma Connect over loopback HTTP, and its people's hands as methods. */
export class VismaBusinessSimulator implements VismaBusinessControlled {
  readonly key = 'visma-business';
  readonly clock: AdjustableClock;
  /** What the companies' own people do. */
  readonly bookkeeper: VismaBusinessBookkeeper;
  readonly faults: FaultPlan;
  /** The control API, and what a journal needs to keep and repeat what requests change. */
  readonly recording: RequestRecording;
  readonly #world: World;
  readonly #log = new RequestLog();
  readonly #api: VismaBusinessApi;
  #server: HttpServer | undefined;

  constructor(options: VismaBusinessSimulatorOptions = {}) {
    const seed = options.seed ?? 1;
    this.clock = new AdjustableClock(options.clock);
    this.faults = new FaultPlan(seed, options.faults);
    this.#world = new World(
      {
        seed,
        switches: { ...VISMA_BUSINESS_DEFAULTS, ...options.unverified },
        limits: limitsOf(options.limits ?? {}),
        apps: options.apps ?? {},
        timestampsSinceMs: (options.timestampsSince ?? TIMESTAMPS_SINCE).getTime(),
      },
      this.clock,
    );
    this.bookkeeper = new VismaBusinessBookkeeper(this.#world);
    this.#api = new VismaBusinessApi(this.#world, this.faults, this.#log);
    this.recording = recordingOf(this.#world, this.#api, vismaBusinessControl(this));
    const { companies = { preset: 'empty' } } = options;
    if ('preset' in companies)
      for (const plan of demoCompanies(companies, seed ^ 0x71_5a, this.#world.today()))
        fillCompany(this.#world, plan);
    else for (const spec of companies) this.addCompany(spec);
  }

  /** `url` ends in `/api`, as `https://business.visma.net/api` does; `connectUrl` is what `https://connect.visma.com` is. */
  async start(port = 0): Promise<{ url: string; connectUrl: string; controlUrl: string }> {
    if (this.#server) throw new Error('The simulator runs already.');
    this.#server = new HttpServer((request) =>
      request.path.startsWith('/control/')
        ? this.recording.control(request)
        : this.handle(request, request.path),
    );
    const address = await this.#server.listen({ port });
    this.serveConnectAt(address);
    return {
      url: `${address}/api`,
      connectUrl: address,
      controlUrl: `${address}/control/visma-business`,
    };
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    await this.#api.idle();
    this.#server = undefined;
  }

  /** Resolves when no request is being worked on, also none whose client has gone. */
  async idle(): Promise<void> {
    await this.#server?.idle();
    await this.#api.idle();
  }

  /** Answers one request; `path` begins with `/api`, `/connect` or `/.well-known`. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    return this.#api.handle(request, path);
  }

  /** What the addresses of the discovery document begin with. */
  serveConnectAt(url: string): void {
    this.#world.connectUrl = url;
  }

  get credentials(): VismaBusinessCredentials {
    const { webApp, serviceApp, people, companies } = this.#world;
    return {
      web: { clientId: webApp.clientId, clientSecret: webApp.clientSecret },
      service: { clientId: serviceApp.clientId, clientSecret: serviceApp.clientSecret },
      people: [...people.values()].map(({ id, name }) => ({ id, name })),
      companies: [...companies.values()].map(credentialsOf),
    };
  }

  addCompany(spec: VismaCompanySpec = {}): VismaBusinessCompanyCredentials {
    return credentialsOf(this.bookkeeper.addCompany(spec));
  }

  /** What the sign-in page answers from here on; `page` waits for a click on its links. */
  answerSignIn(answer: SignInAnswer): void {
    this.#world.signInAnswer = answer;
  }

  /** As if a person had signed in: a pair of tokens. Default the first person, with every scope but the read-only one. */
  issueTokens(personId?: string, scopes = WEB_SCOPES.filter(isFull)): VismaBusinessTokens {
    const { grants, webApp } = this.#world;
    const family = grants.newFamily({ app: webApp, principal: this.bookkeeper.principal(personId), scopes });
    return {
      accessToken: grants.issueAccess(family).text,
      refreshToken: grants.issueRefresh(family).text,
    };
  }

  /** As if the service had asked with its secret. */
  issueServiceToken(scopes = SERVICE_SCOPES.filter(isFull)): string {
    const { grants, serviceApp } = this.#world;
    const family = grants.newFamily({ app: serviceApp, principal: serviceApp.principal, scopes });
    return grants.issueAccess(family).text;
  }

  /** Ends access tokens, of one person, one service or all; or everything that one has consented to. */
  revoke(what: Revocation): void {
    const { grants } = this.#world;
    this.#world.changes += 1;
    if (what === 'access-tokens') grants.endAccess();
    else if (what.what === 'grant') grants.withdraw(this.bookkeeper.principal(what.principalId).id);
    else
      grants.endAccess(
        what.principalId === undefined ? undefined : this.bookkeeper.principal(what.principalId).id,
      );
  }

  /** Every voucher, row and batch of a company: the truth that no filter, access group or fault touches. */
  ledger(companyId: number, sinceVoucherId?: number): VismaLedgerView {
    return viewLedger(this.bookkeeper.company(companyId), sinceVoucherId);
  }

  invoice(row: LedgerRow): VismaInvoiceView {
    return viewInvoice(row);
  }

  requests(): readonly LoggedRequest[] {
    return this.#log.entries();
  }

  /** Forgets the requests so far and answers where the books stand, to count from here. */
  checkpoint(): { readonly requests: number; readonly lastVoucherId: number } {
    this.#log.clear();
    let lastVoucherId = 0;
    for (const { books } of this.#world.companies.values())
      for (const id of books.vouchers.keys()) lastVoucherId = Math.max(lastVoucherId, id);
    return { requests: this.#log.count, lastVoucherId };
  }

  state() {
    const world = this.#world;
    const nowMs = world.clock.nowMs();
    return {
      now: world.clock.now().toISOString(),
      today: world.today(),
      requests: this.#log.count,
      accessTokens: world.grants.liveCount,
      companies: [...world.companies.values()].map((company) => ({
        ...credentialsOf(company),
        customers: company.customers.size,
        rows: company.rows.size,
        vouchers: company.books.vouchers.size,
        batchesWaiting: company.batches.size,
        matchingMethod: company.matchingMethod,
        requestsInProgress: world.places.count(company.id, nowMs),
      })),
      faults: this.faults.rules(),
    };
  }
}

function credentialsOf({ id, options }: Company): VismaBusinessCompanyCredentials {
  return { companyId: id, name: options.name, organizationNumber: options.organizationNumber };
}

function isFull(scope: string): boolean {
  return !scope.endsWith('-readonly');
}
