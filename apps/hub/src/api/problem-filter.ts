import { Catch, HttpException, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { currentContext } from '../logging/log-context.js';
import { databaseErrorCode } from '../database/database.js';
import { SealedSecretUnreadableError } from '../secrets/sealed-text.js';
import { problemBody, ProblemError } from './problem-error.js';
import type { ProblemChoice } from './problem-error.js';

/** Connection refused, server shutting down, too many connections: PostgreSQL cannot be used now, and later it can. */
const DATABASE_AWAY = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|57P0[123]|53300|08\w{3})$/;

/** Every error leaves as problem+json. What we did not foresee tells the caller nothing of our insides, and the log all. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('Api');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = toProblem(error);
    if (problem.status >= 500) this.#log.error({ msg: 'request failed', error });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(response, problem);
  }
}

export function sendProblem(response: Response, problem: ProblemChoice): void {
  if (problem.retryAfterSeconds !== undefined)
    response.setHeader('Retry-After', String(problem.retryAfterSeconds));
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, currentContext()?.requestId ?? 'unknown')));
}

export function toProblem(error: unknown): ProblemChoice {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof SealedSecretUnreadableError) {
    return {
      status: 409,
      code: 'secret-unreadable',
      title: 'A stored credential cannot be opened.',
      cause: `The secret "${error.place.name}" of this ${error.place.ownerKind} is ${error.reason}.`,
      consequence: 'Nothing was sent to the ledger; cursor and claims are kept.',
      remedy: error.remedy,
    };
  }
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const known = BY_STATUS[status];
  if (known) return { status, ...known };
  if (DATABASE_AWAY.test(databaseErrorCode(error) ?? '')) {
    return {
      status: 503,
      code: 'database-unavailable',
      title: 'The hub cannot reach its database.',
      cause: 'The database did not answer.',
      consequence: 'Nothing was changed.',
      remedy: 'Repeat the request in a few seconds, with the same Idempotency-Key.',
      retryAfterSeconds: 5,
    };
  }
  return {
    status: 500,
    code: 'unexpected',
    title: 'Something went wrong in the hub.',
    cause: 'An error that nobody foresaw.',
    consequence:
      'The request may have been carried out in part; repeating it with the same Idempotency-Key is safe.',
    remedy: 'Repeat it once. If it fails again, give the request id to whoever runs the hub.',
  };
}

/** Express's own refusals (a malformed or oversized body) carry a status. */
function statusOf(error: unknown): number {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return expose === true && typeof status === 'number' ? status : 500;
}

const NOT_CARRIED_OUT = 'The request was not carried out.';

const BY_STATUS: Readonly<Record<number, Omit<ProblemChoice, 'status'>>> = {
  400: {
    code: 'malformed-request',
    title: 'The request cannot be read.',
    cause: 'Its body or parameters are malformed.',
    consequence: NOT_CARRIED_OUT,
    remedy: 'Send well-formed JSON as /api/docs describes it.',
  },
  401: {
    code: 'not-signed-in',
    title: 'Sign in first.',
    cause: 'The request bears no valid token.',
    consequence: NOT_CARRIED_OUT,
    remedy: 'Send "Authorization: Bearer <token>" with the value of API_TOKEN.',
  },
  403: {
    code: 'not-allowed',
    title: 'This is not allowed.',
    cause: 'The caller may not do this.',
    consequence: NOT_CARRIED_OUT,
    remedy: 'Use an account that may, or ask its administrator.',
  },
  404: {
    code: 'not-found',
    title: 'There is nothing here.',
    cause: 'No route or record has this address.',
    consequence: NOT_CARRIED_OUT,
    remedy: 'Compare method and address with /api/docs.',
  },
  405: {
    code: 'method-not-allowed',
    title: 'This method is not for this address.',
    cause: 'The address exists for another method.',
    consequence: NOT_CARRIED_OUT,
    remedy: 'Compare method and address with /api/docs.',
  },
  413: {
    code: 'body-too-large',
    title: 'The body is too large.',
    cause: 'It has more bytes than REQUEST_BODY_BYTES_MAX.',
    consequence: NOT_CARRIED_OUT,
    remedy: 'Send less at a time.',
  },
  415: {
    code: 'unsupported-media-type',
    title: 'This kind of body is not read here.',
    cause: 'The content type or its encoding is not supported.',
    consequence: NOT_CARRIED_OUT,
    remedy: 'Send application/json in UTF-8.',
  },
  429: {
    code: 'too-many-requests',
    title: 'Too many requests.',
    cause: 'This address sent more than REQUESTS_PER_MINUTE.',
    consequence: NOT_CARRIED_OUT,
    remedy: 'Wait as long as Retry-After says, then repeat.',
    retryAfterSeconds: 60,
  },
};
