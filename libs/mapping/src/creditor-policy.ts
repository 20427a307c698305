import type { Currency, LocalDate } from '@app/domain';

/** The rules under which a creditor's open items become claims. A change makes a new version; none is edited. */
export interface CreditorPolicy {
  /** 1 for the first; a decision names the version it was made under. */
  readonly version: number;
  /** Whole days after the due day during which the creditor waits. 0 to 365. */
  readonly graceDays: number;
  /** Items with less outstanding are left alone, by currency; a currency not named has no minimum. Minor units. */
  readonly minimumMinor: Readonly<Partial<Record<Currency, bigint>>>;
  /** Invoices dated before this day are none of our business. */
  readonly startOn: LocalDate;
  /** The creditor's own customer numbers that are never collected. */
  readonly excludedCustomerNumbers: readonly string[];
  /** Groups of customers, as the ledger tells them, that are never collected. */
  readonly excludedCustomerGroups: readonly string[];
  /** `approve`: a person releases each claim. `automatic`: a claim goes to hand-over by itself. */
  readonly approval: 'approve' | 'automatic';
}

/** A careful beginning: two weeks of grace, nothing under 100 kroner, and a person approves. */
export function defaultPolicy(startOn: LocalDate): CreditorPolicy {
  return {
    version: 1,
    graceDays: 14,
    minimumMinor: { NOK: 10_000n, SEK: 10_000n },
    startOn,
    excludedCustomerNumbers: [],
    excludedCustomerGroups: [],
    approval: 'approve',
  };
}
