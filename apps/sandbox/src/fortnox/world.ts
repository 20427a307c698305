import { type LocalDate, localDateAt } from '@app/domain';
import { Sequences } from '../books/sequence.js';
import { Random } from '../demo/random.js';
import type { AdjustableClock } from '../server/adjustable-clock.js';
import { Company, type CompanyOptions } from './company.js';
import { type App, appOf, type AppSpec } from './oauth/apps.js';
import type { SignInAnswer } from './oauth/sign-in-answer.js';
import { Grants } from './oauth/grants.js';
import { EventLog } from './events/event-log.js';
import { RateLimit, type RateLimitOptions } from './rate-limit.js';
import type { UnverifiedBehaviour } from './unverified.js';

const ID_STARTS = {
  tenant: 9_104_471,
  account: 1,
  customer: 1,
  invoice: 1,
  voucher: 1,
  posting: 1,
  closing: 1,
};

export interface WorldOptions {
  readonly seed: number;
  readonly switches: UnverifiedBehaviour;
  readonly limits: RateLimitOptions;
  readonly app: AppSpec;
  /** Beginning of `@url` fields. */
  readonly urlBase: string;
}

export type NewCompany = Omit<CompanyOptions, 'lastYear' | 'bumpsInvoices'>;

/** Everything the simulated Fortnox knows: integrations, companies, grants, time. */
export class World {
  readonly ids = new Sequences(ID_STARTS);
  readonly companies = new Map<number, Company>();
  readonly apps = new Map<string, App>();
  readonly grants: Grants;
  readonly rateLimit: RateLimit;
  readonly events = new EventLog();
  readonly random: Random;
  /** Apart from `random`, so that reads do not change what later writes draw. */
  readonly requestIds: Random;
  /** The integration that `credentials` speak of. */
  readonly app: App;
  signInAnswer: SignInAnswer = { outcome: 'page' };

  constructor(
    readonly options: WorldOptions,
    readonly clock: AdjustableClock,
  ) {
    const { seed, switches, limits } = options;
    this.random = new Random(seed ^ 0xf0f7);
    this.requestIds = new Random(seed ^ 0x1d6);
    const names = new Random(seed ^ 0xc11e);
    this.grants = new Grants(clock, this.random);
    this.rateLimit = new RateLimit(limits, switches.refusedRequestsCount);
    this.app = this.addApp(options.app, names);
  }

  get switches(): UnverifiedBehaviour {
    return this.options.switches;
  }

  today(): LocalDate {
    return localDateAt(this.clock.now(), 'SE');
  }

  addApp(spec: AppSpec = {}, random = this.random): App {
    const letters = random.uuid().replaceAll('-', '');
    const app = appOf(spec, letters.slice(0, 12), letters.slice(12, 22));
    this.apps.set(app.clientId, app);
    return app;
  }

  addCompany(options: NewCompany): Company {
    // A year ahead exists, as firms open it before it begins.
    const lastYear = Number(this.today().slice(0, 4)) + 1;
    const company: Company = new Company(
      { ...options, lastYear, bumpsInvoices: this.switches.paymentBumpsInvoice },
      this.ids,
      () => this.clock.nowMs(),
      (type, entityId) => {
        const atMs = this.clock.nowMs();
        this.events.add({ topic: 'invoices', type, tenantId: company.tenantId, entityId, atMs });
      },
    );
    this.companies.set(company.tenantId, company);
    return company;
  }
}
