import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type ProofFigures, proveMoney } from '../../test/proofs/money/model-run.js';

/**
 * `npm run proof:money [-- --seeds 100] [--operations 10000] [--first 1] [--json]`: random operations on claims, ledgers and
 * client money; prints its figures. Exit 1 when anything did not agree.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    operations: { type: 'string', default: '10000' },
    first: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const SHOWN = 20;

const [seeds, operations, first] = [values.seeds, values.operations, values.first].map(Number) as [
  number,
  number,
  number,
];
const began = performance.now();
const all: ProofFigures[] = [];
for (let seed = first; seed < first + seeds; seed += 1) {
  all.push(proveMoney(seed, operations));
  if (!values.json && (all.length % 10 === 0 || all.length === seeds))
    console.log(`${all.length} of ${seeds} seeds …`);
}
const sum = (of: (figures: ProofFigures) => number): number => all.reduce((total, one) => total + of(one), 0);
const violations = all.flatMap(({ seed, violations: found }) =>
  found.map((fault) => `seed ${seed}, ${fault}`),
);
const byName: Record<string, number> = {};
for (const { byName: counts } of all) {
  for (const [name, count] of Object.entries(counts)) byName[name] = (byName[name] ?? 0) + count;
}
const figures = {
  seeds,
  operations: sum((one) => one.operations),
  settlements: sum((one) => one.settlements),
  postings: sum((one) => one.postings),
  entries: sum((one) => one.entries),
  checks: sum((one) => one.checks),
  violations: violations.length,
  seconds: Math.round((performance.now() - began) / 1_000),
  byName,
};
if (values.json) console.log(JSON.stringify({ ...figures, found: violations.slice(0, SHOWN) }));
else {
  console.table(
    Object.entries(figures).flatMap(([name, value]) => (typeof value === 'number' ? [{ name, value }] : [])),
  );
  console.table(byName);
  for (const fault of violations.slice(0, SHOWN)) console.log(fault);
}
process.exitCode = violations.length === 0 ? 0 : 1;
