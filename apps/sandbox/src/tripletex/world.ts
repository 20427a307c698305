import type { LocalDate } from '@app/domain';
import { localDateAt } from '@app/domain';
import { Sequences } from '../books/sequence.js';
import { Random } from '../demo/random.js';
import type { AdjustableClock } from '../server/adjustable-clock.js';
import { Company, type CompanyOptions } from './company.js';
import { Credentials, type EmployeeToken } from './credentials.js';
import { RateLimit, type RateLimitOptions } from './rate-limit.js';
import { Sessions } from './sessions.js';
import type { UnverifiedBehaviour } from './unverified.js';
import { clientIds, Models } from './wire/models.js';
import { ResultSets } from './wire/result-sets.js';

/** Where the series of ids begin; invoices above 2^31, as in the vendor's own data. */
const ID_STARTS = {
  company: 108_100_001,
  account: 429_300_001,
  address: 33_260_001,
  customer: 84_217_001,
  invoice: 2_147_600_001,
  voucher: 608_800_001,
  posting: 3_845_000_001,
  closing: 28_270_001,
  paymentType: 33_290_001,
  reminder: 771_001,
  remark: 55_001,
  voucherStatus: 910_001,
  voucherTypeBlock: 958_001,
};

export interface WorldOptions {
  readonly seed: number;
  readonly switches: UnverifiedBehaviour;
  readonly limits: RateLimitOptions;
  readonly urlBase: string;
  /** Rows above which a list is refused (422 code 23000). */
  readonly resultRowsMax: number;
  /** Registered by Tripletex as a debt-collection integration: opens `/voucherStatus`. */
  readonly isDebtCollector: boolean;
}

/** Everything the simulated Tripletex knows: companies, tokens, sessions, time. */
export class World {
  readonly ids = new Sequences(ID_STARTS);
  readonly companies = new Map<number, Company>();
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  readonly rateLimit: RateLimit;
  readonly random: Random;
  /** Apart from `random`, so that reads do not change what later writes draw. */
  readonly requestIds: Random;
  readonly results = new ResultSets();
  readonly office: Company;
  /** The accounting office's key, linked to every client. */
  readonly accountant: EmployeeToken;
  readonly #models = new Map<Company, Models>();

  constructor(
    readonly options: WorldOptions,
    readonly clock: AdjustableClock,
  ) {
    this.random = new Random(options.seed ^ 0x7a11);
    this.requestIds = new Random(options.seed ^ 0x1d5);
    this.credentials = new Credentials(new Random(options.seed));
    this.sessions = new Sessions(this.credentials, clock, this.random);
    this.rateLimit = new RateLimit(options.limits);
    this.office = this.addCompany({
      name: 'Tallrekka Regnskap AS',
      organizationNumber: '314000005',
      email: 'post@tallrekka.example',
      accountingOffice: true,
    });
    this.accountant = this.credentials.addEmployee(this.office.id, true);
  }

  get switches(): UnverifiedBehaviour {
    return this.options.switches;
  }

  today(): LocalDate {
    return localDateAt(this.clock.now(), 'NO');
  }

  addCompany(options: CompanyOptions): Company {
    const company = new Company(options, this.ids, () => this.clock.nowMs());
    this.companies.set(company.id, company);
    return company;
  }

  models(company: Company): Models {
    let models = this.#models.get(company);
    if (!models) {
      const traits = { urlBase: this.options.urlBase, bareReference: this.switches.bareReference };
      this.#models.set(company, (models = new Models(company, traits, this.switches)));
    }
    return models;
  }

  /** The company that a username of the Authorization header names, by the id the vendor would take. */
  companyByUsername(username: number): Company | undefined {
    const idOf = clientIds(this.switches.clientUsername).id;
    const direct = this.companies.get(username);
    if (direct && idOf(direct) === username) return direct;
    for (const company of this.companies.values()) if (idOf(company) === username) return company;
    return undefined;
  }
}
