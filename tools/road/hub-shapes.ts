/** The hub's answers, as far as the road reads them. */

export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export interface Ledger {
  readonly key: string;
  readonly name: string;
  readonly signIn: boolean;
}

export interface Grant {
  readonly grantId: string;
  readonly connectorKey: string;
  readonly label: string;
}

export interface Company {
  readonly companyKey: string;
  readonly name: string;
  readonly organisationNumber?: string;
  readonly connection?: { readonly creditorId: string; readonly connectionId: string };
}

export interface Connection {
  readonly creditorId: string;
  readonly connectionId: string;
  readonly companyKey: string;
  readonly creditorName: string;
  readonly state: string;
  readonly blocked?: { readonly message: string; readonly remedy: string };
  readonly writeBack: { readonly target: object | null };
}

export interface Claim {
  readonly id: string;
  readonly ledgerItemId: string;
  readonly state: string;
  readonly holdReason: string | null;
  readonly principal: Money;
  readonly outstanding: Money;
  readonly paid: Money;
  readonly credited: Money;
  readonly overpaid: Money;
}

export interface SyncRun {
  readonly id: string;
  readonly kind: string;
  readonly state: 'running' | 'succeeded' | 'failed';
  readonly recordsRead: number;
  readonly itemsNew: number;
  readonly itemsRefused: number;
  readonly failure: string | null;
}

export interface WriteBack {
  readonly id: string;
  readonly state: string;
  readonly claimId: string;
  readonly settlementId: string;
  readonly explanation: string;
  readonly posting: { readonly postingId: string; readonly voucherId: string } | null;
}

export interface Reconciliation {
  readonly id: string;
  readonly state: 'running' | 'finished' | 'failed';
  readonly claimsCompared: number;
  readonly differences: number;
  readonly failure: string | null;
}

export interface Target {
  readonly target: object;
  readonly proposed: boolean;
}

export interface Case {
  readonly id: string;
  readonly state: string;
  readonly nextStep: { readonly outcome: string; readonly step: string | null } | null;
}
