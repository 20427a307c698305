import { jsonReply, type Reply } from '../../server/exchange.js';
import type { UnverifiedBehaviour } from '../unverified.js';

/** A refusal of the service behind the gateway, in the shape of RFC 7807 as far as the vendor's examples fill it. */
export class Problem extends Error {
  constructor(
    readonly status: 400 | 404 | 409 | 415 | 500,
    readonly title: string,
    readonly detail: string,
  ) {
    super(`${title}: ${detail}`);
    this.name = 'Problem';
  }

  toReply({ problemCase }: UnverifiedBehaviour): Reply {
    const { title, detail } = this;
    const body = problemCase === 'lower' ? { detail, title } : { Detail: detail, Title: title };
    return jsonReply(this.status, JSON.stringify(body));
  }
}

/** 401 and 403: status only, the bodies are empty. */
export class BareRefusal extends Error {
  constructor(readonly status: 401 | 403) {
    super(`${status} without a body`);
    this.name = 'BareRefusal';
  }

  toReply(): Reply {
    return { status: this.status, headers: {}, body: '' };
  }
}

/** What Azure API Management answers in front of the service. */
export function gatewayReply(
  status: 401 | 404 | 429 | 500,
  message: string,
  { gatewayStatusCode }: UnverifiedBehaviour,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const statusCode = gatewayStatusCode === 'number' ? status : String(status);
  return jsonReply(status, JSON.stringify({ statusCode, message }), headers);
}

export const MISSING_SUBSCRIPTION_KEY =
  'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.';
export const WRONG_SUBSCRIPTION_KEY =
  'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.';

export function badResourceParameter(name: string): Problem {
  const detail = `${name} property in resourceParameter is not formatted correct.`;
  return new Problem(400, 'Invalid resourceParameter', detail);
}

export function cannotCast(detail: string): Problem {
  return new Problem(400, 'Unable to cast object(s)', detail);
}

export function notFound(detail: string): Problem {
  return new Problem(404, 'Object(s) not found', detail);
}

export function invalidRequest(detail: string): Problem {
  return new Problem(400, 'Invalid request', detail);
}

export function voucherInvalid(detail: string, status: 400 | 404 | 409 = 400): Problem {
  return new Problem(status, 'Voucher validation error(s)', detail);
}

export function serverError(): Problem {
  return new Problem(500, 'An error occurred while processing your request.', 'Internal server error.');
}
