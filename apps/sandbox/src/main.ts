import type { DemoSize } from './demo/demo-data.js';
import { startSandbox } from './sandbox.js';

const PORT_DEFAULT = 3900;
const BENCH_INVOICES_DEFAULT = 10_000;

/** `--size=demo` and the like win over `SANDBOX_SIZE`. */
function setting(name: string): string | undefined {
  const prefix = `--${name}=`;
  const argument = process.argv.find((text) => text.startsWith(prefix));
  return argument?.slice(prefix.length) ?? process.env[`SANDBOX_${name.toUpperCase().replaceAll('-', '_')}`];
}

function wholeNumber(name: string, fallback: number): number {
  const text = setting(name);
  if (text === undefined || text === '') return fallback;
  if (!/^\d{1,9}$/.test(text)) fail(`${name} "${text}" is not a whole number`);
  return Number(text);
}

function size(): DemoSize {
  const preset = setting('size') ?? 'demo';
  switch (preset) {
    case 'empty':
    case 'small':
    case 'demo':
      return { preset };
    case 'bench':
      return { preset, invoices: wholeNumber('invoices', BENCH_INVOICES_DEFAULT) };
    default:
      return fail(`size "${preset}" is not one of empty, small, demo, bench`);
  }
}

function requestsMax(): number | 'unlimited' {
  return setting('rate-limit') === 'unlimited' ? 'unlimited' : wholeNumber('rate-limit', 100);
}

function fail(reason: string): never {
  process.stderr.write(`sandbox: ${reason}\n`);
  process.exit(2);
}

const sandbox = await startSandbox({
  port: wholeNumber('port', PORT_DEFAULT),
  tripletex: {
    seed: wholeNumber('seed', 1),
    companies: size(),
    limits: { requestsMax: requestsMax() },
    isDebtCollector: setting('debt-collector') === 'true',
  },
});

// One line of JSON, so that scripts can wait for it and read it. The tokens open invented data on the loopback only.
process.stdout.write(
  `${JSON.stringify({ ready: true, controlUrl: sandbox.controlUrl, TRIPLETEX_API_URL: sandbox.ledgerUrls.tripletex, tripletex: sandbox.tripletex.credentials })}\n`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void sandbox.stop().then(() => process.exit(0));
  });
}
