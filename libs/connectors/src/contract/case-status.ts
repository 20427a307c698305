import type { LedgerItemId, LedgerVoucherId } from '@app/domain';

/** Where a case stands, told on the invoice in the creditor's own ledger. */
export type CaseStatus = 'in-collection' | 'settled' | 'withdrawn' | 'refused';

export interface CaseStatusReport {
  readonly ledgerItemId: LedgerItemId;
  readonly voucherId: LedgerVoucherId;
  readonly status: CaseStatus;
  /** Our case reference, shown to the accountant. */
  readonly reference: string;
  /** Why, when refused or withdrawn; without personal data. */
  readonly comment?: string;
}

/** A ledger's channel for debt collectors, where the integration is registered for it. */
export interface CaseStatusChannel {
  /** False when the ledger does not let this integration use the channel: then nothing is reported, and nothing fails. */
  available(signal?: AbortSignal): Promise<boolean>;
  /** Reports, unless the newest status already says the same: repeating is harmless. */
  report(report: CaseStatusReport, signal?: AbortSignal): Promise<void>;
}
