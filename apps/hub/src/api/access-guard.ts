import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable, SetMetadata, UnauthorizedException } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ProblemError } from './problem-error.js';
import { toProblem } from './problem-filter.js';

const PUBLIC = 'kravhub:public';

/** Leaves a route open to everyone who reaches the port: health, and callbacks that prove themselves otherwise. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** When API_TOKEN is set, every route but the public ones needs it. */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #expected: Buffer | undefined;

  constructor(
    apiToken: string | undefined,
    private readonly reflector: Reflector,
  ) {
    this.#expected = apiToken === undefined ? undefined : digest(apiToken);
  }

  canActivate(context: ExecutionContext): boolean {
    if (
      this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
        context.getHandler(),
        context.getClass(),
      ])
    )
      return true;
    this.assertToken(context.switchToHttp().getRequest<Request>().header('authorization'));
    return true;
  }

  /** @throws ProblemError when a token is expected and the header does not hold it */
  assertToken(authorization: string | undefined): void {
    if (this.#expected === undefined) return;
    const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    // Digests are equally long, so the comparison takes the same time whatever was sent.
    if (given !== undefined && timingSafeEqual(digest(given), this.#expected)) return;
    throw new ProblemError(toProblem(new UnauthorizedException()));
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
