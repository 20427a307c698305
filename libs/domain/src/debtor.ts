import type { LedgerDebtorId } from './ids.js';

/**
 * A person has rights that a company has not, so the difference is never guessed:
 * `unknown` when the ledger does not say, and a person at the creditor must answer.
 */
export type DebtorKind = 'person' | 'company' | 'unknown';

export interface PostalAddress {
  readonly lines: readonly string[];
  readonly postalCode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2, where the ledger tells it. */
  readonly countryCode?: string;
}

/** Who owes, as the ledger knows them. Absent text is absent, never an empty string. */
export interface Debtor {
  readonly ledgerDebtorId: LedgerDebtorId;
  readonly kind: DebtorKind;
  readonly name: string;
  /** The creditor's own number for this debtor; what an exclusion list names. */
  readonly customerNumber?: string;
  /**
   * Into which of the creditor's own groups or categories the ledger sorts the debtor: their names, or where the ledger
   * tells none their keys. Absent where it sorts into none.
   */
  readonly groups?: readonly string[];
  readonly organisationNumber?: string;
  /** In the order in which they should be tried for a reminder. */
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly address?: PostalAddress;
  /** Language of letters; the creditor's country decides where the ledger does not say. */
  readonly language?: 'nb' | 'sv' | 'en';
  /** The creditor may have sold claims on this debtor to a factoring company. */
  readonly factored: boolean;
}
