import { Journal, type JournalOptions } from '../journal/journal.js';
import type { JournalSettings } from '../journal/lines.js';
import { XledgerSimulator, type XledgerSimulatorOptions } from './simulator.js';

export interface ServedXledger {
  readonly simulator: XledgerSimulator;
  readonly journal: Journal | undefined;
}

/**
 * The simulator as the sandbox serves it: with a journal of its own beside the first ledger's.
 * @throws JournalError when the journal cannot be used
 */
export function serveXledger(
  options: XledgerSimulatorOptions,
  journalOptions: JournalOptions | undefined,
): ServedXledger {
  const journal =
    journalOptions &&
    new Journal(
      { ...journalOptions, file: `${journalOptions.file}.xledger` },
      settingsOf(options),
      options.clock,
    );
  try {
    const simulator = new XledgerSimulator(journal ? { ...options, clock: journal.clock } : options);
    journal?.resume(simulator.recording);
    if (journal) simulator.recording.recordTo(journal);
    return { simulator, journal };
  } catch (error) {
    journal?.close();
    throw error;
  }
}

/** What must be the same at every start of one journal. Limits and faults may differ: replay knows neither. */
function settingsOf({
  seed,
  companies,
  unverified,
  environment,
  postingJob,
}: XledgerSimulatorOptions): JournalSettings {
  return {
    ledger: 'xledger',
    seed: seed ?? 1,
    companies: companies ?? { preset: 'empty' },
    environment: environment ?? 'production',
    postingJob: postingJob ?? { everyMinutes: 30 },
    unverified: Object.fromEntries(Object.entries(unverified ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
