import { Temporal } from 'temporal-polyfill';

/** Xledger writes instants in Norwegian local time with summer time and without an offset (`xledger/graphql-samples`). */
const ZONE = 'Europe/Oslo';

/** `2026-02-17T11:00:00` */
export function localDateTime(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(ZONE)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}

/** With an offset it is believed, without one it is Norwegian; undefined when the text is no instant. */
export function instantMs(text: string): number | undefined {
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (!match) return undefined;
  try {
    return match[1] === undefined
      ? Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).epochMilliseconds
      : Temporal.Instant.from(text).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
