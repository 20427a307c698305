import { Journal, type JournalOptions } from '../journal/journal.js';
import { FortnoxSimulator, type FortnoxSimulatorOptions } from './simulator.js';

/** A simulated Fortnox behind the sandbox's port, with a journal of its own beside the first ledger's. */
export interface ServedFortnox {
  readonly simulator: FortnoxSimulator;
  readonly journal: Journal | undefined;
}

/** @throws JournalError when its journal cannot be used */
export function serveFortnox(
  options: FortnoxSimulatorOptions,
  journalOptions: JournalOptions | undefined,
): ServedFortnox {
  if (!journalOptions) return { simulator: new FortnoxSimulator(options), journal: undefined };
  const { seed, companies, unverified, app, clock } = options;
  const settings = {
    ledger: 'fortnox',
    seed: seed ?? 1,
    companies: companies ?? { preset: 'empty' },
    ...(app ? { clientId: app.clientId ?? '', scopes: app.scopes ?? [] } : {}),
    unverified: Object.fromEntries(Object.entries(unverified ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  const file = `${journalOptions.file}.fortnox`;
  const journal = new Journal({ ...journalOptions, file }, settings, clock);
  try {
    const simulator = new FortnoxSimulator({ ...options, clock: journal.clock });
    journal.resume(simulator.recording);
    simulator.recording.recordTo(journal);
    return { simulator, journal };
  } catch (error) {
    journal.close();
    throw error;
  }
}
