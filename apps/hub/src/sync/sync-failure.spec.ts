import { describe, expect, it } from '@jest/globals';
import {
  ConnectionBlockedError,
  CursorExpiredError,
  LEDGER_ERROR_KINDS,
  LedgerContradictionError,
  type LedgerError,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
} from '@app/connectors';
import { PAGE_ATTEMPTS_MAX, reactToSyncError } from './sync-failure.js';

const QUARTER_MS = 15 * 60_000;
const blocked = new ConnectionBlockedError('credentials-refused', 'The key was revoked.', 'Make a new key.');

/** What each kind leads to at the first and at the last attempt. */
const TABLE: readonly (readonly [LedgerError, object, object])[] = [
  [
    new RetryableLedgerError('Unreachable.', 0),
    { kind: 'again', waitMs: 1_000 },
    { kind: 'stop', retryRunAfterMs: QUARTER_MS },
  ],
  [blocked, { kind: 'block', error: blocked }, { kind: 'block', error: blocked }],
  [new CursorExpiredError('Too old.'), { kind: 'full-pull' }, { kind: 'full-pull' }],
  ...[
    new LedgerContradictionError('The page repeats.'),
    new RecordRefusedError('period-closed', 'Closed.', 'Open it.'),
    new OutcomeUnknownError('No answer.'),
  ].map((error) => {
    const stop = { kind: 'stop', retryRunAfterMs: QUARTER_MS };
    return [error, stop, stop] as const;
  }),
];

describe('reactToSyncError', () => {
  it('has a row in this table for every kind', () => {
    expect(TABLE.map(([error]) => error.kind).sort()).toEqual([...LEDGER_ERROR_KINDS].sort());
  });

  it.each(TABLE.map(([error, first, last]) => [error.kind, error, first, last] as const))(
    'reacts to %s, first and last',
    (_kind, error, first, last) => {
      expect(reactToSyncError(error, 1)).toEqual(first);
      expect(reactToSyncError(error, PAGE_ATTEMPTS_MAX)).toEqual(last);
    },
  );

  it('waits twice as long each time, and ends after a bounded number of attempts', () => {
    const error = new RetryableLedgerError('Unreachable.', 0);
    const attempts = Array.from({ length: PAGE_ATTEMPTS_MAX + 3 }, (_, index) => index + 1);
    const reactions = attempts.map((attempt) => reactToSyncError(error, attempt));
    const waits = reactions.map((reaction) => (reaction.kind === 'again' ? reaction.waitMs : reaction.kind));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 'stop', 'stop', 'stop', 'stop']);
  });

  it('waits at least as long as the ledger asks', () => {
    const error = new RetryableLedgerError('Too fast.', 5_000);
    expect(reactToSyncError(error, 1)).toEqual({ kind: 'again', waitMs: 5_000 });
    expect(reactToSyncError(error, 4)).toEqual({ kind: 'again', waitMs: 8_000 });
  });

  it.each([1, 3, PAGE_ATTEMPTS_MAX])(
    'gives the worker away for a wait of over half a minute, and comes back when the ledger said (attempt %d)',
    (attempt) => {
      const atLimit = reactToSyncError(new RetryableLedgerError('Too fast.', 30_000), attempt);
      expect(atLimit.kind).toBe(attempt === PAGE_ATTEMPTS_MAX ? 'stop' : 'again');
      const anHour = new RetryableLedgerError('The quota is used up.', 3_600_000);
      expect(reactToSyncError(anHour, attempt)).toEqual({ kind: 'stop', retryRunAfterMs: 3_600_000 });
      const fortySeconds = new RetryableLedgerError('Too fast.', 40_000);
      expect(reactToSyncError(fortySeconds, attempt)).toEqual({ kind: 'stop', retryRunAfterMs: 40_000 });
    },
  );
});
