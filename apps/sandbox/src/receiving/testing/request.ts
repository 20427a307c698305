import type { SimRequest } from '../../server/exchange.js';

/** A request as the server would hand it on. */
export function request(
  method: string,
  path: string,
  { headers = {}, body = '' }: { headers?: Readonly<Record<string, string>>; body?: string } = {},
): SimRequest {
  return {
    method,
    path,
    query: new URLSearchParams(),
    headers,
    body,
    clientGone: new Promise(() => undefined),
  };
}
