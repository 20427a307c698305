import { type LocalDate, localDateAt } from '@app/domain';
import { Sequences } from '../books/sequence.js';
import { Random } from '../demo/random.js';
import type { AdjustableClock } from '../server/adjustable-clock.js';
import { localDateTime } from '../server/local-time.js';
import { Company } from './company.js';
import type { CompanyOptions } from './company-books.js';
import { exactNumber } from './exact-number.js';
import { Places, RequestRate, type VismaBusinessLimits } from './limits.js';
import { unmatch } from './matching.js';
import { type App, type AppSpec, serviceApp, webApp } from './oauth/apps.js';
import { Grants } from './oauth/grants.js';
import type { Person } from './oauth/principals.js';
import type { SignInAnswer } from './oauth/sign-in-answer.js';
import type { Associate, LedgerRow } from './rows.js';
import type { VismaBusinessUnverified } from './unverified.js';

/** Where the series of ids begin, near those of public examples. */
const ID_STARTS = {
  office: 9_000_046,
  company: 1_000_417,
  account: 1,
  voucher: 50_001,
  posting: 70_001,
  closing: 1,
};

export interface WorldOptions {
  readonly seed: number;
  readonly switches: VismaBusinessUnverified;
  readonly limits: Required<VismaBusinessLimits>;
  readonly apps: { readonly web?: AppSpec; readonly service?: AppSpec };
  /** Rows that were not touched since have no timestamps. */
  readonly timestampsSinceMs: number;
}

/** A Visma.net customer: the contract holder above its companies. */
export interface Office {
  readonly id: number;
  readonly name: string;
}

/** Everything the simulated Business NXT knows: companies, people, applications, grants, time. */
export class World {
  readonly ids = new Sequences(ID_STARTS);
  readonly random: Random;
  readonly offices = new Map<number, Office>();
  readonly companies = new Map<number, Company>();
  readonly people = new Map<string, Person>();
  readonly webApp: App;
  readonly serviceApp: App;
  readonly grants: Grants;
  readonly rate: RequestRate;
  readonly places: Places;
  /** The accounting firm whose login reaches every company that is added to it. */
  readonly firm: Office;
  signInAnswer: SignInAnswer = { outcome: 'page' };
  /** Where the sign-in is reached; the simulator's own address once it runs. */
  connectUrl = 'https://connect.visma.com';
  /** Grows with every change that no id and no random number tells of. */
  changes = 0;
  readonly #traces: Random;
  #heldMs: number | undefined;
  #written = { ms: Number.NaN, text: '' };

  constructor(
    readonly options: WorldOptions,
    readonly clock: AdjustableClock,
  ) {
    const { seed, limits, apps } = options;
    this.random = new Random(seed ^ 0x715a);
    this.#traces = new Random(seed ^ 0x7ace);
    const secrets = new Random(seed ^ 0x5ec4);
    this.webApp = webApp(apps.web ?? {}, secrets);
    this.serviceApp = serviceApp(apps.service ?? {}, secrets);
    this.grants = new Grants(clock, secrets);
    this.rate = new RequestRate(limits.requestsPerMinute);
    this.places = new Places(limits);
    this.firm = this.addOffice('Skogstad Regnskap AS');
    this.addPerson('Runa Regnvær', 'runa@skogstad-regnskap.example');
  }

  get switches(): VismaBusinessUnverified {
    return this.options.switches;
  }

  nowMs(): number {
    return this.#heldMs ?? this.clock.nowMs();
  }

  today(): LocalDate {
    return localDateAt(new Date(this.nowMs()), 'NO');
  }

  /** Does something as of an earlier instant: how invented history is entered. */
  backdated(ms: number, work: () => void): void {
    this.#heldMs = ms;
    try {
      work();
    } finally {
      this.#heldMs = undefined;
    }
  }

  /** An instant as a row shows it; null when the row was not touched since rows have timestamps. */
  timestamp(ms: number): string | null {
    if (ms < this.options.timestampsSinceMs) return null;
    // Rows that were entered together stand together: most often it is the same instant again.
    if (ms !== this.#written.ms)
      this.#written = {
        ms,
        text: `${localDateTime(ms)}.${String(((ms % 1_000) + 1_000) % 1_000).padStart(3, '0')}0000`,
      };
    return this.#written.text;
  }

  /** Minor units (or units of `places` decimals) as a JSON number, exact to the last digit. */
  decimal(minor: number, places = 2): unknown {
    const digits = String(Math.abs(minor)).padStart(places + 1, '0');
    const text = `${minor < 0 ? '-' : ''}${digits.slice(0, 0 - places)}.${digits.slice(0 - places)}`;
    return exactNumber(this.switches.decimalForm === 'shortest' ? text.replace(/\.?0+$/, '') : text);
  }

  /** For the vendor's support; drawn apart, so that reading changes nothing. */
  traceId(): string {
    return this.#traces.uuid().replaceAll('-', '');
  }

  app(clientId: string): App | undefined {
    return [this.webApp, this.serviceApp].find((app) => app.clientId === clientId);
  }

  addOffice(name: string): Office {
    const office = { id: this.ids.next('office'), name };
    this.offices.set(office.id, office);
    return office;
  }

  addPerson(name: string, email: string): Person {
    const person: Person = { kind: 'person', id: this.grants.newSubject(), name, email, access: new Map() };
    this.people.set(person.id, person);
    return person;
  }

  /** The first person and the service's client have access to it from the start, unless it is somebody else's. */
  addCompany(options: CompanyOptions): Company {
    const company = new Company(options, this.ids, () => this.nowMs());
    this.companies.set(company.id, company);
    if (options.officeId === this.firm.id) {
      const [first] = this.people.values();
      first?.access.set(company.id, 'full');
      this.serviceApp.principal.access.set(company.id, 'full');
    }
    return company;
  }

  addRow(row: LedgerRow): void {
    this.companies.get(row.company.id)?.addRow(row);
    this.changes += 1;
  }

  changed(row: LedgerRow | Associate): void {
    row.changedAtMs = this.nowMs();
    this.changes += 1;
  }

  /** Takes a row out of the books with its voucher, and undoes what it had settled. */
  removeRow(row: LedgerRow): void {
    const { voucher } = row;
    const company = this.companies.get(row.company.id);
    for (const sibling of company?.index.ofVoucher(voucher) ?? []) {
      unmatch(sibling, (one) => this.changed(one));
      company?.removeRow(sibling);
    }
    company?.books.remove(voucher);
    this.changes += 1;
  }
}
