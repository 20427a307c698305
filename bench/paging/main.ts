import '../production.js';
import { parseArgs } from 'node:util';
import { describePaging, runPaging } from '../../test/proofs/paging/paging-run.js';
import { conformanceLedgers } from '../../test/support/conformance-ledgers.js';

/**
 * `npm run bench:paging [-- --rows 100000] [--seed 20261128] [--only <ledger>]`; see bench/README.md. Exit 1 when a row
 * was missed.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '20261128' },
    only: { type: 'string' },
  },
});
const PAGE_SIZE_MAX = 487;

let missed = 0;
for (const under of await conformanceLedgers()) {
  if (values.only !== undefined && values.only !== under.key) continue;
  const startedAtMs = performance.now();
  const figures = await runPaging(under, {
    rows: Number(values.rows),
    pageSizeMax: PAGE_SIZE_MAX,
    seed: Number(values.seed),
  });
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  process.stdout.write(`${describePaging(figures)}; ${seconds} s\n`);
  missed += figures.missed.length;
}
process.exitCode = missed === 0 ? 0 : 1;
