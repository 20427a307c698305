const HOUR_MS = 3_600_000;
const SIZE_MAX = 100_000;

const offsets = new Map<number, number>();
const clockFace = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `2026-02-17T11:00:00`: Norwegian local time with summer time and without an offset, as the vendor writes instants. */
export function localDateTime(ms: number): string {
  return new Date(ms + offsetMs(ms)).toISOString().slice(0, 19);
}

/** The same with its offset: `2026-02-17T11:00:00+01:00`. */
export function withOffset(ms: number): string {
  const hours = String(offsetMs(ms) / HOUR_MS).padStart(2, '0');
  return `${localDateTime(ms)}+${hours}:00`;
}

/** Start of the day that local time shows at `ms`, as an instant. */
export function localMidnight(ms: number): number {
  const dayMs = 24 * HOUR_MS;
  const local = ms + offsetMs(ms);
  const midnight = local - (((local % dayMs) + dayMs) % dayMs);
  return midnight - offsetMs(midnight - offsetMs(ms));
}

/** Summer time begins and ends on a whole hour, so one answer holds for an hour. */
function offsetMs(ms: number): number {
  const hour = Math.floor(ms / HOUR_MS);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    const start = hour * HOUR_MS;
    offset = Date.parse(`${clockFace.format(start).replace(' ', 'T')}Z`) - start;
    if (offsets.size >= SIZE_MAX) offsets.clear();
    offsets.set(hour, offset);
  }
  return offset;
}
