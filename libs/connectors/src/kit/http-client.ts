import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import axios, { type AxiosInstance, isAxiosError } from 'axios';
import {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from '../contract/index.js';

export interface TransportOptions {
  /** A longer answer is broken off: a document of this size is no invoice. Default 32 MiB. */
  readonly answerBytesMax?: number;
  /** Open connections per host. Default 20. */
  readonly socketsMax?: number;
  /**
   * Resolves host names and may refuse where they lead, with the code `ERR_ADDRESS_REFUSED`. With it no proxy is used:
   * behind one, nobody here would see the address. Not asked about addresses that are written as numbers. Default: the system's.
   */
  readonly lookup?: LookupFunction;
  /**
   * Whether the environment may name a proxy (`HTTPS_PROXY` and its like): then it is forbidden for our own machine. To do so
   * axios writes a function as a property's value, which V8 puts among the old objects, and the answer that it refers to
   * outlives its use until the next collection of everything. Default: true.
   */
  readonly mayBeProxied?: boolean;
}

/** System codes after which it is certain that nothing was sent: no connection came about. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'ERR_ADDRESS_REFUSED',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Sends exactly what it is given, once: no redirects, no retries, no judgement of statuses. */
export function createTransport({
  answerBytesMax = 32 * 1024 * 1024,
  socketsMax = 20,
  lookup,
  mayBeProxied = true,
}: TransportOptions = {}): Transport {
  const resolving = lookup === undefined ? {} : { lookup };
  const client = axios.create({
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: socketsMax, ...resolving }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: socketsMax, ...resolving }),
    ...(lookup === undefined ? {} : { proxy: false as const }),
    maxRedirects: 0,
    maxContentLength: answerBytesMax,
    maxBodyLength: 4 * 1024 * 1024,
    decompress: true,
    responseType: 'arraybuffer',
    // The bytes as they came; axios would guess at JSON and lose decimals.
    transformRequest: [],
    transformResponse: [],
    validateStatus: () => true,
  });
  return (request) => send(client, request, mayBeProxied);
}

async function send(
  client: AxiosInstance,
  request: TransportRequest,
  mayBeProxied: boolean,
): Promise<TransportResponse> {
  if (request.signal?.aborted) throw new TransportError('The call was called off before it was sent.', false);
  // A hard stop besides axios's own: a server that trickles bytes would keep resetting an idle timer.
  const deadline = AbortSignal.timeout(request.timeoutMs);
  try {
    const answer = await client.request<ArrayBuffer | Uint8Array>({
      method: request.method,
      url: request.url,
      headers: { accept: 'application/json', ...request.headers },
      signal: request.signal ? AbortSignal.any([deadline, request.signal]) : deadline,
      ...(request.body === undefined ? {} : { data: request.body }),
      ...(mayBeProxied && isLoopback(request.url) ? { proxy: false as const } : {}),
    });
    return {
      status: answer.status,
      headers: lowerCaseHeaders(answer.headers),
      body: answer.data instanceof Uint8Array ? answer.data : new Uint8Array(answer.data),
    };
  } catch (error) {
    throw toTransportError(error, deadline.aborted);
  }
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

function lowerCaseHeaders(headers: object): Readonly<Record<string, string>> {
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers) as [string, unknown][]) {
    if (value !== undefined && value !== null)
      lower[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return lower;
}

/** Says what happened by the system's code only: axios's own errors carry headers and bodies. */
function toTransportError(error: unknown, timedOut: boolean): TransportError {
  if (timedOut) return new TransportError('No whole answer came in time.', true);
  const code = isAxiosError(error) ? (error.code ?? 'unknown') : 'unknown';
  if (code === 'ERR_CANCELED') return new TransportError('The call was called off.', true);
  if (NEVER_SENT.has(code))
    return new TransportError(`The ledger could not be reached (${code}).`, false, { code });
  return new TransportError(`The connection broke before a whole answer came (${code}).`, true, { code });
}
