/**
 * Instants with seven decimals, as PowerOffice writes them, in whole units of 100 ns since 1970. A `Date` cuts them to
 * milliseconds, and then rows are read twice or passed over.
 */
export type Ticks = bigint;

const TICKS_PER_MS = 10_000n;
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/;

export function ticksOfMs(ms: number): Ticks {
  return BigInt(Math.trunc(ms)) * TICKS_PER_MS;
}

/** Undefined when the text is no instant. Without an offset it is taken as UTC. */
export function readTicks(text: string): Ticks | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [, seconds = '', fraction = '', offset = 'Z'] = match;
  const ms = Date.parse(`${seconds}${offset === 'Z' || offset.includes(':') ? offset : withColon(offset)}`);
  if (Number.isNaN(ms)) return undefined;
  return ticksOfMs(ms) + BigInt(fraction.slice(0, 7).padEnd(7, '0'));
}

/** `2026-02-27T08:20:05.0412345Z` */
export function writeTicks(ticks: Ticks): string {
  const seconds = ticks / 10_000_000n;
  const rest = (ticks % 10_000_000n).toString().padStart(7, '0');
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${rest}Z`;
}

function withColon(offset: string): string {
  return `${offset.slice(0, 3)}:${offset.slice(3)}`;
}
