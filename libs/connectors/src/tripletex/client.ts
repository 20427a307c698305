import { ConnectionBlockedError, RetryableLedgerError } from '../contract/index.js';
import type { BudgetRule, ConnectorLimits, TransportRequest } from '../contract/index.js';
import {
  anything,
  DecodeError,
  type Decoder,
  type JsonAnswer,
  type LedgerAnswer,
  type LedgerCall,
  type LedgerHttp,
  listOf,
  object,
  parseExactJson,
  unusableAnswer,
  withoutKnownElements,
} from '../kit/index.js';
import type { SessionProvider, TripletexSession } from './auth.js';
import { ObjectNotFoundError, SessionRefusedError } from './errors.js';

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface ListRequest {
  /** Path template for messages and log, and the path itself when it has no parameters. */
  readonly path: string;
  readonly query: Query;
  readonly signal?: AbortSignal | undefined;
}

export interface ObjectRequest extends ListRequest {
  /** Fills the `{id}` of the template. */
  readonly id?: string;
}

export interface RawList {
  readonly values: readonly unknown[];
  /** The body as it came, from which a refused row's own text is cut. */
  readonly text: string;
}

const decodeList = object({ values: listOf(anything) });
const decodeValue = object({ value: anything });

/** `0` is the company that owns the employee token; any other is a client company's id. */
export const OWN_COMPANY = '0';

/** Calls of one company's API: signs them, and signs in again once when the session is refused. Knows no claim. */
export class TripletexClient {
  constructor(
    private readonly http: LedgerHttp,
    private readonly sessions: SessionProvider,
    private readonly baseUrl: string,
    readonly username: string,
    private readonly budget: BudgetRule,
    private readonly limits: ConnectorLimits,
  ) {}

  /** The same grant, seen as another company. */
  as(username: string): TripletexClient {
    return new TripletexClient(this.http, this.sessions, this.baseUrl, username, this.budget, this.limits);
  }

  async rawList(request: ListRequest): Promise<RawList> {
    const call = this.#call('GET', request);
    const { json, text } = await this.#signed(call, (signed) => this.http.json(signed));
    return { values: this.#decoded(call, decodeList, json).values, text };
  }

  /** As `rawList`, unless the rows are the known ones, byte for byte and in this order. */
  async rawListUnless(
    request: ListRequest,
    known: readonly string[] | undefined,
  ): Promise<RawList | 'as-known'> {
    const call = this.#call('GET', request);
    let asKnown = false;
    const parse = (text: string): unknown => {
      const rest = known && withoutKnownElements(text, 'values', known);
      asKnown = rest !== undefined;
      return parseExactJson(rest ?? text);
    };
    const { json, text } = await this.#signed(call, (signed) => this.http.json(signed, parse));
    const { values } = this.#decoded(call, decodeList, json);
    return asKnown ? 'as-known' : { values, text };
  }

  async list<T>(request: ListRequest, row: Decoder<T>): Promise<readonly T[]> {
    const { values } = await this.rawList(request);
    return this.#decoded({ operation: `GET ${request.path}`, repeatable: true }, listOf(row), values);
  }

  async get<T>(request: ObjectRequest, value: Decoder<T>): Promise<T> {
    return this.#value(this.#call('GET', request), value);
  }

  /** As `get`, with the body's text. */
  async getRaw(request: ObjectRequest): Promise<{ readonly value: unknown; readonly text: string }> {
    const call = this.#call('GET', request);
    const answer = await this.#signed(call, (signed) => this.http.json(signed));
    return { value: this.#decoded(call, decodeValue, answer.json).value, text: answer.text };
  }

  bytes(request: ObjectRequest): Promise<LedgerAnswer> {
    const call = this.#call('GET', request);
    const headers = { ...call.headers, accept: 'application/pdf, application/octet-stream' };
    return this.#signed({ ...call, headers }, (signed) => this.http.bytes(signed));
  }

  /** Changes the books. Sent once. @throws OutcomeUnknownError when it may have been carried out */
  write<T>(
    method: 'PUT' | 'POST',
    request: ObjectRequest & { readonly body?: object },
    value: Decoder<T>,
  ): Promise<T> {
    const call = this.#call(method, request);
    const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
    const headers = request.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
    return this.#value(
      { ...call, ...body, headers, repeatable: false, timeoutMs: this.limits.writeTimeoutMs },
      value,
    );
  }

  async #value<T>(call: LedgerCall, value: Decoder<T>): Promise<T> {
    const { json } = await this.#signed(call, (signed) => this.http.json(signed));
    return this.#decoded(call, value, this.#decoded(call, decodeValue, json).value);
  }

  #call(method: TransportRequest['method'], { path, id, query, signal }: ObjectRequest): LedgerCall {
    const filled = id === undefined ? path : path.replace(/\{[a-zA-Z]+\}/, encodeURIComponent(id));
    return {
      operation: `${method} ${path}`,
      method,
      url: `${this.baseUrl}${filled.replace('>', '%3E')}${queryText(query)}`,
      headers: {},
      repeatable: true,
      timeoutMs: this.limits.requestTimeoutMs,
      budget: this.budget,
      ...(signal ? { signal } : {}),
    };
  }

  async #signed<T extends LedgerAnswer | JsonAnswer>(
    call: LedgerCall,
    send: (call: LedgerCall) => Promise<T>,
  ): Promise<T> {
    const session = await this.sessions.current();
    try {
      return await send(this.#withAuthorization(call, session));
    } catch (error) {
      if (error instanceof ObjectNotFoundError && !call.operation.includes('{'))
        throw this.#companyRefused(error);
      if (!(error instanceof SessionRefusedError)) throw error;
    }
    const fresh = await this.sessions.replace(session);
    // Refused at the door, so nothing was booked; still only the caller decides to post again.
    if (!call.repeatable) throw new RetryableLedgerError('The session had ended; a new one is ready.', 0);
    try {
      return await send(this.#withAuthorization(call, fresh));
    } catch (error) {
      throw error instanceof SessionRefusedError ? this.#companyRefused() : error;
    }
  }

  #withAuthorization(call: LedgerCall, { token }: TripletexSession): LedgerCall {
    const credentials = Buffer.from(`${this.username}:${token}`, 'utf8').toString('base64');
    return { ...call, headers: { ...call.headers, authorization: `Basic ${credentials}` } };
  }

  /** A brand-new session is refused, or even a list is "not found": the tokens are good, the company is not reached. */
  #companyRefused(cause?: unknown): ConnectionBlockedError {
    return this.username === OWN_COMPANY
      ? new ConnectionBlockedError(
          'credentials-refused',
          'Tripletex refuses the API key although it could sign in.',
          'Check in Tripletex that the API key is active; with an accounting office’s key, connect a client company.',
          { cause },
        )
      : new ConnectionBlockedError(
          'company-unreachable',
          'The API key no longer reaches this company in Tripletex.',
          'Give the accounting office’s API key access to the client company again, or disconnect it.',
          { cause },
        );
  }

  #decoded<T>(call: Pick<LedgerCall, 'operation' | 'repeatable'>, decoder: Decoder<T>, value: unknown): T {
    try {
      return decoder(value);
    } catch (error) {
      if (error instanceof DecodeError) throw unusableAnswer('Tripletex', call, error.message);
      throw error;
    }
  }
}

/** Commas, parentheses and stars stay readable; Tripletex takes them raw. */
function queryText(query: Query): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value)).replaceAll('%2C', ',')}`],
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
