import {
  type Currency,
  currency,
  isLocalDate,
  type LocalDate,
  MalformedAmountError,
  type Money,
  parseMoney,
  UnknownCurrencyError,
} from '@app/domain';
import type { Direction } from '../model.js';
import { RecordProblem } from '../record-problem.js';
import type { Draft } from './draft.js';

/** `ActiveOrHistoricCurrencyAndAmount` of ISO 20022: at most 18 digits, five of them decimals, no sign, no exponent. */
const AMOUNT = /^\d{1,15}(?:\.\d{1,5})?$/;
/** `ISODate` and `ISODateTime`: a zone may follow, and the day is the one that the bank wrote. */
const DAY = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** The key under which the `Ccy` of an amount is kept. */
export function currencyField(field: string): string {
  return `${field}@Ccy`;
}

/** @throws RecordProblem */
export function amountIn(draft: Draft, field: string): Money | undefined {
  const text = draft.get(field);
  if (text === undefined) return undefined;
  return amountOf(text, currencyIn(draft, currencyField(field)), field);
}

/** @throws RecordProblem */
export function amountOf(text: string, of: Currency, field: string): Money {
  if (!AMOUNT.test(text)) throw new RecordProblem('amount-malformed', field);
  try {
    return parseMoney(text, of);
  } catch (error) {
    if (error instanceof MalformedAmountError) throw new RecordProblem('amount-malformed', field);
    throw error;
  }
}

/** @throws RecordProblem */
export function positive(amount: Money, field: string): Money {
  if (amount.minor <= 0n) throw new RecordProblem('amount-not-positive', field);
  return amount;
}

/** @throws RecordProblem */
export function currencyIn(draft: Draft, field: string): Currency {
  const code = draft.said(field);
  if (code === undefined) throw new RecordProblem('currency-missing', field);
  return currencyOf(code, field);
}

/** @throws RecordProblem */
export function currencyOf(code: string, field: string): Currency {
  try {
    return currency(code);
  } catch (error) {
    if (error instanceof UnknownCurrencyError) throw new RecordProblem('currency-unknown', field);
    throw error;
  }
}

/** @throws RecordProblem */
export function directionIn(draft: Draft, field: string): Direction | undefined {
  const code = draft.get(field);
  if (code === undefined) return undefined;
  if (code === 'CRDT') return 'credit';
  if (code === 'DBIT') return 'debit';
  throw new RecordProblem('direction-unknown', field);
}

/** @throws RecordProblem */
export function flagIn(draft: Draft, field: string): boolean {
  const text = draft.get(field);
  if (text === undefined || text === 'false' || text === '0') return false;
  if (text === 'true' || text === '1') return true;
  throw new RecordProblem('flag-unknown', field);
}

/** @throws RecordProblem */
export function dayIn(draft: Draft, field: string): LocalDate | undefined {
  const text = draft.get(field);
  if (text === undefined) return undefined;
  const day = DAY.exec(text)?.[1] ?? '';
  if (!isLocalDate(day)) throw new RecordProblem('date-not-real', field);
  return day;
}
