import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { defer, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { isSecretKey } from '../../logging/redact.js';
import { ProblemError } from '../problem-error.js';
import { IDEMPOTENT } from './idempotent.js';
import { IdempotentRequests } from './idempotent-requests.js';
import type { Claim } from './idempotent-requests.js';
import { identify, type RequestIdentity } from './request-identity.js';

/** A twin that comes while the first still runs waits for its answer as long: 20 looks, 100 ms apart. */
const LOOKS_MAX = 20;
const LOOK_PAUSE_MS = 100;
const RETRY_AFTER_SECONDS = 2;
/** Three renewals in the life of a claim: one may be late. */
const RENEW_EVERY_MS = 5_000;

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  readonly #log = new Logger('Idempotency');

  constructor(
    private readonly requests: IdempotentRequests,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.reflector.get<boolean | undefined>(IDEMPOTENT, context.getHandler())) return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    return defer(() => this.#answer(identify(request, context), response, next));
  }

  async #answer(identity: RequestIdentity, response: Response, next: CallHandler): Promise<unknown> {
    const claim = await this.#claimPatiently(identity);
    if (claim.kind === 'other-request') throw keyUsedForAnother();
    if (claim.kind === 'running') throw stillRunning();
    if (claim.kind === 'replay') {
      response.status(claim.status).setHeader('Idempotent-Replay', 'true');
      return JSON.parse(claim.body) as unknown;
    }
    let result: unknown;
    const renewal = setInterval(() => {
      this.requests
        .renew(identity, claim.attempt)
        .catch((failure: unknown) => this.#warn('claim not renewed', failure));
    }, RENEW_EVERY_MS);
    try {
      result = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.requests
        .letGo(identity, claim.attempt)
        .catch((failure: unknown) => this.#warn('claim not let go of', failure));
      throw error;
    } finally {
      clearInterval(renewal);
    }
    // The work is done and committed: the caller gets its answer even if it cannot be kept. A repetition then runs the
    // handler again, which finds by its natural key that there is nothing left to do.
    await this.requests
      .complete(
        identity,
        claim.attempt,
        response.statusCode,
        JSON.stringify(result ?? null, withoutSecretFields),
      )
      .catch((failure: unknown) => this.#warn('answer not kept', failure));
    return result;
  }

  async #claimPatiently(identity: RequestIdentity): Promise<Claim> {
    for (let look = 1; ; look++) {
      const claim = await this.requests.claim(identity);
      if (claim.kind !== 'running' || look === LOOKS_MAX) return claim;
      await delay(LOOK_PAUSE_MS);
    }
  }

  #warn(msg: string, error: unknown): void {
    this.#log.warn({ msg, error });
  }
}

function withoutSecretFields(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return key !== '' && typeof value === 'string' && isSecretKey(key) ? undefined : value;
}

function keyUsedForAnother(): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'idempotency-key-reused',
    title: 'This Idempotency-Key belongs to another request.',
    cause: 'A request with the same key and another content came before.',
    consequence: 'This request was not carried out; the first one stands.',
    remedy: 'Send a new key for a new intent. To repeat the first request, send its content unchanged.',
  });
}

function stillRunning(): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'idempotent-request-running',
    title: 'The same request is still being carried out.',
    cause: 'A request with the same key and content has not been answered yet.',
    consequence: 'It was not started a second time.',
    remedy: `Repeat it unchanged after ${RETRY_AFTER_SECONDS} seconds.`,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
