import type { LocalDate, Money } from '@app/domain';
import { Columns } from '../columns.js';
import type { Direction } from '../model.js';
import { RecordProblem } from '../record-problem.js';

/**
 * The records of OCR giro. Source: Nets, "OCR giro – System manual": lines of 80 characters, `NY`, service (3–4), type
 * (5–6), record type (7–8); amounts in øre, days as DDMMYY.
 */
export const SERVICE_OCR = '09';
export const SERVICE_TRANSMISSION = '00';

/** Types of transaction that take an earlier payment back: with a KID (18) and with a text (20). */
const REVERSALS = new Set(['18', '20']);
const FIRST_TYPE = 10;
const LAST_TYPE = 21;

export interface AmountItem {
  readonly type: string;
  readonly number: string;
  readonly direction: Direction;
  readonly isReversal: boolean;
  readonly settledOn: LocalDate;
  readonly amount: Money;
  /** Empty for purchases and reversals with a text. */
  readonly kid: string;
}

/** Whether the record is of a type that takes an earlier payment back. All records of a transaction agree on this. */
export function isReversalType(line: Columns): boolean {
  return REVERSALS.has(line.at(5, 6));
}

/**
 * How records 88 and 89 count a transaction: an amount with a minus is subtracted. Reversals by type are added, whatever
 * their sign. Undefined where the sign is none.
 */
export function countedAs(line: Columns): Direction | undefined {
  const sign = line.at(32);
  if (sign !== '0' && sign !== ' ' && sign !== '-') return undefined;
  return sign === '-' && !isReversalType(line) ? 'debit' : 'credit';
}

/** Record 30. @throws RecordProblem */
export function amountItem(line: Columns): AmountItem {
  const type = line.digits(5, 6);
  if (Number(type) < FIRST_TYPE || Number(type) > LAST_TYPE) {
    throw new RecordProblem('transaction-type-unknown', 'positions 5-6');
  }
  const counted = countedAs(line);
  if (!counted) throw new RecordProblem('sign-unexpected', 'position 32');
  const isReversal = isReversalType(line) || counted === 'debit';
  const settledOn = line.shortDay(16);
  if (settledOn === undefined) throw new RecordProblem('date-not-real', 'position 16');
  return {
    type,
    number: line.digits(9, 15),
    direction: isReversal ? 'debit' : 'credit',
    isReversal,
    settledOn,
    amount: itemAmount(line),
    kid: kidOf(line),
  };
}

/** @throws RecordProblem */
export function itemAmount(line: Columns): Money {
  const amount = line.amount(33, 49, 'NOK');
  if (amount.minor === 0n) throw new RecordProblem('amount-not-positive', 'positions 33-49');
  return amount;
}

function kidOf(line: Columns): string {
  const kid = line.at(50, 74).trimStart();
  if (!/^(\d{1,24}[\d-])?$/.test(kid)) throw new RecordProblem('record-malformed', 'positions 50-74');
  return kid;
}

export interface SourceItem {
  readonly bankReference: string;
  readonly paidOn: LocalDate | undefined;
  readonly debitAccount: string;
}

/** Record 31. @throws RecordProblem */
export function sourceItem(line: Columns): SourceItem {
  const form = line.filledNumber(16, 25);
  const archive = line.filledNumber(26, 34);
  const account = line.digits(48, 58);
  return {
    bankReference: [form, archive].filter((part) => part !== '').join('/'),
    paidOn: line.shortDay(42),
    debitAccount: /^0+$/.test(account) ? '' : account,
  };
}

/** Record 32: what the payer wrote. */
export function textItem(line: Columns): string {
  return line.at(16, 55).trim();
}
