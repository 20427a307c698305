import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import {
  ConnectionBlockedError,
  LedgerContradictionError,
  type LedgerError,
  OutcomeUnknownError,
  RecordRefusedError,
  RetryableLedgerError,
  TransportError,
  type TransportResponse,
} from '../contract/index.js';
import type { ErrorVerdict } from './answer-verdict.js';
import { type LedgerCall, LedgerHttp } from './ledger-http.js';
import { LimitReachedError } from './limit-reached.js';

type Answer = TransportResponse | TransportError;

const answer = (status: number, body = '', headers: Record<string, string> = {}): TransportResponse => ({
  status,
  headers,
  body: Buffer.from(body),
});
const LOST = new TransportError('reset', true);
const UNSENT = new TransportError('refused', false);
const CALL: LedgerCall = {
  operation: 'GET /invoice',
  method: 'GET',
  url: 'https://ledger.invalid/invoice?name=Kari',
  headers: { authorization: 'Basic c2VjcmV0' },
  repeatable: true,
  timeoutMs: 1_000,
  budget: { key: 'k', callsMax: 10, windowMs: 1_000 },
};

describe('LedgerHttp', () => {
  let sent: number;
  let waits: number[];
  let pauses: number[];
  let logged: string[];

  beforeEach(() => {
    sent = 0;
    waits = [];
    pauses = [];
    logged = [];
  });

  const http = (...answers: Answer[]): LedgerHttp => httpWith(() => undefined, ...answers);

  const httpWith = (verdict: ErrorVerdict, ...answers: Answer[]): LedgerHttp => {
    const log = (message: string, facts?: object): void => void logged.push(message + JSON.stringify(facts));
    return new LedgerHttp({
      ledgerName: 'Trial',
      verdict,
      budgetReading: () => ({}),
      secrets: ['c2VjcmV0'],
      random: () => 0,
      tools: {
        clock: new ManualClock(new Date('2026-11-23T10:00:00Z')),
        log: { debug: log, warn: log },
        sleep: (ms) => Promise.resolve(void waits.push(ms)),
        budget: {
          acquire: () => Promise.resolve(),
          correct: () => undefined,
          observe: () => undefined,
          pause: (_rule, ms) => void pauses.push(ms),
        },
        transport: () => {
          const next = answers[Math.min(sent, answers.length - 1)] as Answer;
          sent += 1;
          return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
        },
      },
    });
  };

  const errorOf = async (call: LedgerCall, ...answers: Answer[]): Promise<LedgerError> =>
    http(...answers)
      .json(call)
      .then(
        () => Promise.reject(new Error('It succeeded.')),
        (error: LedgerError) => error,
      );

  it.each([
    ['a server error', answer(500)],
    ['a proxy’s page', answer(502, '<html>')],
    ['a lost answer', LOST],
    ['no connection', UNSENT],
    ['HTML with 200', answer(200, '<html>')],
    ['half a body', answer(200, '{"value":')],
    ['bytes that are no text', { status: 200, headers: {}, body: Uint8Array.of(0xff, 0xfe) }],
  ])('repeats a read after %s, within its bound', async (_name, failure) => {
    expect((await http(failure, answer(200, '{"value":1}')).json(CALL)).json).toEqual({ value: 1 });
    expect(sent).toBe(2);
    sent = 0;
    expect(await errorOf(CALL, failure)).toBeInstanceOf(RetryableLedgerError);
    expect(sent).toBe(3);
  });

  it.each([
    ['a server error', answer(500), OutcomeUnknownError],
    ['a proxy’s page', answer(502, '<html>'), OutcomeUnknownError],
    ['a redirect', answer(302), OutcomeUnknownError],
    ['a lost answer', LOST, OutcomeUnknownError],
    ['HTML with 200', answer(200, '<html>'), OutcomeUnknownError],
    ['half a body', answer(200, '{"value":'), OutcomeUnknownError],
    ['no connection', UNSENT, RetryableLedgerError],
    ['too fast', answer(429), RetryableLedgerError],
    ['a permission', answer(403), ConnectionBlockedError],
    ['a refusal', answer(422), RecordRefusedError],
  ])('sends a write once and sorts %s', async (_name, failure, kind) => {
    expect(await errorOf({ ...CALL, method: 'PUT', repeatable: false }, failure)).toBeInstanceOf(kind);
    expect(sent).toBe(1);
  });

  it('waits as long as a 429 asks, and keeps everybody else waiting too', async () => {
    await http(answer(429, '', { 'retry-after': '4' }), answer(200, '1')).json(CALL);
    expect(waits).toEqual([4_000]);
    expect(pauses).toEqual([4_000]);
  });

  it('keeps everybody waiting when the limit is told inside a success', async () => {
    const tooFast: ErrorVerdict = ({ json }) =>
      json === 'too fast' ? new LimitReachedError('Too fast.', 5_000) : undefined;
    const answers = [answer(200, '"too fast"'), answer(200, '1')];
    expect((await httpWith(tooFast, ...answers).json(CALL)).json).toBe(1);
    expect(pauses).toEqual([5_000]);
    sent = 0;
    const write = { ...CALL, repeatable: false };
    await expect(httpWith(tooFast, answers[0] as Answer).json(write)).rejects.toBeInstanceOf(
      RetryableLedgerError,
    );
    expect([sent, pauses]).toEqual([1, [5_000, 5_000]]);
  });

  it('gives a long wait back to its caller', async () => {
    const error = await errorOf(CALL, answer(429, '', { 'retry-after': '3600' }));
    expect((error as RetryableLedgerError).retryAfterMs).toBe(3_600_000);
    expect(sent).toBe(1);
  });

  it('does not repeat what repeating cannot help', async () => {
    expect(await errorOf(CALL, answer(401))).toBeInstanceOf(ConnectionBlockedError);
    expect(await errorOf(CALL, answer(400))).toBeInstanceOf(LedgerContradictionError);
    expect(sent).toBe(2);
  });

  it('logs how it went, and neither query, header nor body', async () => {
    await errorOf(CALL, answer(500, 'Kari'));
    expect(logged.join()).toContain('GET /invoice');
    expect(logged.join()).not.toMatch(/Kari|c2VjcmV0|ledger\.invalid/);
  });
});
