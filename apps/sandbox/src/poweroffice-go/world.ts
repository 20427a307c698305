import { type LocalDate, localDateAt } from '@app/domain';
import { Sequences } from '../books/sequence.js';
import { Random } from '../demo/random.js';
import type { AdjustableClock } from '../server/adjustable-clock.js';
import { PRIVILEGES } from './catalogue.js';
import { Company, type CompanyOptions } from './company.js';
import { type ClientKey, Credentials } from './credentials.js';
import { Onboarding } from './onboarding.js';
import { RateLimit, type RateLimitOptions } from './rate-limit.js';
import { type Stamp, Stamps } from './stamps.js';
import type { UnverifiedBehaviour } from './unverified.js';

/** Where the series of ids begin, near those of the public examples. */
const ID_STARTS = {
  company: 501,
  account: 30_177_001,
  subledgerAccount: 30_188_001,
  customer: 14_410_001,
  contactPerson: 1_551_001,
  address: 8_334_001,
  vatCode: 201_590,
  voucher: 1,
  posting: 912_340_001,
  match: 884_001,
  line: 770_001,
  clientKey: 1,
  token: 1,
  onboarding: 1,
};

export interface WorldOptions {
  readonly seed: number;
  readonly switches: UnverifiedBehaviour;
  readonly limits: RateLimitOptions;
  /** Redirect addresses that the vendor's team allowed, without query; localhost is always. */
  readonly redirectUris: readonly string[];
}

/** Everything the simulated PowerOffice Go knows: companies, keys, tokens, time. */
export class World {
  readonly ids = new Sequences(ID_STARTS);
  readonly companies = new Map<number, Company>();
  readonly credentials: Credentials;
  readonly rateLimit: RateLimit;
  readonly onboarding: Onboarding;
  readonly random: Random;
  readonly stamps = new Stamps();
  /** What the vendor granted the application key. */
  privileges = new Set<string>(PRIVILEGES);
  /** While data of earlier days are made, the instant of which they are. */
  pretendMs: number | undefined;

  constructor(
    readonly options: WorldOptions,
    readonly clock: AdjustableClock,
  ) {
    this.random = new Random(options.seed ^ 0x90_60);
    this.credentials = new Credentials(options.seed);
    this.rateLimit = new RateLimit(options.limits);
    this.onboarding = new Onboarding(this);
  }

  get switches(): UnverifiedBehaviour {
    return this.options.switches;
  }

  nowMs(): number {
    return this.pretendMs ?? this.clock.nowMs();
  }

  today(): LocalDate {
    return localDateAt(this.clock.now(), 'NO');
  }

  stamp(): Stamp {
    return this.stamps.next(this.nowMs());
  }

  addCompany(options: CompanyOptions): Company {
    const { ids } = this;
    const company = new Company(options, {
      seed: this.options.seed,
      ids,
      nowMs: () => this.nowMs(),
      stamp: () => this.stamp(),
    });
    this.companies.set(company.id, company);
    return company;
  }

  /** The integration is activated in the company: a client key. */
  activate(company: Company): ClientKey {
    return this.credentials.addClientKey(this.ids.next('clientKey'), company.id);
  }

  /** The extension is removed from the company. */
  removeClientKey(clientKey: ClientKey): void {
    clientKey.isRemoved = true;
    if (this.switches.removedKeyEndsTokens)
      this.credentials.endTokens((token) => token.clientKey === clientKey);
  }

  /** Roles that a new token of the company carries, and those its modules do not cover. */
  rolesOf(company: Company): { readonly valid: string[]; readonly invalid: string[] } {
    const granted = [...this.privileges];
    return {
      valid: granted.filter((role) => !company.invalidPrivileges.has(role)),
      invalid: granted.filter((role) => company.invalidPrivileges.has(role)),
    };
  }
}
