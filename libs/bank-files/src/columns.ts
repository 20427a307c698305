import { type Currency, isLocalDate, type LocalDate, MINOR_MAX, type Money } from '@app/domain';
import { RecordProblem } from './record-problem.js';

export const LINE_LENGTH = 80;

/** A line of fixed width. Positions count from 1 and include the last, as the specifications write them. */
export class Columns {
  constructor(readonly text: string) {}

  at(from: number, to = from): string {
    return this.text.slice(from - 1, to);
  }

  /** @throws RecordProblem when a position holds no digit */
  digits(from: number, to = from): string {
    const text = this.at(from, to);
    if (text.length !== to - from + 1 || !/^\d+$/.test(text))
      throw new RecordProblem('record-malformed', span(from, to));
    return text;
  }

  count(from: number, to: number): bigint {
    return BigInt(this.digits(from, to));
  }

  /** Whole minor units. @throws RecordProblem */
  amount(from: number, to: number, currency: Currency): Money {
    const text = this.at(from, to);
    if (text.length !== to - from + 1 || !/^\d+$/.test(text))
      throw new RecordProblem('amount-malformed', span(from, to));
    const minor = BigInt(text);
    if (minor > MINOR_MAX) throw new RecordProblem('amount-malformed', span(from, to));
    return { minor, currency };
  }

  /** `DDMMYY`; all zeros or blanks mean that no day is told. @throws RecordProblem */
  shortDay(from: number): LocalDate | undefined {
    const text = this.at(from, from + 5);
    if (/^(0{6}| {6})$/.test(text)) return undefined;
    const digits = this.digits(from, from + 5);
    const year = Number(digits.slice(4));
    // These formats are younger than 1980.
    const century = year >= 80 ? '19' : '20';
    return day(`${century}${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`, from);
  }

  /** `YYYYMMDD`. @throws RecordProblem */
  longDay(from: number): LocalDate {
    const digits = this.digits(from, from + 7);
    return day(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`, from);
  }

  /** Digits without the zeros or blanks that fill them up from the left; empty when there is nothing else. */
  filledNumber(from: number, to: number): string {
    const text = this.at(from, to).trim().replace(/^0+/, '');
    if (!/^\d*$/.test(text)) throw new RecordProblem('record-malformed', span(from, to));
    return text;
  }
}

export function span(from: number, to: number): string {
  return `positions ${from}-${to}`;
}

function day(text: string, from: number): LocalDate {
  if (!isLocalDate(text)) throw new RecordProblem('date-not-real', `position ${from}`);
  return text;
}
