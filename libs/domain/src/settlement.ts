import type { ClaimId, SettlementId } from './ids.js';
import type { LocalDate } from './local-date.js';
import type { Money } from './money.js';

/**
 * Money that reduces a claim, received by the collector, and its split; or the reversal of such a settlement
 * (the debtor's bank took the payment back). All parts are in the claim's currency and none is negative.
 */
export interface Settlement {
  readonly id: SettlementId;
  readonly claimId: ClaimId;
  /** The pipeline's own id for this money; the same id never counts twice. */
  readonly pipelineReference: string;
  readonly kind: 'payment' | 'reversal';
  readonly reversesId?: SettlementId;
  readonly receivedOn: LocalDate;
  readonly split: SettlementSplit;
}

export interface SettlementSplit {
  readonly principal: Money;
  readonly interest: Money;
  readonly fees: Money;
  /** More than was owed: kept for the debtor, never dropped. */
  readonly surplus: Money;
}
