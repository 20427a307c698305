import { isLocalDate, type LocalDate } from '@app/domain';

/** A day as the vendor keeps it, `yyyymmdd`; 0 for none. */
export function dayNumber(day: LocalDate | undefined): number {
  return day === undefined ? 0 : Number(day.replaceAll('-', ''));
}

/** The day of such a number; undefined for 0 and for one that no calendar has. */
export function dayOfNumber(number: number): LocalDate | undefined {
  const digits = String(number);
  if (digits.length !== 8) return undefined;
  const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return isLocalDate(text) ? text : undefined;
}
