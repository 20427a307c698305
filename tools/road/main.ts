import { parseArgs } from 'node:util';
import { Hub } from './hub.js';
import { walk } from './road.js';
import { SandboxControl } from './sandbox.js';

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
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
const result = await walk(
  new Hub(values.hub, process.env['API_TOKEN']),
  new SandboxControl(values.sandbox),
  say,
);
if (values.json) {
  process.stdout.write(`${JSON.stringify(result)}\n`);
} else {
  const refused = Object.entries(result.refused).map(([reason, count]) => `${count} ${reason}`);
  say('');
  say(`  invoices pulled            ${result.invoicesPulled}`);
  say(`  set aside, with reasons    ${refused.length === 0 ? 'none' : refused.join(', ')}`);
  say(`  claims                     ${result.claimsCreated}, of which handed over ${result.handedOver}`);
  say(`  settlements taken in       ${result.settlements}`);
  say(`  postings made / verified   ${result.postingsMade} / ${result.postingsVerified}`);
  say(`  duplicates                 ${result.duplicates}`);
  say(`  differences                ${result.reconciliationDifferences}`);
  say(`  seconds                    ${result.seconds}`);
}
process.exitCode = result.duplicates === 0 && result.reconciliationDifferences === 0 ? 0 : 1;
