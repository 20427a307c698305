import { createHash } from 'node:crypto';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { currentPrincipal } from '../principal.js';
import { ProblemError } from '../problem-error.js';

/** Which request: the caller with the route, the key it chose, and a hash of what it wants. */
export interface RequestIdentity {
  readonly scope: string;
  readonly key: string;
  readonly requestHash: string;
}

/**
 * A request's name for whoever does what it asks for: the same for the same caller, route, Idempotency-Key and content,
 * another one for anything else. SHA-256, so that it holds nothing of what was sent.
 */
export type RequestKey = string & { readonly __requestKey: true };

/** At the desk, where nobody has to say who asks. */
const NOBODY = { kind: 'nobody', id: '' };
const KEY = /^[\x21-\x7e]{8,128}$/;

/** @throws ProblemError idempotency-key-missing */
export function identify(request: Request, context: ExecutionContext): RequestIdentity {
  const key = request.header('idempotency-key');
  if (key === undefined || !KEY.test(key)) {
    throw new ProblemError({
      status: 400,
      code: 'idempotency-key-missing',
      title: 'This request needs an Idempotency-Key.',
      cause:
        key === undefined
          ? 'The header Idempotency-Key is missing.'
          : 'The header Idempotency-Key is not 8 to 128 printable characters.',
      consequence: 'The request was not carried out.',
      remedy: 'Send a new UUID in Idempotency-Key, and the same one when you repeat this request.',
    });
  }
  // People come with a session, and one must not get the answer that another was given.
  const { kind, id } = currentPrincipal() ?? NOBODY;
  const caller = hash(`${kind} ${id}`).slice(0, 16);
  const scope = `${caller} ${request.method} ${context.getClass().name}.${context.getHandler().name}`;
  return { scope, key, requestHash: hash(`${request.originalUrl}\n${canonical(request.body)}`) };
}

/**
 * A parameter of an `@Idempotent()` handler, to be kept with the effect, in its transaction: where the process dies before the
 * answer was kept, the repetition is known by it.
 */
export const KeyOfRequest = createParamDecorator((_data: unknown, context: ExecutionContext): RequestKey => {
  const { scope, key, requestHash } = identify(context.switchToHttp().getRequest<Request>(), context);
  return hash(`${scope}\n${key}\n${requestHash}`) as RequestKey;
});

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with sorted keys: the order in which a client writes fields is not part of what it wants. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}
