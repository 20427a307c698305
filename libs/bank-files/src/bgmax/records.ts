import type { Currency, Money } from '@app/domain';
import { Columns } from '../columns.js';
import type { StructuredReference } from '../model.js';
import { RecordProblem } from '../record-problem.js';

/**
 * The records of BgMax. Source: Bankgirot, "Bankgiro Inbetalningar, teknisk manual": lines of 80 characters that begin
 * with a code of two digits; amounts in öre. The format ended in November 2026: it is read for history.
 */
export const START = '01';
export const SECTION = '05';
export const PAYMENT = '20';
export const DEDUCTION = '21';
export const EXTRA_REFERENCE = '22';
export const EXTRA_REFERENCE_DEDUCTION = '23';
export const TEXT = '25';
export const NAME = '26';
export const ADDRESS = '27';
export const TOWN = '28';
export const ORGANISATION = '29';
export const DEPOSIT = '15';
export const END = '70';

/** The reference was checked as an OCR when it was paid. */
const REFERENCE_IS_OCR = '2';
/** Nothing was told, or nothing could be. */
const REFERENCE_IS_NONE = new Set(['0', '1']);
const REFERENCE_CODES = new Set(['0', '1', '2', '3', '4', '5']);

export interface PaymentRecord {
  readonly isDeduction: boolean;
  readonly payerBankgiro: string;
  readonly reference: StructuredReference | undefined;
  readonly amount: Money;
  readonly channel: string;
  readonly serial: string;
}

/** Records 20 to 23, which share their layout. @throws RecordProblem */
export function paymentRecord(line: Columns, currency: Currency): PaymentRecord {
  const code = line.at(1, 2);
  return {
    isDeduction: code === DEDUCTION || code === EXTRA_REFERENCE_DEDUCTION,
    payerBankgiro: line.filledNumber(3, 12),
    reference: referenceOf(line),
    amount: line.amount(38, 55, currency),
    channel: line.digits(57),
    serial: serialOf(line),
  };
}

/** What makes one payment of several records; blank in some files. @throws RecordProblem */
function serialOf(line: Columns): string {
  return line.at(58, 69).trim() === '' ? '' : line.digits(58, 69);
}

function referenceOf(line: Columns): StructuredReference | undefined {
  const code = line.digits(56);
  if (!REFERENCE_CODES.has(code)) throw new RecordProblem('record-malformed', 'position 56');
  const text = line.at(13, 37).trim();
  if (text === '' || /^0+$/.test(text) || (REFERENCE_IS_NONE.has(code) && !/\S/.test(text))) return undefined;
  if (code !== REFERENCE_IS_OCR) return { kind: 'structured', text };
  if (!/^\d{1,25}$/.test(text)) throw new RecordProblem('record-malformed', 'positions 13-37');
  return { kind: 'ocr', text };
}

/** Tabs are expanded to stops of eight, and what is missing at the end is blank. */
export function mend(text: string): { readonly text: string; readonly isMended: boolean } {
  if (text.length === 80 && !text.includes('\t')) return { text, isMended: false };
  let whole = '';
  for (const character of text) {
    whole += character === '\t' ? ' '.repeat(8 - (whole.length % 8)) : character;
  }
  return { text: whole.trimEnd().padEnd(80), isMended: text.includes('\t') };
}
