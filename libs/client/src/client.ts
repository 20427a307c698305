import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from '../generated/api.js';
import { noAnswer, ProblemError, problemOf } from './problem.js';

/** Shapes of the API, by the name they have in its document. */
export type Schemas = components['schemas'];
export type HubClient = Client<paths, `${string}/${string}`>;

export interface HubClientOptions {
  /** Address of the hub, without a slash at its end. Default: the page's own. */
  readonly baseUrl?: string;
  /** Default: the platform's. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** A name for one intent, the same when it is sent again. Default: random. */
  readonly newKey?: () => string;
}

const KEY_HEADER = 'idempotency-key';

/**
 * A client of the hub's API. The session's cookie goes along, every POST bears an Idempotency-Key, and whatever is not
 * carried out is thrown as a {@link ProblemError}.
 */
export function createHubClient(options: HubClientOptions = {}): HubClient {
  const { baseUrl = '', newKey = () => crypto.randomUUID() } = options;
  const client = createFetchClient<paths>({
    baseUrl,
    credentials: 'same-origin',
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  client.use(withKey(newKey), refusalsThrown);
  return client;
}

function withKey(newKey: () => string): Middleware {
  return {
    onRequest: ({ request }) => {
      if (request.method === 'POST' && !request.headers.has(KEY_HEADER))
        request.headers.set(KEY_HEADER, newKey());
      return request;
    },
  };
}

const refusalsThrown: Middleware = {
  onResponse: async ({ response }) => {
    if (!response.ok)
      throw problemOf(response.status, await bodyOf(response), response.headers.get('retry-after'));
    return response;
  },
  onError: ({ error }) => (error instanceof ProblemError ? error : noAnswer(error)),
};

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * What a call answers, without the envelope.
 *
 * @throws ProblemError when it is refused
 */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  // Refusals are thrown by then; an answer without content is undefined, and its type says so.
  return (await call).data as T;
}
