import type { FaultPlan } from '../../faults/fault-plan.js';
import type { AdjustableClock } from '../../server/adjustable-clock.js';
import type { LoggedRequest } from '../../server/request-log.js';
import type { SignInAnswer } from '../oauth/sign-in-answer.js';
import type { VismaBusinessBookkeeper } from './bookkeeper.js';
import type { VismaCompanySpec, VismaLedgerView } from './specs.js';

/** What ends at a revocation: access tokens, or everything that a person has consented to. */
export type Revocation =
  'access-tokens' | { readonly principalId?: string; readonly what: 'access-tokens' | 'grant' };

/** What the control API moves: the simulator, seen from its own routes. */
export interface VismaBusinessControlled {
  readonly bookkeeper: VismaBusinessBookkeeper;
  readonly clock: AdjustableClock;
  readonly faults: FaultPlan;
  readonly credentials: object;
  state(): object;
  requests(): readonly LoggedRequest[];
  checkpoint(): object;
  addCompany(spec: VismaCompanySpec): object;
  answerSignIn(answer: SignInAnswer): void;
  revoke(what: Revocation): void;
  ledger(companyId: number, sinceVoucherId?: number): VismaLedgerView;
}
