import { describe, expect, it } from '@jest/globals';
import { type FailedAnswer, defaultVerdict } from '../kit/index.js';
import { fortnoxVerdict, readErrorBody, TOKEN_OPERATION } from './errors.js';

const lower = (code: number, message = 'Ett fel.'): unknown => ({
  ErrorInformation: { error: 1, message, code },
});
const capital = (code: number): unknown => ({
  ErrorInformation: { Error: 1, Message: 'Ett fel.', Code: code },
});

function verdict(
  status: number,
  json: unknown,
  more: Partial<FailedAnswer> = {},
): [name: string, detail?: string] {
  const answer: FailedAnswer = {
    operation: 'GET /invoices',
    repeatable: true,
    status,
    headers: {},
    json,
    safe: (text) => text,
    ...more,
  };
  const error = fortnoxVerdict(answer) ?? defaultVerdict('Fortnox', answer);
  const detail = 'reason' in error ? error.reason : 'code' in error ? error.code : undefined;
  return detail === undefined ? [error.constructor.name] : [error.constructor.name, String(detail)];
}

describe('Fortnox’s errors', () => {
  it.each<[what: string, status: number, json: unknown, ending: readonly string[]]>([
    ['an expired token, outside the error format', 401, { message: 'unauthorized' }, ['TokenRefusedError']],
    ['a legacy sign-in error', 400, lower(2000310), ['TokenRefusedError']],
    ['a missing scope as 400', 400, lower(2000663), ['ConnectionBlockedError', 'permission-missing']],
    ['a missing scope as 403', 403, lower(2000663), ['ConnectionBlockedError', 'permission-missing']],
    ['a 403 with nothing in it', 403, undefined, ['ConnectionBlockedError', 'permission-missing']],
    ['no licence for the scope', 403, lower(2001101), ['ConnectionBlockedError', 'module-missing']],
    ['no API licence', 400, capital(2001103), ['ConnectionBlockedError', 'module-missing']],
    ['an unknown invoice', 404, capital(2000434), ['ObjectNotFoundError', 'not-found']],
    ['an unknown customer as 400', 400, lower(2000433), ['ObjectNotFoundError', 'not-found']],
    ['too fast, with an empty body', 429, undefined, ['RetryableLedgerError']],
    ['a system fault', 400, lower(1000003), ['RetryableLedgerError']],
    ['a failing server', 500, undefined, ['RetryableLedgerError']],
    ['an unknown filter', 400, lower(2000587), ['LedgerContradictionError']],
    ['an error in a success', 200, lower(1000003), ['RetryableLedgerError']],
  ])('%s', (_what, status, json, ending) => {
    expect(verdict(status, json)).toEqual(ending);
  });

  it.each<[what: string, status: number, json: unknown, ending: readonly string[]]>([
    ['a locked period', 400, lower(2000401), ['RecordRefusedError', 'period-closed']],
    ['a paid invoice', 400, capital(2003055), ['RecordRefusedError', 'already-paid']],
    ['an inactive account', 400, lower(2000550), ['RecordRefusedError', 'account-inactive']],
    ['any other rule', 400, lower(2009999), ['RecordRefusedError', 'refused-by-ledger']],
    ['a failing server', 500, undefined, ['OutcomeUnknownError']],
    ['a system fault', 400, lower(1000003), ['OutcomeUnknownError']],
    ['an error in a success', 200, lower(2000401), ['OutcomeUnknownError']],
    ['too fast', 429, undefined, ['RetryableLedgerError']],
    ['an expired token', 401, { message: 'unauthorized' }, ['TokenRefusedError']],
  ])('on a write: %s', (_what, status, json, ending) => {
    expect(verdict(status, json, { operation: 'POST /invoicepayments', repeatable: false })).toEqual(ending);
  });

  it.each<[status: number, json: unknown, ending: readonly string[]]>([
    [401, { error: 'invalid_client' }, ['ConnectionBlockedError', 'credentials-refused']],
    [400, { error: 'invalid_grant' }, ['GrantRefusedError']],
    [401, { error: 'invalid_grant' }, ['GrantRefusedError']],
    [403, undefined, ['GrantRefusedError']],
    [400, { error: 'invalid_scope' }, ['ConnectionBlockedError', 'permission-missing']],
    [500, undefined, ['RetryableLedgerError']],
    [200, { error: 'server_error' }, ['RetryableLedgerError']],
    [429, undefined, ['RetryableLedgerError']],
  ])('of the token endpoint: %s %j', (status, json, ending) => {
    expect(verdict(status, json, { operation: TOKEN_OPERATION, repeatable: false })).toEqual(ending);
  });

  it('reads both casings, and nothing else', () => {
    expect(readErrorBody(lower(2000434))).toMatchObject({ code: 2000434 });
    expect(readErrorBody(capital(2000434))).toMatchObject({ code: 2000434 });
    expect(readErrorBody({ message: 'unauthorized' })).toBeUndefined();
    expect(readErrorBody('ErrorInformation')).toBeUndefined();
  });

  it('takes personal data out of the ledger’s words', () => {
    const answer: FailedAnswer = {
      operation: 'POST /invoicepayments',
      repeatable: false,
      status: 400,
      headers: {},
      json: lower(2009999, 'Fel för elsa@post.example'),
      safe: (text) => text.replace(/\S+@\S+/, '•••'),
    };
    expect(fortnoxVerdict(answer)?.message).not.toContain('elsa@');
  });
});
