import { describe, expect, it } from '@jest/globals';
import { type FailedAnswer, redact } from '../kit/index.js';
import { changeRefusal, classOf, readRefusal, vismaVerdict } from './errors.js';
import { ExactNumber, graphqlBody, type GraphqlProblem, readGraphqlAnswer } from './graphql.js';
import { TOKEN_OPERATION } from './token-errors.js';

const answer = (status: number, json: unknown, more: Partial<FailedAnswer> = {}): FailedAnswer => ({
  operation: 'kravhub_open_items',
  repeatable: true,
  status,
  headers: {},
  json,
  safe: (text) => redact(text),
  ...more,
});
const WRITE = { operation: 'kravhub_create_batch', repeatable: false } as const;
const TOKEN = { operation: TOKEN_OPERATION } as const;
const errors = (...entries: readonly object[]): object => ({ data: { useCompany: null }, errors: entries });

const NO_ACCESS = {
  message:
    'Error: Could not get authorize user using VismaNetCompanyId: 1000417. Description: External integration error. Status: 18.',
};
const VALIDATION = {
  message: "GraphQL.Validation.Errors.FieldsOnCorrectTypeError: Cannot query field 'x' on type 'Batch'.",
  extensions: { code: 'FIELDS_ON_CORRECT_TYPE', codes: ['FIELDS_ON_CORRECT_TYPE'] },
};
const BUSY = {
  message: 'Company 1 has 60 requests in progress.',
  extensions: { code: 'OUTSTANDING_LIMIT_EXCEEDED' },
};
const REFUSED = {
  message: 'A record with the same primary key already exists.',
  path: ['useCompany', 'batch_create', 'values/0'],
  extensions: { data: { status: 3, status_name: 'PrimaryKeyAssignmentFailed' } },
};

describe('the table of errors', () => {
  it.each<readonly [string, FailedAnswer, string | undefined]>([
    ['401 in HTML', answer(401, undefined), 'connection-blocked'],
    ['429', answer(429, undefined, WRITE), 'retryable'],
    ['no API there', answer(404, undefined), 'connection-blocked'],
    ['too many in progress, reading', answer(200, errors(BUSY)), 'retryable'],
    ['too many in progress, writing', answer(200, errors(BUSY), WRITE), 'retryable'],
    ['a field that is unknown, reading', answer(200, errors(VALIDATION)), 'ledger-contradiction'],
    ['a field that is unknown, with 400', answer(400, errors(VALIDATION)), 'ledger-contradiction'],
    ['something else, reading', answer(200, errors({ message: 'Oops' })), 'retryable'],
    ['something else, writing', answer(200, errors({ message: 'Oops' }), WRITE), 'outcome-unknown'],
    [
      'a time-out, writing',
      answer(200, errors({ message: 'Request timed out. Access later.' }), WRITE),
      'outcome-unknown',
    ],
    ['no GraphQL answer, writing', answer(200, [], WRITE), 'outcome-unknown'],
    ['an empty object', answer(200, {}), 'retryable'],
    ['a refusal beside trouble', answer(200, errors(REFUSED, { message: 'Oops' }), WRITE), 'outcome-unknown'],
    ['a refused row: for the client', answer(200, errors(REFUSED), WRITE), undefined],
    ['no access: for the client', answer(200, errors(NO_ACCESS)), undefined],
    ['a success', answer(200, { data: { useCompany: {} } }), undefined],
    ['500: for the kit', answer(500, undefined, WRITE), undefined],
    ['wrong id or secret', answer(400, { error: 'invalid_client' }, TOKEN), 'connection-blocked'],
    ['a scope that is not approved', answer(400, { error: 'invalid_scope' }, TOKEN), 'connection-blocked'],
    ['a code that was used', answer(400, { error: 'invalid_grant' }, TOKEN), 'connection-blocked'],
    ['Visma Connect out of order', answer(503, undefined, TOKEN), 'retryable'],
    ['an error inside a token', answer(200, { error: 'server_error' }, TOKEN), 'retryable'],
  ])('%s', (_what, failed, kind) => {
    expect(vismaVerdict(failed)?.kind).toBe(kind);
  });

  it('waits as long as it is told, else long enough', () => {
    expect(vismaVerdict(answer(429, undefined, { headers: { 'retry-after': '3' } }))).toMatchObject({
      retryAfterMs: 3_000,
    });
    expect(vismaVerdict(answer(429, undefined))).toMatchObject({ retryAfterMs: 10_000 });
    expect(vismaVerdict(answer(200, errors(BUSY)))).toMatchObject({ retryAfterMs: 30_000 });
  });
});

const problems = (json: unknown): readonly GraphqlProblem[] => readGraphqlAnswer(json)?.problems ?? [];

describe('what is refused', () => {
  it('blocks the company on a read that has no access', () => {
    expect(readRefusal('kravhub_open_items', problems(errors(NO_ACCESS)))).toMatchObject({
      reason: 'company-unreachable',
    });
  });

  it.each([
    [{ ...REFUSED, message: 'The period of 2026-08-31 is closed for company 1.' }, 'period-closed'],
    [{ ...REFUSED, message: 'Perioden er avsluttet.' }, 'period-closed'],
    [REFUSED, 'refused-by-ledger'],
    [NO_ACCESS, 'permission-missing'],
    [VALIDATION, 'schema-changed'],
  ])('%j is told as %s', (entry, code) => {
    expect(changeRefusal('kravhub_create_batch', problems(errors(entry)), (text) => text).code).toBe(code);
  });

  it('keeps names and long numbers to itself', () => {
    const entry = { ...REFUSED, message: 'Customer "Kari Prøve" with 01814500027 is blocked.' };
    const { message } = changeRefusal('kravhub_create_batch', problems(errors(entry)), (text) => text);
    expect(message).not.toMatch(/Kari|01814500027/);
    expect(message).toContain('PrimaryKeyAssignmentFailed');
  });

  it('takes a bare status, and anything without a shape, as they are', () => {
    expect(problems(errors({ message: 'No', extensions: { data: { status: 7 } } })).map(classOf)).toEqual([
      'change-refused',
    ]);
    expect(problems({ errors: [null, 'words', { path: 3 }] }).map(classOf)).toEqual([
      'trouble',
      'trouble',
      'trouble',
    ]);
  });
});

describe('a GraphQL request', () => {
  it('keeps the digits of amounts and the order of names', () => {
    const body = graphqlBody({
      document: 'query q { a }',
      variables: { z: 1, amount: new ExactNumber('12500.10'), a: ['x', null, true], nested: { b: 2, a: 1 } },
    });
    expect(body).toBe(
      '{"query":"query q { a }","variables":{"z":1,"amount":12500.10,"a":["x",null,true],"nested":{"b":2,"a":1}}}',
    );
  });

  it('writes nothing as a number that is none', () => {
    expect(() => new ExactNumber('1e3')).toThrow();
    expect(() => new ExactNumber('NaN')).toThrow();
  });

  it.each([undefined, null, 'text', [], {}, { data: [] }, { data: null, errors: 'x' }])(
    '%j is no answer',
    (json) => {
      expect(readGraphqlAnswer(json)).toBeUndefined();
    },
  );
});
