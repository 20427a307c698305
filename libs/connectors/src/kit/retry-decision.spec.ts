import { describe, expect, it } from '@jest/globals';
import { ConnectionBlockedError, OutcomeUnknownError, RetryableLedgerError } from '../contract/index.js';
import { decideRetry } from './retry-decision.js';

const busy = new RetryableLedgerError('busy', 1000);

describe('decideRetry', () => {
  it.each([
    ['a read that failed once', busy, 1, true, { retry: true, reason: 'harmless-to-repeat', waitMs: 1125 }],
    ['the second failure waits twice as long', busy, 2, true, { retry: true, waitMs: 2250 }],
    ['the third is the last', busy, 3, true, { retry: false, reason: 'attempts-exhausted' }],
    [
      'a long wait is left to the caller',
      new RetryableLedgerError('wait', 60_000),
      1,
      true,
      { retry: false, reason: 'wait-too-long' },
    ],
    ['a write', busy, 1, false, { retry: false, reason: 'a-write-is-never-repeated' }],
    ['an unknown outcome', new OutcomeUnknownError('?'), 1, true, { retry: false, reason: 'not-retryable' }],
    [
      'a blocked connection',
      new ConnectionBlockedError('permission-missing', 'm', 'r'),
      1,
      true,
      { retry: false },
    ],
  ])('%s', (_name, error, attempt, repeatable, expected) => {
    expect(decideRetry(error, attempt, repeatable, 0.5)).toMatchObject(expected);
  });
});
