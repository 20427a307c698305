import type { FaultPlan } from '../../faults/fault-plan.js';
import type { AdjustableClock } from '../../server/adjustable-clock.js';
import type { LoggedRequest } from '../../server/request-log.js';
import type { OnboardingScript } from '../onboarding-script.js';
import type { Bookkeeper } from './bookkeeper.js';
import type { CompanySpec, LedgerView } from './specs.js';

/** What the control API moves: the simulator, seen from its own routes. */
export interface Controlled {
  readonly bookkeeper: Bookkeeper;
  readonly clock: AdjustableClock;
  readonly faults: FaultPlan;
  readonly credentials: object;
  state(): object;
  requests(): readonly LoggedRequest[];
  checkpoint(): object;
  revoke(what: Revocation): void;
  setOnboarding(script: OnboardingScript): void;
  addCompany(spec: CompanySpec): object;
  withdrawAccess(companyId: number): void;
  grantAccess(companyId: number): object;
  ledger(companyId: number): LedgerView;
}

export type Revocation = 'tokens' | 'application' | 'subscription' | { readonly clientKey: string };
