import type { Stamp } from '../stamps.js';
import type { UnverifiedBehaviour } from '../unverified.js';

/** How dates and timestamps look in answers; see `dateForm` and `stampForm`. */
export class Forms {
  constructor(private readonly switches: UnverifiedBehaviour) {}

  day(day: string): string {
    return this.switches.dateForm === 'date' ? day : `${day}T00:00:00`;
  }

  stamp(stamp: Stamp): string {
    switch (this.switches.stampForm) {
      case 'z':
        return stamp;
      case 'offset':
        return `${stamp.slice(0, -1)}+00:00`;
      case 'bare':
        return stamp.slice(0, -1);
    }
  }
}

/** Fields that the sandbox keeps nothing for: they are there, and null. */
export function nulls<R>(...names: readonly string[]): Record<string, (row: R) => null> {
  return Object.fromEntries(names.map((name) => [name, () => null]));
}

/** The vendor sends fields in the order of the alphabet. */
export function alphabetical<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
