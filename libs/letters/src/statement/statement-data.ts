import type { Language } from '@app/collection';
import type { Country, Currency, LocalDate } from '@app/domain';

/** Signed, minor units. Received = principal + interest + fees + surplus. */
export interface StatementAmounts {
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly surplusMinor: bigint;
  /** Of the fees: what the collector earned. */
  readonly collectorsFeeMinor: bigint;
  readonly keptForDebtorMinor: bigint;
  readonly advancedMinor: bigint;
  readonly toCreditorMinor: bigint;
}

export interface StatementRow extends StatementAmounts {
  /** `payment`, `reversal`, or what else moved the account. */
  readonly what: 'payment' | 'reversal' | 'costs-lost' | 'came-back' | 'other';
  /** Day on which the money came; of other lines the day they were booked. */
  readonly on: LocalDate;
  /** Our id of the claim. */
  readonly claim: string;
  readonly invoiceNumber: string;
  /** The debtor's payment reference. */
  readonly reference: string;
}

/** What a creditor is told with a remittance. */
export interface StatementData {
  readonly language: Language;
  readonly country: Country;
  readonly currency: Currency;
  readonly collector: string;
  readonly creditor: { readonly name: string; readonly organisationNumber: string };
  readonly number: number;
  readonly remittedOn: LocalDate;
  readonly cutOffOn: LocalDate;
  /** Where it is paid to; its name and number. */
  readonly paidTo: string;
  readonly rows: readonly StatementRow[];
  readonly totals: StatementAmounts;
  readonly withheldMinor: bigint;
  readonly paidMinor: bigint;
}
