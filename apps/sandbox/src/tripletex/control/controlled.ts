import type { FaultPlan } from '../../faults/fault-plan.js';
import type { AdjustableClock } from '../../server/adjustable-clock.js';
import type { LoggedRequest } from '../../server/request-log.js';
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
  addCompany(spec: CompanySpec): object;
  ledger(companyId: number, sinceVoucherId?: number): LedgerView;
}

export type Revocation = 'sessions' | 'accountant' | 'consumer' | { readonly employeeToken: string };
