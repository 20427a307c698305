import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '@app/connectors';
import { PipelineUnavailableError } from '../collection-pipeline.js';
import {
  AgencyAnswerError,
  type AgencyResult,
  type EventPage,
  readEventPage,
  readResults,
} from './agency-wire.js';

const TIMEOUT_MS = 20_000;
/** Fifty of our references make an address of some two thousand characters; every server takes that. */
export const LOOKUP_MAX = 50;
const RETRY_AFTER_MS_MAX = 3_600_000;
const KEY_REFUSED_RETRY_MS = 30 * 60_000;

/** The agency will not read the batch as a whole: too large, or something in it is not what it knows. */
export class AgencyBatchRefusedError extends Error {
  constructor(readonly status: number) {
    super(`The agency refused the whole batch with status ${status}.`);
    this.name = 'AgencyBatchRefusedError';
  }
}

/** The agency no longer knows the cursor: its events are read from the first again, and those known count once. */
export class AgencyCursorExpiredError extends Error {
  constructor() {
    super('The agency no longer knows where its events were read to.');
    this.name = 'AgencyCursorExpiredError';
  }
}

export interface AgencyAccess {
  readonly name: string;
  readonly baseUrl: string;
  readonly apiToken: string;
}

/**
 * One agency over HTTP. Nothing is repeated here: who calls keeps what was not answered and comes again. Every failure
 * says in one sentence for a person what happened, what follows, and what to do.
 */
export class AgencyClient {
  constructor(
    private readonly transport: Transport,
    private readonly access: AgencyAccess,
  ) {}

  /**
   * @throws AgencyBatchRefusedError nothing of it was taken in, and the same batch never will be
   * @throws PipelineUnavailableError whether it was taken in may be unknown: look the messages up before sending again
   */
  async send(body: string, key: string): Promise<ReadonlyMap<string, AgencyResult>> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await this.#ask({ method: 'POST', path: '/v1/messages', headers, body });
    if (answer.status === 400 || answer.status === 413 || answer.status === 422)
      throw new AgencyBatchRefusedError(answer.status);
    return this.#read(answer, readResults);
  }

  /** What became of messages, by their references; at most LOOKUP_MAX. One that is absent never arrived. */
  async lookUp(references: readonly string[]): Promise<ReadonlyMap<string, AgencyResult>> {
    const path = `/v1/messages?references=${encodeURIComponent(references.join(','))}`;
    return this.#read(await this.#ask({ method: 'GET', path, headers: {} }), readResults);
  }

  /**
   * @param after the cursor that the page before gave, or null for the first page of all
   * @throws AgencyCursorExpiredError, PipelineUnavailableError
   */
  async events(after: string | null, limit: number, signal?: AbortSignal): Promise<EventPage> {
    const cursor = after === null ? '' : `after=${encodeURIComponent(after)}&`;
    const answer = await this.#ask(
      { method: 'GET', path: `/v1/events?${cursor}limit=${limit}`, headers: {} },
      signal,
    );
    if (answer.status === 410 && after !== null) throw new AgencyCursorExpiredError();
    return this.#read(answer, readEventPage);
  }

  async #ask(
    request: Pick<TransportRequest, 'method' | 'headers' | 'body'> & { readonly path: string },
    signal?: AbortSignal,
  ): Promise<TransportResponse> {
    const { path, ...rest } = request;
    try {
      return await this.transport({
        ...rest,
        url: `${this.access.baseUrl}${path}`,
        headers: {
          ...rest.headers,
          'user-agent': 'kravhub',
          authorization: `Bearer ${this.access.apiToken}`,
        },
        timeoutMs: TIMEOUT_MS,
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const what = error.sent ? 'did not answer in full' : 'could not be reached';
      throw this.#unavailable(
        `${what}. The claims wait, and it is asked again. If it stays so, call the agency.`,
        {
          cause: error,
        },
      );
    }
  }

  #read<T>(answer: TransportResponse, read: (json: unknown) => T): T {
    const { status } = answer;
    if (status === 401 || status === 403) {
      throw this.#unavailable(
        `refuses our key (status ${status}). The claims wait. The operator must enter a key that is valid.`,
        { retryAfterMs: KEY_REFUSED_RETRY_MS },
      );
    }
    if (status === 429 || status === 503) {
      throw this.#unavailable(
        `asks us to wait (status ${status}). The claims are sent again by themselves.`,
        {
          retryAfterMs: retryAfterMs(answer.headers['retry-after']),
        },
      );
    }
    if (status < 200 || status > 299) {
      throw this.#unavailable(
        `answered with status ${status}. What it took in is looked up before anything is sent again. If it stays so, call the agency.`,
      );
    }
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(answer.body);
      return read(JSON.parse(text));
    } catch (error) {
      const what =
        error instanceof AgencyAnswerError ? error.message : 'The agency’s answer is not whole JSON.';
      throw this.#unavailable(
        `gave an answer that makes no sense. ${what} It is looked up before anything is sent again. If it stays so, call the agency.`,
        { cause: error },
      );
    }
  }

  #unavailable(
    what: string,
    options?: ErrorOptions & { readonly retryAfterMs?: number },
  ): PipelineUnavailableError {
    return new PipelineUnavailableError(`The agency ${this.access.name} ${what}`, options);
  }
}

/** Seconds; a date is not taken, nor a longer wait than an hour. */
function retryAfterMs(header: string | undefined): number {
  return header !== undefined && /^\d{1,6}$/.test(header)
    ? Math.min(Number(header) * 1000, RETRY_AFTER_MS_MAX)
    : 0;
}
