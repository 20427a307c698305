import { ConnectionBlockedError, RetryableLedgerError } from '../contract/index.js';
import type { BudgetRule, ConnectorLimits, TransportRequest } from '../contract/index.js';
import {
  DecodeError,
  type Decoder,
  type JsonAnswer,
  type LedgerAnswer,
  type LedgerCall,
  type LedgerHttp,
  unusableAnswer,
} from '../kit/index.js';
import type { AccessToken, AccessTokens } from './auth.js';
import { ObjectNotFoundError, TokenRefusedError } from './errors.js';

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface FortnoxRequest {
  /** Path template below `/3`, for messages and log, and the path itself when it has no parameters. */
  readonly path: string;
  /** Fills the `{…}` of the template. */
  readonly id?: string;
  readonly query?: Query;
  readonly signal?: AbortSignal | undefined;
}

export interface RawAnswer<T> {
  readonly value: T;
  /** The body as it came, from which a refused record's own text is kept. */
  readonly text: string;
}

/**
 * Calls of one company's API: signs them, and renews the token once when it is refused. Knows no claim.
 *
 * Some of Fortnox's GETs send mail or mark the invoice as sent (`print`, `email`, `einvoice`, `eprint`,
 * `printreminder`); reading is repeated on trouble, so their names are refused here.
 */
export class FortnoxClient {
  constructor(
    private readonly http: LedgerHttp,
    private readonly tokens: AccessTokens,
    private readonly baseUrl: string,
    private readonly budget: BudgetRule,
    private readonly limits: ConnectorLimits,
  ) {}

  async get<T>(request: FortnoxRequest, decoder: Decoder<T>): Promise<T> {
    return (await this.getRaw(request, decoder)).value;
  }

  async getRaw<T>(request: FortnoxRequest, decoder: Decoder<T>): Promise<RawAnswer<T>> {
    const call = this.#call('GET', request);
    const { json, text } = await this.#signed(call, (signed) => this.http.json(signed));
    return { value: this.#decoded(call, decoder, json), text };
  }

  bytes(request: FortnoxRequest): Promise<LedgerAnswer> {
    const call = this.#call('GET', request);
    return this.#signed({ ...call, headers: { accept: 'application/pdf' } }, (signed) =>
      this.http.bytes(signed),
    );
  }

  /** Changes the books. Sent once. @throws OutcomeUnknownError when it may have been carried out */
  async write<T>(
    method: 'PUT' | 'POST',
    request: FortnoxRequest & { readonly body?: string },
    decoder: Decoder<T>,
  ): Promise<T> {
    const call = this.#writing(method, request);
    const { json } = await this.#signed(call, (signed) => this.http.json(signed));
    return this.#decoded(call, decoder, json);
  }

  /** Answers 204 without a body. Sent once. */
  async remove(request: FortnoxRequest): Promise<void> {
    await this.#signed(this.#writing('DELETE', request), (signed) => this.http.bytes(signed));
  }

  #writing(
    method: TransportRequest['method'],
    request: FortnoxRequest & { readonly body?: string },
  ): LedgerCall {
    const { body } = request;
    return {
      ...this.#call(method, request),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      repeatable: false,
      timeoutMs: this.limits.writeTimeoutMs,
      ...(body === undefined ? {} : { body }),
    };
  }

  #call(method: TransportRequest['method'], { path, id, query = {}, signal }: FortnoxRequest): LedgerCall {
    if (method === 'GET' && SIDE_EFFECT.test(path))
      throw new Error(`${path} is never called: it sends or marks.`);
    const filled = id === undefined ? path : path.replace(/\{[a-zA-Z]+\}/, encodeURIComponent(id));
    return {
      operation: `${method} ${path}`,
      method,
      url: `${this.baseUrl}${filled}${queryText(query)}`,
      headers: { accept: 'application/json' },
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
    const token = await this.tokens.current();
    try {
      return await send(withToken(call, token));
    } catch (error) {
      if (error instanceof ObjectNotFoundError && !call.repeatable && !call.operation.includes('{'))
        throw wrongAddress(error);
      if (!(error instanceof TokenRefusedError)) throw error;
    }
    const fresh = await this.tokens.replace(token);
    // Refused at the door, so nothing was booked; still only the caller decides to post again.
    if (!call.repeatable)
      throw new RetryableLedgerError('The access token had ended; a new one is ready.', 0);
    try {
      return await send(withToken(call, fresh));
    } catch (error) {
      if (!(error instanceof TokenRefusedError)) throw error;
      throw new ConnectionBlockedError(
        'credentials-refused',
        'Fortnox refuses an access token that it has just given.',
        'Check under “Manage integrations” in Fortnox that the integration is active, and connect again.',
        { cause: error },
      );
    }
  }

  #decoded<T>(call: Pick<LedgerCall, 'operation' | 'repeatable'>, decoder: Decoder<T>, value: unknown): T {
    try {
      return decoder(value);
    } catch (error) {
      if (error instanceof DecodeError) throw unusableAnswer('Fortnox', call, error.message);
      throw error;
    }
  }
}

const SIDE_EFFECT = /\/(print|printreminder|email|einvoice|eprint|externalprint)$/;

/** A list or the company itself is always there. */
function wrongAddress(cause: unknown): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'There is no Fortnox API at the address that is set.',
    'The operator checks FORTNOX_API_URL: it ends in /3.',
    { cause },
  );
}

function withToken(call: LedgerCall, { value }: AccessToken): LedgerCall {
  return { ...call, headers: { ...call.headers, authorization: `Bearer ${value}` } };
}

/** Blanks as `%20`: the vendor's guide asks for it in `lastmodified`. */
function queryText(query: Query): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
