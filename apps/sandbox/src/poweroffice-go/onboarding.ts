import type { Company } from './company.js';
import type { ClientKey, Credentials } from './credentials.js';
import { uuidFrom } from './uuid.js';
import type { OnboardingScript } from './onboarding-script.js';
import type { UnverifiedBehaviour } from './unverified.js';

interface Visit {
  readonly id: number;
  readonly token: string;
  readonly organizationNumber: string | null;
  readonly redirectUri: string | null;
  readonly validUntilMs: number;
  isDecided: boolean;
}

export interface Onboarded {
  readonly company: Company;
  readonly clientKey: ClientKey;
}

interface Approval {
  readonly companies: readonly Company[];
  readonly validUntilMs: number;
  answer: readonly Onboarded[] | undefined;
}

const KEPT_MAX = 1_000;
/** The person who approves; invented. */
export const APPROVER_EMAIL = 'kari@tallrekka.example';

/** As much of the simulated vendor as the onboarding needs. */
interface Vendor {
  readonly ids: { next(name: 'onboarding'): number };
  readonly companies: ReadonlyMap<number, Company>;
  readonly credentials: Credentials;
  readonly switches: UnverifiedBehaviour;
  readonly options: { readonly seed: number };
  nowMs(): number;
  activate(company: Company): ClientKey;
  removeClientKey(clientKey: ClientKey): void;
}

/** The three steps by which a person gives the integration client keys of companies. */
export class Onboarding {
  script: OnboardingScript = { kind: 'page' };
  readonly #visits = new Map<string, Visit>();
  readonly #approvals = new Map<string, Approval>();

  constructor(private readonly world: Vendor) {}

  begin(organizationNumber: string | null, redirectUri: string | null): Visit {
    const { world } = this;
    const id = world.ids.next('onboarding');
    const visit: Visit = {
      id,
      token: this.#secret(`visit:${id}`),
      organizationNumber,
      redirectUri,
      validUntilMs: world.nowMs() + world.switches.onboardingSeconds * 1_000,
      isDecided: false,
    };
    keep(this.#visits, visit.token, visit);
    return visit;
  }

  /** Undefined when the address is unknown, too old, or was decided on. */
  visit(token: string): Visit | undefined {
    const visit = this.#visits.get(token);
    return visit && !visit.isDecided && this.world.nowMs() < visit.validUntilMs ? visit : undefined;
  }

  /** Companies that the page offers: the one that was named, or all that the person may onboard. */
  offered({ organizationNumber }: Visit): Company[] {
    return [...this.world.companies.values()].filter(
      ({ isActive, options }) =>
        isActive && (organizationNumber === null || options.organizationNumber === organizationNumber),
    );
  }

  approve(visit: Visit, companies: readonly Company[]): string {
    const { world } = this;
    visit.isDecided = true;
    const token = this.#secret(`onboarding:${world.ids.next('onboarding')}`);
    const validUntilMs = world.nowMs() + world.switches.onboardingSeconds * 1_000;
    keep(this.#approvals, token, { companies, validUntilMs, answer: undefined });
    return token;
  }

  refuse(visit: Visit): void {
    visit.isDecided = true;
    // Nothing is handed out, but a journal should see that something happened.
    this.world.ids.next('onboarding');
  }

  /** One client key per company. Undefined when the token is unknown, too old or used. */
  finalize(token: string): readonly Onboarded[] | undefined {
    const approval = this.#approvals.get(token);
    if (!approval || this.world.nowMs() >= approval.validUntilMs) return undefined;
    if (approval.answer)
      return this.world.switches.finalizeAgain === 'same-answer' ? approval.answer : undefined;
    approval.answer = approval.companies.map((company) => ({ company, clientKey: this.#keyFor(company) }));
    return approval.answer;
  }

  #keyFor(company: Company): ClientKey {
    const { world } = this;
    const had = world.credentials.clientKeyOf(company.id);
    if (had && world.switches.clientKeyOnboardedAgain === 'same') return had;
    if (had) world.removeClientKey(had);
    return world.activate(company);
  }

  #secret(name: string): string {
    const token = uuidFrom(this.world.options.seed, name);
    this.world.credentials.name(name, token);
    return token;
  }
}

function keep<T>(rows: Map<string, T>, key: string, row: T): void {
  rows.set(key, row);
  for (const oldest of rows.keys()) {
    if (rows.size <= KEPT_MAX) break;
    rows.delete(oldest);
  }
}
