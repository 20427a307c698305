import type { LimitFigures } from './limits.js';
import type { RerunFigures, RoadFigures } from './road.js';

/** Everything that one benchmark measured. */
export interface BenchFigures {
  readonly server: string;
  readonly cores: number;
  readonly invoices: number;
  readonly pageSize: number;
  readonly road: RoadFigures;
  readonly recordsPerSecond: number;
  readonly limits: LimitFigures;
  readonly reruns: readonly RerunFigures[];
  /** Most memory of the hub, by the number of invoices it pulled. Empty where the system does not tell. */
  readonly peaks: readonly { readonly invoices: number; readonly megabytes: number }[];
}

export interface Floor {
  readonly name: string;
  readonly holds: boolean;
  readonly measured: string;
}

const RECORDS_PER_SECOND_MIN = 6_000;
const MEGABYTES_MAX = 250;
const FLATNESS = 0.2;

/** What the project promises of its speed, each with what was measured. */
export function floorsOf({ invoices, road, recordsPerSecond, reruns, peaks }: BenchFigures): Floor[] {
  const floors: Floor[] = [
    {
      name: 'every invoice claimed and handed over once',
      holds: road.claims === invoices && road.handedOver === invoices,
      measured: `${road.claims} claims, ${road.handedOver} handed over`,
    },
    {
      name: `at least ${RECORDS_PER_SECOND_MIN} records/s`,
      holds: recordsPerSecond >= RECORDS_PER_SECOND_MIN,
      measured: `${recordsPerSecond}`,
    },
  ];
  for (const { kind, handedOver, written } of reruns) {
    const rows = Object.values(written).reduce((sum, count) => sum + count, 0);
    floors.push({
      name: `${kind} run with nothing changed hands over 0 and writes no claim row`,
      holds: handedOver === 0 && rows === 0,
      measured: `${handedOver} handed over, ${rows} rows written`,
    });
  }
  if (peaks.length === 0) return floors;
  const megabytes = peaks.map((peak) => peak.megabytes);
  const [most, least] = [Math.max(...megabytes), Math.min(...megabytes)];
  floors.push({
    name: `memory below ${MEGABYTES_MAX} MB`,
    holds: most < MEGABYTES_MAX,
    measured: `${most} MB`,
  });
  if (peaks.length > 1) {
    // Half of the span to either side of its middle.
    const middle = (most + least) / 2;
    floors.push({
      name: `memory flat within ±${FLATNESS * 100} %`,
      holds: most <= middle * (1 + FLATNESS),
      measured: peaks.map((peak) => `${peak.megabytes} MB at ${peak.invoices}`).join(', '),
    });
  }
  return floors;
}
