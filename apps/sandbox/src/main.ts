/**
 * The sandbox as a process: settings from `SANDBOX_*` or `--name=` (README.md), one line of JSON when it is ready. With
 * `SANDBOX_JOURNAL` the books outlive it. Exit codes: 2 for settings or a journal it cannot start with, 1 when the journal
 * can no longer be written.
 */
import { resolve } from 'node:path';
import type { DemoSize } from './demo/demo-data.js';
import { JournalError } from './journal/journal-error.js';
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.js';

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

/** `SANDBOX_SIZE` holds for every ledger that has no size of its own, e.g. `SANDBOX_FORTNOX_SIZE`. */
function size(ledger: string): DemoSize {
  const preset = setting(`${ledger}-size`) ?? setting('size') ?? 'demo';
  switch (preset) {
    case 'empty':
    case 'small':
    case 'few':
    case 'demo':
      return { preset };
    case 'bench':
      // The benchmark is Tripletex' alone.
      return ledger === 'tripletex'
        ? { preset, invoices: wholeNumber('invoices', BENCH_INVOICES_DEFAULT) }
        : { preset: 'empty' };
    default:
      return fail(`size "${preset}" is not one of empty, small, few, demo, bench`);
  }
}

/** Of these ledgers no other number than the vendor's is simulated: it holds, or nothing does. */
function isUnlimited(ledger: string): boolean {
  return (setting(`${ledger}-rate-limit`) ?? setting('rate-limit')) === 'unlimited';
}

function requestsMax(): number | 'unlimited' {
  return setting('rate-limit') === 'unlimited' ? 'unlimited' : wholeNumber('rate-limit', 100);
}

/** Whether Xledger matches a posted payment with its invoice; nobody outside the vendor knows. */
function xledgerMatching(): 'none' | 'exact' | 'nightly' {
  const matching = setting('xledger-matching') ?? 'none';
  if (matching === 'none' || matching === 'exact' || matching === 'nightly') return matching;
  return fail(`xledger-matching "${matching}" is not one of none, exact, nightly`);
}

function fail(reason: string): never {
  return end(reason, 2);
}

function end(reason: string, code: 1 | 2): never {
  process.stderr.write(`sandbox: ${reason}\n`);
  process.exit(code);
}

/** `SANDBOX_JOURNAL`: without it everything is forgotten when the process ends. */
function journal(): Pick<SandboxOptions, 'journal'> {
  const file = setting('journal') ?? '';
  return file === '' ? {} : { journal: { file, onFailure: (error) => end(error.message, 1) } };
}

/** `SANDBOX_PRINT_SHOP_DIR`: without it there is no print shop. */
function printShop(): { printShop?: { folder: string } } {
  const folder = setting('print-shop-dir') ?? '';
  return folder === '' ? {} : { printShop: { folder: resolve(folder) } };
}

async function start(): Promise<Sandbox> {
  try {
    return await startSandbox({
      port: wholeNumber('port', PORT_DEFAULT),
      tripletex: {
        seed: wholeNumber('seed', 1),
        companies: size('tripletex'),
        limits: { requestsMax: requestsMax() },
        isDebtCollector: setting('debt-collector') === 'true',
      },
      powerOfficeGo: {
        seed: wholeNumber('seed', 1),
        companies: size('poweroffice-go'),
        ...(isUnlimited('poweroffice-go') ? { limits: { requestsPerSecond: 'unlimited' } } : {}),
      },
      fortnox: {
        seed: wholeNumber('seed', 1),
        companies: size('fortnox'),
        ...(isUnlimited('fortnox') ? { limits: { requestsMax: 'unlimited' } } : {}),
      },
      xledger: {
        seed: wholeNumber('seed', 1),
        companies: size('xledger'),
        postingJob: { everyMinutes: Math.max(1, wholeNumber('xledger-posting-minutes', 30)) },
        unverified: { autoMatchOnImport: xledgerMatching() },
        ...(isUnlimited('xledger')
          ? { limits: { burstMax: 'unlimited', inFlightMax: 'unlimited', creditsPerHour: 'unlimited' } }
          : {}),
      },
      vismaBusiness: {
        seed: wholeNumber('seed', 1),
        companies: size('visma-business'),
        ...(isUnlimited('visma-business') ? { limits: { requestsPerMinute: 'unlimited' } } : {}),
      },
      agency: { seed: wholeNumber('seed', 1) },
      receiving: {
        mailbox: { seed: wholeNumber('seed', 1) },
        smsGateway: { seed: wholeNumber('seed', 1) },
        smtpPort: wholeNumber('smtp-port', 0),
        ...printShop(),
      },
      ...journal(),
    });
  } catch (error) {
    if (error instanceof JournalError) return fail(error.message);
    throw error;
  }
}

const sandbox = await start();

// One line of JSON, so that scripts can wait for it and read it. The tokens open invented data on the loopback only.
const ready = {
  ready: true,
  controlUrl: sandbox.controlUrl,
  TRIPLETEX_API_URL: sandbox.ledgerUrls.tripletex,
  POWEROFFICE_API_URL: sandbox.ledgerUrls.powerOfficeGo,
  POWEROFFICE_AUTH_URL: sandbox.ledgerUrls.powerOfficeGoAuth,
  FORTNOX_API_URL: sandbox.ledgerUrls.fortnox,
  FORTNOX_AUTH_URL: sandbox.ledgerUrls.fortnoxAuth,
  FORTNOX_STREAM_URL: sandbox.ledgerUrls.fortnoxStream,
  XLEDGER_API_URL: sandbox.ledgerUrls.xledger,
  VISMA_BUSINESS_API_URL: sandbox.ledgerUrls.vismaBusiness,
  VISMA_CONNECT_URL: sandbox.ledgerUrls.vismaConnect,
  agencyUrl: sandbox.agencyUrl,
  ...sandbox.receivingVariables,
  replayed: sandbox.replayed,
  tripletex: sandbox.tripletex.credentials,
  fortnox: sandbox.fortnox.credentials,
  powerOfficeGo: sandbox.powerOfficeGo.credentials,
  xledger: sandbox.xledger.credentials,
  vismaBusiness: sandbox.vismaBusiness.credentials,
  agency: sandbox.agency.credentials,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void sandbox.stop().then(() => process.exit(0));
  });
}
