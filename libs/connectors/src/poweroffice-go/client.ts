import type { Clock } from '@app/domain';
import {
  ConnectionBlockedError,
  type ConnectorLimits,
  RetryableLedgerError,
  type StoredToken,
} from '../contract/index.js';
import {
  anything,
  DecodeError,
  type Decoder,
  type JsonAnswer,
  type LedgerAnswer,
  type LedgerCall,
  listOf,
  unusableAnswer,
} from '../kit/index.js';
import type { CompanyTokens, IntegrationAccess } from './auth.js';
import { ObjectNotFoundError, TokenRefusedError } from './errors.js';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface ListRequest {
  /** Path template for messages and log, and the path itself when it has no parameters. */
  readonly path: string;
  readonly query?: Query;
  readonly signal?: AbortSignal | undefined;
}

export interface ObjectRequest extends ListRequest {
  /** Fills the `{id}` of the template. */
  readonly id?: string;
}

export interface RawList {
  readonly values: readonly unknown[];
  /** The body as it came, from which a refused row's own text is cut; empty for an empty list. */
  readonly text: string;
}

/** PowerOffice answers a longer address with a misleading 404. The base address is not counted: it is short. */
export const QUERY_LENGTH_MAX = 1_700;

/** The most that one request lists, says the vendor. */
export const LIST_PAGE_MAX = 20_000;

/** Privileges stand in the token as they were when it was made: after a refusal, one so old is made anew. */
const PRIVILEGES_STALE_MS = 60_000;

/** Calls of one company's API: signs them, and asks for another token once when it is refused. Knows no claim. */
export class PowerOfficeClient {
  constructor(
    private readonly access: IntegrationAccess,
    private readonly tokens: CompanyTokens,
    private readonly baseUrl: string,
    private readonly clock: Clock,
    private readonly limits: ConnectorLimits,
  ) {}

  /** An empty list comes as 204 without a body. */
  async rawList(request: ListRequest): Promise<RawList> {
    const call = this.#call('GET', request);
    const { json, text } = await this.#signed(call, (signed) => this.access.http.json(signed));
    return json === undefined
      ? { values: [], text: '' }
      : { values: this.#decoded(call, listOf(anything), json), text };
  }

  async list<T>(request: ListRequest, row: Decoder<T>): Promise<readonly T[]> {
    const { values } = await this.rawList(request);
    return this.#decoded(this.#call('GET', request), listOf(row), values);
  }

  async get<T>(request: ObjectRequest, value: Decoder<T>): Promise<T> {
    const call = this.#call('GET', request);
    const { json } = await this.#signed(call, (signed) => this.access.http.json(signed));
    return this.#decoded(call, value, json);
  }

  /** Undefined when PowerOffice does not know it, or does not show it. */
  async find<T>(request: ObjectRequest, value: Decoder<T>): Promise<T | undefined> {
    try {
      return await this.get(request, value);
    } catch (error) {
      if (error instanceof ObjectNotFoundError) return undefined;
      throw error;
    }
  }

  /** Undefined for "no content". */
  async bytes(request: ObjectRequest): Promise<Uint8Array | undefined> {
    const call = this.#call('GET', request);
    const accepting = { ...call, headers: { ...call.headers, accept: '*/*' } };
    const { status, bytes } = await this.#signed(accepting, (signed) => this.access.http.bytes(signed));
    return status === 204 || bytes.length === 0 ? undefined : bytes;
  }

  /** Changes the books. `body` is JSON text, so that amounts keep their digits. Sent once. */
  async write<T>(request: ObjectRequest & { readonly body?: string }, value: Decoder<T>): Promise<T> {
    const { body } = request;
    const read = this.#call('POST', request);
    const call: LedgerCall = {
      ...read,
      headers: body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' },
      repeatable: false,
      timeoutMs: this.limits.writeTimeoutMs,
      ...(body === undefined ? {} : { body }),
    };
    const { json } = await this.#signed(call, (signed) => this.access.http.json(signed));
    return this.#decoded(call, value, json);
  }

  /** As `write`, for a call that older versions answer without a body: what became of it must be read. */
  async writeUnread(request: ObjectRequest): Promise<void> {
    const read = this.#call('POST', request);
    const call = { ...read, repeatable: false, timeoutMs: this.limits.writeTimeoutMs };
    await this.#signed(call, (signed) => this.access.http.bytes(signed));
  }

  #call(method: LedgerCall['method'], { path, id, query = {}, signal }: ObjectRequest): LedgerCall {
    const filled = id === undefined ? path : path.replace(/\{[a-zA-Z]+\}/, encodeURIComponent(id));
    return {
      operation: `${method} ${path}`,
      method,
      url: `${this.baseUrl}${filled}${queryText(query)}`,
      headers: {},
      repeatable: true,
      timeoutMs: this.limits.requestTimeoutMs,
      budget: this.access.budget,
      ...(signal ? { signal } : {}),
    };
  }

