import { randomUUID } from 'node:crypto';
import {
  type BudgetReading,
  type BudgetRule,
  type ConnectorTools,
  LedgerError,
  RetryableLedgerError,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '../contract/index.js';
import { parseExactJson } from './exact-json.js';
import { IN_FLIGHT } from './in-flight.js';
import { LimitReachedError } from './limit-reached.js';
import { redact } from './redact.js';
import { decideRetry, READ_RETRY_BOUNDS, type RetryBounds } from './retry-decision.js';
import {
  defaultVerdict,
  type ErrorVerdict,
  type FailedAnswer,
  unusableAnswer,
  verdictOnTransport,
} from './answer-verdict.js';

export interface LedgerCall {
  /** `GET /invoice`: method and path template, for log and messages; never ids or queries. */
  readonly operation: string;
  readonly method: TransportRequest['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** False for whatever changes the books: such a call is never sent twice, and its failures may be unknown outcomes. */
  readonly repeatable: boolean;
  readonly timeoutMs: number;
  readonly budget: BudgetRule;
  readonly signal?: AbortSignal;
}

export interface LedgerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** The body as text, as it came. */
  readonly text: string;
}

export interface JsonAnswer extends LedgerAnswer {
  /** Parsed exactly: amounts are source text. */
  readonly json: unknown;
}

export interface LedgerHttpOptions {
  readonly tools: Pick<ConnectorTools, 'transport' | 'clock' | 'budget' | 'log' | 'sleep'>;
  /** For people, in messages: `Tripletex`. */
  readonly ledgerName: string;
  /** The connector's own table; undefined leaves the answer to the kit's default. */
  readonly verdict: ErrorVerdict;
  /** Reads the vendor's headers about the limit. */
  readonly budgetReading: (headers: Readonly<Record<string, string>>) => BudgetReading;
  /** Redacted wherever they appear in an error. */
  readonly secrets: readonly string[];
  readonly retryBounds?: RetryBounds;
  /** Most calls that share a budget's key and are under way at once, in this process. Default without bound. */
  readonly inFlightMax?: number;
  /** In [0, 1); tests lend a fixed one. */
  readonly random?: () => number;
}

/** Under which vendors name the request, for their support to find it. */
const REQUEST_ID_HEADERS = ['x-tlx-request-id', 'x-uid', 'x-request-id'];

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * One call to a ledger: counts it against the budget, sends it, logs how long it took, and answers with a success or
 * throws an error of the contract. Reads are repeated a bounded number of times; writes never.
 */
export class LedgerHttp {
  constructor(private readonly options: LedgerHttpOptions) {}

  /**
   * @param parse throws SyntaxError for what is not JSON
   * @throws LedgerError also when a 2xx answer is not JSON
   */
  json(call: LedgerCall, parse: (text: string) => unknown = parseExactJson): Promise<JsonAnswer> {
    return this.#repeating(call, (answer) => this.#parsed(call, answer, parse));
  }

  bytes(call: LedgerCall): Promise<LedgerAnswer> {
    return this.#repeating(call, (answer) => ({ ...answer, text: '' }));
  }

  async #repeating<T>(call: LedgerCall, read: (answer: Omit<LedgerAnswer, 'text'>) => T): Promise<T> {
    const { retryBounds = READ_RETRY_BOUNDS, random = Math.random, tools } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return read(await this.#inTurn(call, attempt));
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        const decision = decideRetry(error, attempt, call.repeatable, random(), retryBounds);
        if (!decision.retry) throw error;
        tools.log.warn('ledger call is repeated', {
          operation: call.operation,
          attempt,
          waitMs: decision.waitMs,
        });
        await this.#wait(decision.waitMs, call.signal);
      }
    }
  }

  #inTurn(call: LedgerCall, attempt: number): Promise<Omit<LedgerAnswer, 'text'>> {
    const { inFlightMax } = this.options;
    if (inFlightMax === undefined) return this.#once(call, attempt);
    return IN_FLIGHT.hold(call.budget.key, inFlightMax, call.signal, () => this.#once(call, attempt));
  }

  async #once(call: LedgerCall, attempt: number): Promise<Omit<LedgerAnswer, 'text'>> {
    const { tools, ledgerName } = this.options;
    await tools.budget.acquire(call.budget, call.signal);
    const startedAtMs = tools.clock.now().getTime();
    const requestId = randomUUID();
    let answer: TransportResponse;
    try {
      answer = await tools.transport({
        method: call.method,
        url: call.url,
        headers: { 'user-agent': 'kravhub', 'x-request-id': requestId, ...call.headers },
        timeoutMs: call.timeoutMs,
        ...(call.body === undefined ? {} : { body: call.body }),
        ...(call.signal ? { signal: call.signal } : {}),
      });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      tools.log.warn('ledger call unanswered', {
        operation: call.operation,
        attempt,
        requestId,
        sent: error.sent,
      });
      throw verdictOnTransport(ledgerName, call, error);
    }
    const ms = tools.clock.now().getTime() - startedAtMs;
    const ledgerRequestId =
      REQUEST_ID_HEADERS.map((name) => answer.headers[name]).find((id) => id !== undefined) ?? '';
    tools.log.debug('ledger call', {
      operation: call.operation,
      attempt,
      status: answer.status,
      ms,
      requestId,
      ledgerRequestId,
    });
    tools.budget.observe(call.budget, this.options.budgetReading(answer.headers));
    if (answer.status < 200 || answer.status > 299) throw this.#refusal(call, answer);
    return { status: answer.status, headers: answer.headers, bytes: answer.body };
  }

  #refusal(call: LedgerCall, answer: TransportResponse): LedgerError {
    const failed = this.#failed(call, answer);
    const error = this.options.verdict(failed) ?? defaultVerdict(this.options.ledgerName, failed);
    if (failed.status === 429 && error instanceof RetryableLedgerError) {
      this.options.tools.budget.pause(call.budget, error.retryAfterMs);
    }
    return this.#heeded(call, error);
  }

  /** Some vendors say "too fast" under any status, a success among them. */
  #heeded(call: LedgerCall, error: LedgerError): LedgerError {
    if (error instanceof LimitReachedError) this.options.tools.budget.pause(call.budget, error.retryAfterMs);
    return error;
  }

  #parsed(
    call: LedgerCall,
    answer: Omit<LedgerAnswer, 'text'>,
    parse: (text: string) => unknown,
  ): JsonAnswer {
    // "No content": some ledgers say so of an empty list. Whoever expects a value refuses `undefined` by its decoder.
    if (answer.status === 204) return { ...answer, text: '', json: undefined };
    let text: string;
    let json: unknown;
    try {
      text = utf8.decode(answer.bytes);
      json = parse(text);
    } catch {
      throw unusableAnswer(this.options.ledgerName, call, 'it is not whole JSON');
    }
    const failed = { ...this.#describe(call, answer.status, answer.headers), json };
    const error = this.options.verdict(failed);
    if (error) throw this.#heeded(call, error);
    return { ...answer, text, json };
  }

  #failed(call: LedgerCall, answer: TransportResponse): FailedAnswer {
    let json: unknown;
    try {
      json = parseExactJson(utf8.decode(answer.body));
    } catch {
      json = undefined;
    }
    return { ...this.#describe(call, answer.status, answer.headers), json };
  }

  #describe(
    call: LedgerCall,
    status: number,
    headers: Readonly<Record<string, string>>,
  ): Omit<FailedAnswer, 'json'> {
    return {
      operation: call.operation,
      repeatable: call.repeatable,
      status,
      headers,
      safe: (text) => redact(text, this.options.secrets),
    };
  }

  async #wait(ms: number, signal?: AbortSignal): Promise<void> {
    await this.options.tools.sleep(ms, signal);
    if (signal?.aborted) throw new RetryableLedgerError('The call was called off while it waited.', 0);
  }
}
