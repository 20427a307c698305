import type { nb } from './nb.js';

export const en: typeof nb = {
  title: 'Readings of the ledger',
  lead: 'Each time that we read, what we found, and what we could not read.',
  readNow: 'Read now',
  queued: 'The reading is ordered.',
  running: 'A reading is under way already.',
  started: 'Started',
  took: 'Took',
  kind: 'Kind',
  records: 'Read',
  isNew: 'New',
  changed: 'Changed',
  refused: 'Unreadable',
  missing: 'Gone',
  result: 'Result',
  kinds: {
    full: 'All',
    incremental: 'Changes',
  },
  states: {
    running: 'Under way',
    succeeded: 'Done',
    failed: 'Failed',
  },
  failures: {
    retryable: 'The ledger did not answer. We try again by ourselves.',
    'connection-blocked': 'The ledger does not let us in. Mend the connection.',
    'cursor-expired': 'The ledger has forgotten where we were. The next reading takes all anew.',
    'ledger-contradiction': 'The ledger contradicts itself. Somebody must look.',
  },
  mend: 'Mend the connection',
  noRuns: 'No readings yet',
  noRunsWhy: 'Once the connection runs, its readings stand here.',
  refusedTitle: 'Could not be read',
  refusedLead:
    'Nothing is thrown away. Mend the record in the ledger and try again, or wait for the next reading.',
  allRead: 'Everything was read.',
  raw: 'As the ledger wrote it',
  seen: 'Last seen',
  record: 'Record',
  calls: 'Calls',
  callsOf: (calls: string) =>
    calls === '1'
      ? 'The newest reading took 1 call to the ledger.'
      : `The newest reading took ${calls} calls to the ledger.`,
  permitted: (used: string, max: string, seconds: number) =>
    `${used} of ${max} permitted ${seconds === 1 ? 'per second' : `in ${seconds} seconds`} are used just now.`,
  pausedUntil: (at: string) => `The ledger has asked us to wait until ${at}.`,
  tryAgain: 'Try again',
  tryAll: 'Try all again',
  trying: (count: string) => `Trying again: ${count} left`,
  tried: (ended: string, left: string) => `Tried again: ${ended} read, ${left} still unreadable`,
  askedAt: 'Asked for',
  waits: 'It is tried again in a moment.',
  notTried: 'The ledger was not asked:',
  withoutId: 'The ledger gives this record no number. Mend it there, and it is read when we read everything.',
  outcomes: {
    read: 'The record was read.',
    'still-refused': 'The record still cannot be read. See why, and mend it in the ledger.',
    gone: 'The ledger no longer has the record.',
  },
  reasons: {
    'missing-due-date': 'The invoice has no due date',
    'missing-debtor': 'The invoice has no customer',
    'missing-id': 'The record has no number',
    'malformed-amount': 'An amount makes no sense',
    'malformed-date': 'A date makes no sense',
    'unknown-currency': 'The currency is unknown',
    'malformed-record': 'The record makes no sense',
  },
};
