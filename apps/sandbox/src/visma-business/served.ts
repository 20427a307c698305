import { Journal, type JournalOptions } from '../journal/journal.js';
import { VismaBusinessSimulator, type VismaBusinessSimulatorOptions } from './simulator.js';

export interface ServedVismaBusiness {
  readonly simulator: VismaBusinessSimulator;
  readonly journal: Journal | undefined;
}

/**
 * The simulator as the sandbox serves it: with a journal of its own beside the first ledger's.
 * @throws JournalError when the journal cannot be used
 */
export function serveVismaBusiness(
  options: VismaBusinessSimulatorOptions,
  journalOptions: JournalOptions | undefined,
): ServedVismaBusiness {
  if (!journalOptions) return { simulator: new VismaBusinessSimulator(options), journal: undefined };
  const { seed, companies, unverified, clock } = options;
  // What must be the same at every start of one journal. Limits and faults may differ: replay knows neither.
  const settings = {
    ledger: 'visma-business',
    seed: seed ?? 1,
    companies: companies ?? { preset: 'empty' },
    unverified: Object.fromEntries(Object.entries(unverified ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  const file = `${journalOptions.file}.visma-business`;
  const journal = new Journal({ ...journalOptions, file }, settings, clock);
  try {
    const simulator = new VismaBusinessSimulator({ ...options, clock: journal.clock });
    journal.resume(simulator.recording);
    simulator.recording.recordTo(journal);
    return { simulator, journal };
  } catch (error) {
    journal.close();
    throw error;
  }
}
