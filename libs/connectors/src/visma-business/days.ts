import { isLocalDate, type LocalDate, localDate } from '@app/domain';

/** Visma's days are whole numbers `yyyymmdd`; 0 stands for none (https://docs.vismasoftware.no/businessnxtapi/schema/datetime). */
export function toDayNumber(day: LocalDate): number {
  return Number(day.replaceAll('-', ''));
}

/** Undefined for 0 and for nothing. @throws MalformedDateError */
export function readDay(number: number | undefined): LocalDate | undefined {
  return number === undefined || number === 0 ? undefined : localDate(written(number));
}

/** Undefined also for a number that is no day: for fields that nothing rests on. */
export function readDayIfAny(number: number | undefined): LocalDate | undefined {
  const text = number === undefined ? '' : written(number);
  return isLocalDate(text) ? text : undefined;
}

function written(number: number): string {
  const digits = String(number).padStart(8, '0');
  return `${digits.slice(0, -4)}-${digits.slice(-4, -2)}-${digits.slice(-2)}`;
}
