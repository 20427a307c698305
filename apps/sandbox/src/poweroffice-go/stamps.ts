/**
 * A UTC instant with seven fraction digits and `Z`, e.g. `2026-03-02T08:15:22.4412345Z`, as PowerOffice Go writes them
 * (public client library github.com/stianwe/PowerOfficeGoV2). All have one length, so that texts sort as instants do.
 */
export type Stamp = string;

const TICKS_MAX = 9_999;
/** A little spread, so that a client which cuts to milliseconds is found out. */
const TICKS_FIRST_BELOW = 5_000;

export function stampAt(ms: number, ticks = 0): Stamp {
  return `${new Date(ms).toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}Z`;
}

/** Hands out ascending stamps: within one millisecond the last four digits (100 ns each) count on. */
export class Stamps {
  #ms = -1;
  #ticks = 0;
  #drawn = 0;

  get drawn(): number {
    return this.#drawn;
  }

  next(ms: number): Stamp {
    this.#drawn += 1;
    this.#ticks =
      ms === this.#ms
        ? Math.min(TICKS_MAX, this.#ticks + 1)
        : ((Math.floor(ms) % 100_000) * 7_919 + 1_234) % TICKS_FIRST_BELOW;
    this.#ms = ms;
    return stampAt(ms, this.#ticks);
  }
}

const SENT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?(?: ?(Z|[+-]\d{2}:\d{2}))?$/i;

/** Reads a timestamp as the vendor takes them, without an offset as UTC. Undefined when it is none. */
export function readStamp(text: string): Stamp | undefined {
  const match = SENT.exec(text.trim());
  if (!match) return undefined;
  const [, day, time = '00:00', seconds = '00', fraction = '', offset = 'Z'] = match;
  const digits = fraction.padEnd(7, '0');
  const ms = Date.parse(`${day}T${time}:${seconds}.${digits.slice(0, 3)}${offset.toUpperCase()}`);
  return Number.isNaN(ms) ? undefined : stampAt(ms, Number(digits.slice(3)));
}
