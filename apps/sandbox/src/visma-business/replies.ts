import type { RefusalVariant } from '../faults/fault.js';
import { jsonReply, type Reply } from '../server/exchange.js';
import type { ErrorEntry } from './errors.js';

/** The gateway's pages are HTML, not JSON (docs.vismasoftware.no/businessnxtapi/features/errors). */
export function htmlReply(
  status: number,
  title: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const body = `<html>\r
<head><title>${status} ${title}</title></head>\r
<body>\r
<center><h1>${status} ${title}</h1></center>\r
<hr><center>nginx</center>\r
</body>\r
</html>\r
`;
  return { status, headers: { 'content-type': 'text/html', ...headers }, body };
}

export function unauthorized(): Reply {
  return htmlReply(401, 'Authorization Required');
}

/** `full` names when to come back; no public page shows the gateway's own answer. */
export function tooManyRequests(variant: RefusalVariant): Reply {
  switch (variant) {
    case 'full':
      return htmlReply(429, 'Too Many Requests', { 'retry-after': '2' });
    case 'no-reset':
      return jsonReply(429, '{"message":"API rate limit exceeded"}');
    case 'empty':
      return { status: 429, headers: {}, body: '' };
    case 'html':
      return htmlReply(429, 'Too Many Requests');
  }
}

export function graphqlReply(body: unknown): Reply {
  return jsonReply(200, JSON.stringify(body));
}

export const TIMED_OUT: ErrorEntry = {
  message: 'The operation was canceled. The request took more than 59 seconds.',
  extensions: { code: 'TIMEOUT', codes: ['TIMEOUT'] },
};

export const UNEXPECTED: ErrorEntry = {
  message: 'Error: The request could not be completed. Description: Internal error. Status: 7.',
};
