import type { FaultPlan } from '../../faults/fault-plan.js';
import type { AdjustableClock } from '../../server/adjustable-clock.js';
import type { LoggedRequest } from '../../server/request-log.js';
import type { ArRow } from '../rows.js';
import type { XledgerBookkeeper } from './bookkeeper.js';
import type { XledgerCompanySpec, XledgerInvoiceView, XledgerLedgerView, XledgerTokenSpec } from './specs.js';

/** What the control API moves: the simulator, seen from its own routes. */
export interface XledgerControlled {
  readonly bookkeeper: XledgerBookkeeper;
  readonly clock: AdjustableClock;
  readonly faults: FaultPlan;
  readonly credentials: object;
  state(): object;
  requests(): readonly LoggedRequest[];
  checkpoint(): object;
  addCompany(spec: XledgerCompanySpec): object;
  addToken(spec: XledgerTokenSpec): object;
  revoke(token: string | 'all'): void;
  refreshDemo(): number;
  runPostingJob(): object;
  matchImported(): number;
  advanceTo(instant: Date): void;
  faultWebhooks(): number;
  ledger(companyId: number, sinceVoucherId?: number): XledgerLedgerView;
  invoice(row: ArRow): XledgerInvoiceView;
}
