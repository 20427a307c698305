import { type Currency, minorUnitDecimals } from './currency.js';

/** An exact amount: whole minor units (øre, cent) of one currency. Never a binary float. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

/** The text is not an exact amount in the currency: malformed, or with more decimals than its minor unit has. */
export class MalformedAmountError extends Error {
  constructor(
    readonly text: string,
    reason: string,
  ) {
    super(`"${text}" is not an amount: ${reason}.`);
    this.name = 'MalformedAmountError';
  }
}

export class CurrencyMismatchError extends Error {
  constructor(left: Currency, right: Currency) {
    super(`Amounts in ${left} and ${right} cannot be combined.`);
    this.name = 'CurrencyMismatchError';
  }
}

/** Sign, whole part, decimals, and the exponent that some JSON writers use (`1.25E+4`). */
const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,15}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** Largest amount the hub holds, in minor units: fits PostgreSQL's bigint with room to sum 900 000 of them. */
export const MINOR_MAX = 10_000_000_000_000n;

export function money(minor: bigint, currency: Currency): Money {
  return { minor, currency };
}

export function zero(currency: Currency): Money {
  return { minor: 0n, currency };
}

/**
 * Reads a decimal exactly, as written by a ledger: `"12500.5"`, `"-1548.87"`, `"1.25E+4"`.
 * Trailing zeros beyond the minor unit are allowed (`"10.000"`); other surplus digits are refused, never rounded.
 * @throws MalformedAmountError
 */
export function parseMoney(text: string, currency: Currency): Money {
  const match = DECIMAL.exec(text);
  if (!match) throw new MalformedAmountError(text, 'a plain decimal number was expected');
  const [, sign, whole = '', fraction = '', exponentText = '0'] = match;
  const decimals = minorUnitDecimals(currency);
  // Shift so that the minor unit is the last digit that counts.
  const shift = decimals + Number(exponentText) - fraction.length;
  const digits = whole + fraction;
  const scaled = shift >= 0 ? digits + '0'.repeat(shift) : digits.slice(0, shift);
  const surplus = shift >= 0 ? '' : digits.slice(shift);
  if (/[1-9]/.test(surplus)) {
    throw new MalformedAmountError(text, `${currency} has ${decimals} decimals, and the rest is not zero`);
  }
  const minor = BigInt(scaled === '' ? '0' : scaled);
  if (minor > MINOR_MAX) throw new MalformedAmountError(text, 'it is larger than any amount the hub holds');
  return { minor: sign === '-' ? -minor : minor, currency };
}

/** Writes the amount with all decimals of its minor unit and a point: `12500.50`. For machines, not for letters. */
export function formatDecimal({ minor, currency }: Money): string {
  const decimals = minorUnitDecimals(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const sign = minor < 0n ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Writes amount and currency for people and logs: `12500.50 NOK`. */
export function formatMoney(amount: Money): string {
  return `${formatDecimal(amount)} ${amount.currency}`;
}

/** @throws CurrencyMismatchError */
export function add(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { minor: left.minor + right.minor, currency: left.currency };
}

/** @throws CurrencyMismatchError */
export function subtract(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { minor: left.minor - right.minor, currency: left.currency };
}

export function negate(amount: Money): Money {
  return { minor: -amount.minor, currency: amount.currency };
}

/** @throws CurrencyMismatchError */
export function sameMoney(left: Money, right: Money): boolean {
  assertSameCurrency(left, right);
  return left.minor === right.minor;
}

function assertSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new CurrencyMismatchError(left.currency, right.currency);
}
