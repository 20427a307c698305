import { appendFileSync } from 'node:fs';
import type { ConformanceFault } from './conformance-ledger.js';

export interface FaultOutcome {
  readonly operation: string;
  readonly fault: ConformanceFault;
  readonly ending: string;
  readonly requests: number;
  readonly allowed: boolean;
}

/**
 * One line for the test's output. With `CONFORMANCE_TABLE=1` the whole table; with `CONFORMANCE_REPORT=<file>` a JSON
 * line per connector, for whoever sums them up.
 */
export function reportFaults(connector: string, outcomes: readonly FaultOutcome[]): void {
  const wrong = outcomes.filter(({ allowed }) => !allowed);
  const summary = {
    connector,
    faults: new Set(outcomes.map(({ fault }) => fault)).size,
    operations: new Set(outcomes.map(({ operation }) => operation)).size,
    cells: outcomes.length,
    wrong: wrong.length,
  };
  const lines = [
    `conformance ${connector}: ${summary.faults} faults × ${summary.operations} operations, ` +
      `${summary.cells - summary.wrong} of ${summary.cells} ended as they may`,
  ];
  if (process.env['CONFORMANCE_TABLE'] === '1') lines.push(...table(outcomes));
  process.stdout.write(`${lines.join('\n')}\n`);
  const file = process.env['CONFORMANCE_REPORT'];
  if (file) appendFileSync(file, `${JSON.stringify({ ...summary, outcomes })}\n`);
}

function table(outcomes: readonly FaultOutcome[]): string[] {
  const row = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd([26, 18, 20, 9][index] ?? 0))
      .join('')
      .trimEnd();
  return [
    row(['fault', 'operation', 'ends in', 'requests']),
    ...outcomes.map(({ fault, operation, ending, requests, allowed }) =>
      row([fault, operation, allowed ? ending : `! ${ending}`, String(requests)]),
    ),
  ];
}
