import { isLocalDate, type LocalDate } from '@app/domain';
import { minorUnits } from '../../books/amounts.js';
import type { AmountText } from './specs.js';

/** A control request that cannot be carried out, in words for the person who sent it. */
export class ControlError extends Error {
  constructor(
    message: string,
    readonly status: 400 | 404 | 409 = 400,
  ) {
    super(message);
    this.name = 'ControlError';
  }
}

export function minorOf(amount: AmountText): number {
  const minor = minorUnits(String(amount));
  if (minor === undefined) throw new ControlError(`"${amount}" is not a decimal with at most two decimals.`);
  return minor;
}

export function dayOf(text: string | undefined, fallback: LocalDate): LocalDate {
  if (text === undefined) return fallback;
  if (!isLocalDate(text)) throw new ControlError(`"${text}" is not a day of the form YYYY-MM-DD.`);
  return text;
}
