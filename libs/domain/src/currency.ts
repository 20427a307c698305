/**
 * Currencies the hub can hold, with the number of decimals of their minor unit (ISO 4217, list one).
 * A currency outside this table is refused by name: a guessed number of decimals would be wrong money.
 */
const MINOR_UNIT_DECIMALS = {
  NOK: 2,
  SEK: 2,
  DKK: 2,
  EUR: 2,
  USD: 2,
  GBP: 2,
  CHF: 2,
  PLN: 2,
  CZK: 2,
  CAD: 2,
  AUD: 2,
  ISK: 0,
  JPY: 0,
} as const;

export type Currency = keyof typeof MINOR_UNIT_DECIMALS;

export const CURRENCIES = Object.keys(MINOR_UNIT_DECIMALS) as readonly Currency[];

export class UnknownCurrencyError extends Error {
  constructor(readonly code: string) {
    super(`Currency "${code}" is not one the hub knows; known are ${CURRENCIES.join(', ')}.`);
    this.name = 'UnknownCurrencyError';
  }
}

/** @throws UnknownCurrencyError when `code` is not in the table */
export function currency(code: string): Currency {
  if (Object.hasOwn(MINOR_UNIT_DECIMALS, code)) return code as Currency;
  throw new UnknownCurrencyError(code);
}

/** Decimals of the minor unit: 2 for NOK (øre), 0 for JPY. */
export function minorUnitDecimals(of: Currency): number {
  return MINOR_UNIT_DECIMALS[of];
}
