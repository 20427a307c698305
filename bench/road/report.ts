import type { BenchFigures, Floor } from './floors.js';
import type { CpuSeconds } from './road.js';

/** The figures for a person at a terminal. */
export function report(figures: BenchFigures, floors: readonly Floor[]): string {
  const { invoices, road, recordsPerSecond, limits, reruns } = figures;
  const perSecond = (seconds: number): number => Math.round(invoices / seconds);
  const fetched = perSecond(limits.fetchSeconds);
  const copied = perSecond(limits.copySeconds);
  const lines = [
    `${figures.server}, ${figures.cores} cores, pages of ${figures.pageSize}`,
    '',
    row(`${invoices} invoices pulled, claimed, read again, handed over`, road.seconds, recordsPerSecond),
    `    processor time                ${cpu(road.cpu)}`,
    row(
      `bare fetch and parse, ${limits.requests} requests, ${limits.megabytes.toFixed(0)} MB`,
      limits.fetchSeconds,
      fetched,
    ),
    `    the road's share of it        ${percent(recordsPerSecond / fetched)}`,
    row(`bare COPY of the same ${limits.copiedRows} rows`, limits.copySeconds, copied),
    `    the road's share of it        ${percent(recordsPerSecond / copied)}`,
    ...reruns.map(({ kind, seconds }) =>
      row(`${kind} run with nothing changed`, seconds, perSecond(seconds)),
    ),
    '',
    ...floors.map(({ name, holds, measured }) => `  ${holds ? 'holds' : 'FAILS'}  ${name}: ${measured}`),
  ];
  return `${lines.join('\n')}\n`;
}

function row(what: string, seconds: number, recordsPerSecond: number): string {
  return `  ${what.padEnd(62)} ${seconds.toFixed(2).padStart(7)} s ${String(recordsPerSecond).padStart(8)} records/s`;
}

function cpu(seconds: CpuSeconds): string {
  const parts = Object.entries(seconds).filter(([, value]) => value !== undefined);
  return parts.length === 0
    ? 'not told by this system'
    : parts.map(([name, value]) => `${name} ${value} s`).join(', ');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