  async #signed<T extends LedgerAnswer | JsonAnswer>(
    call: LedgerCall,
    send: (call: LedgerCall) => Promise<T>,
  ): Promise<T> {
    const token = await this.tokens.current();
    try {
      return await send(this.#withHeaders(call, token));
    } catch (error) {
      if (!(error instanceof TokenRefusedError) && !this.#mayHaveNewPrivileges(error, token)) throw error;
    }
    const fresh = await this.tokens.replace(token);
    // Refused at the door, so nothing was booked; still only the caller decides to post again.
    if (!call.repeatable)
      throw new RetryableLedgerError('The access token had ended; a new one is ready.', 0);
    try {
      return await send(this.#withHeaders(call, fresh));
    } catch (error) {
      throw error instanceof TokenRefusedError ? companyRefused() : error;
    }
  }

  #mayHaveNewPrivileges(error: unknown, { value }: StoredToken): boolean {
    if (!(error instanceof ConnectionBlockedError) || error.reason !== 'permission-missing') return false;
    const askedAtMs = typeof value['askedAtMs'] === 'number' ? value['askedAtMs'] : 0;
    return this.clock.now().getTime() - askedAtMs > PRIVILEGES_STALE_MS;
  }

  #withHeaders(call: LedgerCall, { value }: StoredToken): LedgerCall {
    return {
      ...call,
      headers: {
        ...call.headers,
        authorization: `Bearer ${String(value['accessToken'])}`,
        'Ocp-Apim-Subscription-Key': this.access.settings.subscriptionKey,
      },
    };
  }

  #decoded<T>(call: Pick<LedgerCall, 'operation' | 'repeatable'>, decoder: Decoder<T>, value: unknown): T {
    try {
      return decoder(value);
    } catch (error) {
      if (error instanceof DecodeError) throw unusableAnswer('PowerOffice', call, error.message);
      throw error;
    }
  }
}

/** A brand-new token is refused: the keys are good, the company is not reached. */
function companyRefused(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'company-unreachable',
    'PowerOffice gives us tokens for the company and then refuses them.',
    'Check in PowerOffice that the extension is active in the company (Settings → Extensions), and sign in again.',
  );
}

/** Commas stay readable; a plus is always encoded. */
function queryText(query: Query): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value)).replaceAll('%2C', ',')}`],
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** A comma, as a gateway may count it: encoded. */
const COMMA_LENGTH = '%2C'.length;

/** Splits ids so that each list, joined by commas, fits into one address. */
export function inAddressLengths(ids: readonly string[]): readonly (readonly string[])[] {
  const lists: string[][] = [];
  let length = Infinity;
  for (const id of ids) {
    if (length + id.length + COMMA_LENGTH > QUERY_LENGTH_MAX) {
      lists.push([]);
      length = 0;
    }
    lists.at(-1)?.push(id);
    length += id.length + COMMA_LENGTH;
  }
  return lists;
}
