/**
 * `changedTimestamp` and its like: the server's wall clock without a zone, with up to seven decimals
 * (https://docs.vismasoftware.no/businessnxtapi/schema/datetime). Held as milliseconds of that wall clock, counted as if it
 * were UTC, and never compared with an instant.
 */
export type WallMs = number;

const STAMP = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** Rounded down to the millisecond: a bound made of it never passes over a row. Undefined when it is no timestamp. */
export function readStamp(text: string): WallMs | undefined {
  const match = STAMP.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const ms =
    Date.UTC(year, month - 1, day, hour, minute, second) +
    Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return Number.isNaN(ms) ? undefined : ms;
}

/** `2026-09-16T07:45:33.798`, as a filter takes it. */
export function writeStamp(ms: WallMs): string {
  return new Date(ms).toISOString().slice(0, -1);
}

/** The wall clock in Norway and Sweden at the instant; the servers' own zone is not published, this is the expected one. */
export function wallClockAt(instant: Date): WallMs {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Oslo',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
