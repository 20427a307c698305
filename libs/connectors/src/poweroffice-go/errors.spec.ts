import { describe, expect, it } from '@jest/globals';
import { type FailedAnswer, redact } from '../kit/index.js';
import { isReferenceInUse, PostingRefusedError, powerOfficeVerdict, readErrorBody } from './errors.js';

const answer = (status: number, json: unknown, more: Partial<FailedAnswer> = {}): FailedAnswer => ({
  operation: 'GET /OutgoingInvoices',
  repeatable: true,
  status,
  headers: {},
  json,
  safe: (text) => redact(text),
  ...more,
});
const WRITE = { operation: 'POST /Vouchers/BankJournals', repeatable: false } as const;

describe('the table of errors', () => {
  it.each([
    ['a role is missing', 403, undefined, {}, 'connection-blocked', 'ConnectionBlockedError'],
    [
      'not there',
      404,
      { title: 'Object(s) not found', detail: 'x' },
      {},
      'record-refused',
      'RecordRefusedError',
    ],
    [
      'no API there',
      404,
      { statusCode: 404, message: 'Resource not found' },
      {},
      'connection-blocked',
      'ConnectionBlockedError',
    ],
    [
      'an object in a posting is not there',
      404,
      { Title: 'Voucher', Detail: 'Account not found' },
      WRITE,
      'record-refused',
      'RecordRefusedError',
    ],
    [
      'a posting is refused',
      400,
      { title: 'Voucher validation error(s)', detail: 'x' },
      WRITE,
      'record-refused',
      'RecordRefusedError',
    ],
    ['conflict', 409, undefined, WRITE, 'record-refused', 'RecordRefusedError'],
    [
      'too fast',
      429,
      { statusCode: '429', message: 'Try again in 3 seconds.' },
      WRITE,
      'retryable',
      'RetryableLedgerError',
    ],
    [
      'an error in a success',
      200,
      { statusCode: 500, message: 'x' },
      {},
      'retryable',
      'RetryableLedgerError',
    ],
    [
      'a problem in a success',
      200,
      { title: 'x', detail: 'y' },
      WRITE,
      'outcome-unknown',
      'OutcomeUnknownError',
    ],
    [
      'subscription key',
      401,
      { statusCode: 401, message: 'Access denied due to missing subscription key.' },
      {},
      'connection-blocked',
      'ConnectionBlockedError',
    ],
    ['token', 401, undefined, {}, 'connection-blocked', 'TokenRefusedError'],
  ])('%s: %i', (_what, status, json, more, kind, name) => {
    expect(powerOfficeVerdict(answer(status, json, more))).toMatchObject({ kind, name });
  });

  it.each([
    [400, {}],
    [500, {}],
    [503, WRITE],
    [200, {}],
  ])('leaves %i to the kit', (status, more) => {
    const json = status === 200 ? [{ Id: 1 }] : { title: 'x' };
    expect(powerOfficeVerdict(answer(status, json, more))).toBeUndefined();
  });

  it('waits as long as the header or the words say, and a second at least', () => {
    const wait = (json: unknown, headers = {}): unknown => powerOfficeVerdict(answer(429, json, { headers }));
    expect(wait({ statusCode: 429, message: 'Try again in 3 seconds.' })).toMatchObject({
      retryAfterMs: 3_100,
    });
    expect(wait(undefined)).toMatchObject({ retryAfterMs: 1_100 });
    expect(wait(undefined, { 'retry-after': '7' })).toMatchObject({ retryAfterMs: 7_100 });
  });

  it('shows the vendor’s words, without what is nobody’s business', () => {
    const detail = 'ExternalImportReference is already in use. Told to ola@example.com';
    const error = powerOfficeVerdict(answer(400, { detail }, WRITE));
    expect(error).toBeInstanceOf(PostingRefusedError);
    expect(isReferenceInUse(error as PostingRefusedError)).toBe(true);
    expect(error?.message).not.toContain('ola@example.com');
  });

  it('reads bodies in either casing', () => {
    expect(readErrorBody({ Title: 'a', Detail: 'b', Status: 400 })).toMatchObject({
      title: 'a',
      detail: 'b',
      status: 400,
    });
    expect(readErrorBody([])).toBeUndefined();
    expect(readErrorBody({ Id: 5 })).toBeUndefined();
  });
});
