import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';
import { currentPrincipal } from './principal.js';
import { ProblemError } from './problem-error.js';

/** What counts; the throttler's own store, in this process. */
export interface HitCounter {
  increment(
    key: string,
    ttlMs: number,
    limit: number,
    blockMs: number,
    name: string,
  ): Promise<{
    readonly totalHits: number;
    /** Seconds. */
    readonly timeToExpire: number;
    readonly isBlocked: boolean;
    /** Seconds. */
    readonly timeToBlockExpire: number;
  }>;
}

const NAME = 'api-key';
const WINDOW_SECONDS = 60;

/**
 * Counts the requests of each API key, wherever they come from, and tells in the header fields `RateLimit-Policy` and
 * `RateLimit` (IETF httpapi draft) what is left. Runs after the door, so that invented keys count at their address alone.
 */
export class KeyLimitGuard implements CanActivate {
  constructor(
    private readonly counter: HitCounter,
    private readonly perMinute: number,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const principal = currentPrincipal();
    if (principal?.kind !== 'api-key') return true;
    const windowMs = WINDOW_SECONDS * 1000;
    const count = await this.counter.increment(
      `key:${principal.id}`,
      windowMs,
      this.perMinute,
      windowMs,
      NAME,
    );
    const seconds = count.isBlocked ? count.timeToBlockExpire : count.timeToExpire;
    const left = Math.max(0, this.perMinute - count.totalHits);
    const response = context.switchToHttp().getResponse<Response>();
    response.setHeader('RateLimit-Policy', `"${NAME}";q=${this.perMinute};w=${WINDOW_SECONDS}`);
    response.setHeader('RateLimit', `"${NAME}";r=${left};t=${seconds}`);
    if (count.isBlocked) throw tooManyRequests(seconds);
    return true;
  }
}

const tooManyRequests = (retryAfterSeconds: number): ProblemError =>
  new ProblemError({
    status: 429,
    code: 'too-many-requests-of-key',
    title: 'Too many requests with this API key.',
    cause: 'It was used more often in a minute than it may be.',
    consequence: 'The request was not carried out.',
    remedy: 'Repeat it after the seconds in Retry-After, and go by what the header RateLimit says is left.',
    retryAfterSeconds,
  });
