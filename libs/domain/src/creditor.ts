import type { Country } from './local-date.js';
import type { Currency } from './currency.js';
import type { CreditorId } from './ids.js';

/** Who is owed: the company whose ledger is connected. */
export interface Creditor {
  readonly id: CreditorId;
  readonly name: string;
  /** Digits only. */
  readonly organisationNumber: string;
  /** Decides the calendar ("today"), the reference format and the rule regime. */
  readonly country: Country;
  /** The currency the books are kept in. */
  readonly currency: Currency;
}
