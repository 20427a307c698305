import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import {
  ConnectionBlockedError,
  LedgerContradictionError,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
} from '../contract/index.js';
import { type FailedAnswer, LimitReachedError } from '../kit/index.js';
import { FieldsRefusedError, xledgerVerdict } from './errors.js';

const verdict = xledgerVerdict(new ManualClock(new Date('2026-02-17T09:30:00Z')));

const answer = (errors: readonly object[], more: Partial<FailedAnswer> = {}): FailedAnswer => ({
  operation: 'query arTransactions',
  repeatable: true,
  status: 200,
  headers: {},
  json: { data: null, errors },
  safe: (text) => text.replaceAll('Kari', '•••'),
  ...more,
});
const write = { operation: 'mutation addGLImportItems', repeatable: false };
const burst = {
  message: 'Too many requests in the last 5 seconds.',
  code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED',
};
const credits = (resetAt?: string): object => ({
  message: 'Insufficient credits.',
  code: 'BAD_REQUEST.INSUFFICIENT_CREDITS',
  ...(resetAt === undefined ? {} : { extensions: { resetAt } }),
});

describe('errors of Xledger', () => {
  it.each([
    ['the burst', burst, 5_000],
    ['calls at once', { message: 'x', code: 'BAD_REQUEST.CONCURRENCY_LIMIT_REACHED' }, 1_000],
    ['credits until a local time', credits('2026-02-17T11:00:00'), 30 * 60_000],
    ['credits until an instant', credits('2026-02-17T11:00:00+01:00'), 30 * 60_000],
    ['credits without a time', credits(), 20 * 60_000],
    ['credits until an unreadable time', credits('soon'), 20 * 60_000],
    ['credits that are back already', credits('2026-02-17T10:29:00'), 5_000],
  ])('%s: certainly not carried out, and everybody waits', (_name, error, waitMs) => {
    for (const more of [{}, { ...write, status: 400 }]) {
      const found = verdict(answer([error], more));
      expect(found).toBeInstanceOf(LimitReachedError);
      expect((found as LimitReachedError).retryAfterMs).toBe(waitMs);
    }
  });

  it('looks at every error, not at the first alone', () => {
    expect(verdict(answer([{ message: 'Something.' }, burst]))).toBeInstanceOf(LimitReachedError);
  });

  it.each([200, 400, 401])('blocks on a bad token under status %i', (status) => {
    const message = 'Bad format for API Token. Expected header: "Authorization: token <your-token>"';
    expect(verdict(answer([{ message }], { status }))).toMatchObject({ reason: 'credentials-refused' });
  });

  it('leaves a bare 401 or 403 to the kit', () => {
    for (const status of [401, 403])
      expect(verdict(answer([{ message: 'Unauthorized' }], { status }))).toBeUndefined();
  });

  it('names every field that is out of scope', () => {
    const found = verdict(
      answer([
        { message: 'Cannot query field "subledger" on type "ARTransaction".' },
        { message: 'Cannot query field "currency" on type "ARTransaction".' },
      ]),
    );
    expect(found).toBeInstanceOf(FieldsRefusedError);
    expect((found as FieldsRefusedError).fields.map(({ field }) => field)).toEqual(['subledger', 'currency']);
    expect(found).toMatchObject({ reason: 'permission-missing', name: 'ConnectionBlockedError' });
  });

  it('blocks where writing is denied', () => {
    const found = verdict(answer([{ message: 'Access denied to GLImportItem.' }], write));
    expect(found).toBeInstanceOf(ConnectionBlockedError);
  });

  it('refuses a value in the ledger’s own words, without names', () => {
    const message = "subledger.code: No value matching owner 40000007, code 'Kari'.";
    const found = verdict(answer([{ message, extensions: { code: 'INVALID_VALUE' } }], write));
    expect(found).toBeInstanceOf(RecordRefusedError);
    expect(found?.message).toMatch(/No value matching owner 40000007, code '•••'/);
  });

  it('calls a question that is not understood a contradiction, and a write refused', () => {
    const error = { message: 'Expected type Int.', extensions: { code: 'ARGUMENTS_OF_CORRECT_TYPE' } };
    expect(verdict(answer([error]))).toBeInstanceOf(LedgerContradictionError);
    expect(verdict(answer([error], write))).toBeInstanceOf(RecordRefusedError);
  });

  it.each(['Your query timed out.', 'An unexpected error occurred.', ''])(
    'does not know whether "%s" was carried out',
    (message) => {
      expect(verdict(answer([{ message }]))).toBeInstanceOf(RetryableLedgerError);
      expect(verdict(answer([{ message }], write))).toBeInstanceOf(OutcomeUnknownError);
    },
  );

  it('takes data beside errors for a failure', () => {
    const json = { data: { arTransactions: null }, errors: [{ message: 'Half of it.' }] };
    expect(verdict(answer([], { json }))).toBeInstanceOf(RetryableLedgerError);
  });

  it('finds nothing wrong with an answer without errors, and no API behind a bare 404', () => {
    expect(verdict(answer([], { json: { data: {} } }))).toBeUndefined();
    expect(verdict(answer([], { json: undefined, status: 404 }))).toMatchObject({ reason: 'configuration' });
  });
});
