import type { FaultPlan } from '../../faults/fault-plan.js';
import type { AdjustableClock } from '../../server/adjustable-clock.js';
import type { LoggedRequest } from '../../server/request-log.js';
import type { SignInAnswer } from '../oauth/sign-in-answer.js';
import type { FortnoxBookkeeper } from './bookkeeper.js';
import type { FortnoxCompanySpec, FortnoxLedgerView } from './specs.js';

/** What the control API moves: the simulator, seen from its own routes. */
export interface Controlled {
  readonly bookkeeper: FortnoxBookkeeper;
  readonly clock: AdjustableClock;
  readonly faults: FaultPlan;
  readonly credentials: object;
  state(): object;
  requests(): readonly LoggedRequest[];
  checkpoint(): object;
  answerSignIn(answer: SignInAnswer): void;
  revoke(what: Revocation): void;
  addCompany(spec: FortnoxCompanySpec): object;
  consent(tenantId: number, scopes?: readonly string[]): void;
  ledger(tenantId: number, sinceVoucherId?: number): FortnoxLedgerView;
}

export type Revocation =
  'access-tokens' | { readonly tenantId: number; readonly what: 'access-tokens' | 'grant' };
