import { Journal, type JournalOptions } from './journal/journal.js';
import type { JournalSettings } from './journal/lines.js';
import type { Handler } from './server/exchange.js';
import { HttpServer } from './server/http-server.js';
import { TripletexSimulator, type TripletexSimulatorOptions } from './tripletex/simulator.js';

export interface SandboxOptions {
  /** 0 lets the system choose. Default 0. */
  readonly port?: number;
  readonly tripletex?: TripletexSimulatorOptions;
  /** Keeps what requests change over restarts. Default: everything is forgotten at the end. */
  readonly journal?: JournalOptions;
}

export interface Sandbox {
  readonly url: string;
  readonly controlUrl: string;
  /** Base addresses for the environment variables of the hub, by ledger. */
  readonly ledgerUrls: { readonly tripletex: string };
  readonly tripletex: TripletexSimulator;
  /** Operations of earlier runs that the journal brought back. */
  readonly replayed: number;
  stop(): Promise<void>;
}

/**
 * All simulated ledgers on one loopback port: each below its own name, the control API below `/control`.
 * @throws JournalError when the journal cannot be used
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { tripletex: ledgerOptions = {} } = options;
  const journal =
    options.journal && new Journal(options.journal, settingsOf(ledgerOptions), ledgerOptions.clock);
  try {
    const tripletex = new TripletexSimulator(
      journal ? { ...ledgerOptions, clock: journal.clock } : ledgerOptions,
    );
    if (journal) {
      journal.resume(tripletex.recording);
      tripletex.recording.recordTo(journal);
    }
    const server = new HttpServer(dispatcher(tripletex));
    const url = await server.listen({ port: options.port ?? 0 });
    return {
      url,
      controlUrl: `${url}/control`,
      ledgerUrls: { tripletex: `${url}/tripletex/v2` },
      tripletex,
      replayed: journal?.replayed ?? 0,
      stop: async () => {
        // A late write may still land while the server closes; the journal takes it.
        await server.close();
        journal?.close();
      },
    };
  } catch (error) {
    journal?.close();
    throw error;
  }
}

function dispatcher(tripletex: TripletexSimulator): Handler {
  const ledgers = [tripletex];
  return (request) => {
    for (const ledger of ledgers) {
      const prefix = `/${ledger.key}`;
      if (request.path.startsWith(`${prefix}/`))
        return ledger.handle(request, request.path.slice(prefix.length));
    }
    return tripletex.recording.control(request);
  };
}

/** What must be the same at every start of one journal. Budgets and faults may differ: replay knows neither. */
function settingsOf({
  seed,
  companies,
  isDebtCollector,
  unverified,
}: TripletexSimulatorOptions): JournalSettings {
  return {
    ledger: 'tripletex',
    seed: seed ?? 1,
    companies: companies ?? { preset: 'empty' },
    isDebtCollector: isDebtCollector ?? false,
    unverified: Object.fromEntries(Object.entries(unverified ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
