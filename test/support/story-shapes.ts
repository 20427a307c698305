/** The hub's answers, as far as the stories read them. */

export interface MoneyAnswer {
  readonly amount: string;
  readonly currency: string;
}

export interface ConnectionAnswer {
  readonly creditorId: string;
  readonly connectionId: string;
  readonly grantId: string;
  readonly companyKey: string;
  readonly creditorName: string;
  readonly state: 'setting-up' | 'active' | 'paused' | 'blocked';
  readonly blocked?: { readonly reason: string; readonly message: string; readonly remedy: string };
  readonly health: {
    readonly lastSuccessAt: string | null;
    readonly lastFullPullAt: string | null;
    readonly lastFailureAt: string | null;
    readonly lastFailure: string | null;
    readonly failuresInRow: number;
    readonly nextSyncAt: string | null;
  };
  readonly caseStatusAvailable: boolean;
  readonly toDo: readonly string[];
}

export interface PreflightAnswer {
  readonly findings: readonly { readonly code: string; readonly severity: string }[];
  readonly writeBackTargets: readonly { readonly target: object; readonly proposed: boolean }[];
}

export interface RunAnswer {
  readonly id: string;
  readonly kind: 'full' | 'incremental';
  readonly state: 'running' | 'succeeded' | 'failed';
  readonly pages: number;
  readonly recordsRead: number;
  readonly itemsNew: number;
  readonly itemsChanged: number;
  readonly itemsUnchanged: number;
  readonly itemsRefused: number;
  readonly itemsMissing: number;
  readonly calls: number;
  readonly failureKind: string | null;
  readonly failure: string | null;
}

export interface ClaimAnswer {
  readonly id: string;
  readonly ledgerItemId: string;
  readonly invoiceNumber: string;
  readonly dueOn: string;
  readonly state: string;
  readonly holdReason: string | null;
  readonly holdDetail: string | null;
  readonly undoUntil: string | null;
  readonly principal: MoneyAnswer;
  readonly paid: MoneyAnswer;
  readonly credited: MoneyAnswer;
  readonly writtenOff: MoneyAnswer;
  readonly outstanding: MoneyAnswer;
  readonly overpaid: MoneyAnswer;
  readonly paymentReference: string | null;
  readonly caseReference: string;
  readonly reason: { readonly rule: string; readonly policyVersion: number };
  readonly explanation: string;
}

export interface HistoryLine {
  readonly sequence: number;
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly actor: string;
}

export interface ClaimStory extends ClaimAnswer {
  readonly history: readonly HistoryLine[];
}

export interface OpenItemAnswer {
  readonly ledgerItemId: string;
  readonly ledgerDebtorId: string;
  readonly outstanding: MoneyAnswer;
  readonly decision: string;
  readonly rule: string;
  readonly changesOn: string | null;
  readonly undoUntil: string | null;
  readonly explanation: string;
  readonly vanishedAt: string | null;
}

export interface RefusedAnswer {
  readonly id: string;
  readonly ledgerItemId: string | null;
  readonly reason: string;
  readonly message: string;
  readonly raw: string;
  readonly resolvedAt: string | null;
  readonly retryState: string | null;
}

export interface SettlementAnswer {
  readonly id: string;
  readonly claimId: string;
  readonly pipelineReference: string;
  readonly principal: string;
  readonly interest: string;
  readonly fees: string;
  readonly surplus: string;
  readonly principalInBooks: string;
  readonly writeBack: { readonly id: string; readonly state: string };
}

export interface WriteBackAnswer {
  readonly id: string;
  readonly settlementId: string;
  readonly state: string;
  readonly explanation: string;
  readonly note: string | null;
  readonly remedy: string | null;
  readonly refusalCode: string | null;
  readonly kind: 'payment' | 'reversal';
  readonly amount: MoneyAnswer;
  readonly bookOn: string;
  readonly posting: {
    readonly postingId: string;
    readonly voucherId: string;
    readonly bookedOn: string;
  } | null;
  readonly attempts: number;
  readonly verifiedAt: string | null;
}

export interface ReconciliationAnswer {
  readonly id: string;
  readonly state: 'running' | 'finished' | 'failed';
  readonly claimsCompared: number;
  readonly differences: number;
  readonly timing: number;
  readonly failure: string | null;
  readonly found: readonly {
    readonly claimId: string;
    readonly kind: string;
    readonly ledger: string | null;
    readonly expected: string;
  }[];
}

/** What the built-in pipeline holds of a claim, and every message that it was sent about it, in order. */
export interface CollectedAnswer {
  readonly state: 'open' | 'paused' | 'withdrawn' | 'closed';
  readonly outstanding: string;
  readonly handedOver: Readonly<Record<string, unknown>>;
  readonly messages: readonly string[];
}
