import { parseArgs } from 'node:util';
import { HttpJson } from './http-json.js';
import { Hub } from './hub.js';
import { drawn, line } from './report.js';
import { walk } from './road.js';

/** Walks the road once: `main.ts --hub URL --sandbox CONTROL_URL [--json]`. Exit 0 when nothing is doubled and all agrees. */
const { values } = parseArgs({
  options: {
    hub: { type: 'string' },
    sandbox: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
if (values.hub === undefined || values.sandbox === undefined) {
  process.stderr.write('Usage: --hub URL --sandbox CONTROL_URL [--json]\n');
  process.exit(2);
}
const begun = performance.now();
const progress = values.json ? process.stderr : process.stdout;
const result = await walk(
  new Hub(values.hub, process.env['API_TOKEN']),
  new HttpJson(values.sandbox),
  (ledger, company, words) => {
    const seconds = (performance.now() - begun) / 1_000;
    progress.write(`${line(seconds, ledger, company, words)}\n`);
  },
);
process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `\n${drawn(result)}\n`);
const isWhole = result.ledgers.every(({ failures }) => failures.length === 0);
process.exitCode = isWhole && result.duplicates === 0 && result.reconciliationDifferences === 0 ? 0 : 1;
