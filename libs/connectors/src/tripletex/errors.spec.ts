import { describe, expect, it } from '@jest/globals';
import type { RetryableLedgerError } from '../contract/index.js';
import type { FailedAnswer } from '../kit/index.js';
import { tripletexVerdict } from './errors.js';

const failed = (status: number, json: unknown, more: Partial<FailedAnswer> = {}): FailedAnswer => ({
  operation: 'GET /invoice',
  repeatable: true,
  status,
  headers: {},
  json,
  safe: (text) => text.replaceAll('Kari', '•••'),
  ...more,
});
const body = (status: number, code: number, message: string | null = 'x'): object => ({
  status,
  code,
  message,
  validationMessages: null,
});

describe('tripletexVerdict', () => {
  it.each([
    ['401', failed(401, body(401, 3000)), 'connection-blocked'],
    ['403', failed(403, body(403, 9000)), 'connection-blocked'],
    ['404 with the vendor’s code', failed(404, body(404, 6000)), 'record-refused'],
    ['404 of an unknown path', failed(404, body(404, 21000)), undefined],
    ['409, locked', failed(409, body(409, 10000)), 'retryable'],
    ['409, another', failed(409, body(409, 8000)), undefined],
    ['422 of the business', failed(422, body(422, 18000)), 'record-refused'],
    ['422 of the request', failed(422, body(422, 15000)), undefined],
    ['429 with an HTML body', failed(429, undefined), 'retryable'],
    ['500 on a read', failed(500, body(500, 1000, null)), 'retryable'],
    ['500 on a write', failed(500, body(500, 1000, null), { repeatable: false }), 'outcome-unknown'],
    ['an error inside 200', failed(200, body(500, 1000)), 'retryable'],
    [
      'an error inside 200 of a write',
      failed(200, body(500, 1000), { repeatable: false }),
      'outcome-unknown',
    ],
    ['a success', failed(200, { value: {} }), undefined],
    ['a success with a field called status', failed(200, { value: {}, status: 500, code: 1 }), undefined],
    ['a list', failed(200, { values: [] }), undefined],
    ['a body of another shape', failed(502, ['x']), undefined],
  ])('sorts %s', (_name, answer, kind) => {
    expect(tripletexVerdict(answer)?.kind).toBe(kind);
  });

  it.each([
    [{ 'x-rate-limit-reset': '4' }, 5_000],
    [{ 'retry-after': '3' }, 3_000],
    [{}, 10_000],
    [{ 'x-rate-limit-reset': 'soon' }, 10_000],
  ])('waits after a 429 with %j', (headers, ms) => {
    expect((tripletexVerdict(failed(429, undefined, { headers })) as RetryableLedgerError).retryAfterMs).toBe(
      ms,
    );
  });

  it('repeats the ledger’s own reason without personal data', () => {
    const json = {
      ...body(422, 18000),
      validationMessages: [{ field: null, message: 'Kunde Kari er sperret.' }],
    };
    expect(tripletexVerdict(failed(422, json))?.message).toContain('Kunde ••• er sperret.');
  });
});
