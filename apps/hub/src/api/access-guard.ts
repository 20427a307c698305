import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable, SetMetadata, UnauthorizedException } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { type CreditorId, isUuid } from '@app/domain';
import {
  type Admitted,
  type KeySource,
  type PrincipalSource,
  rememberPrincipal,
  type RouteAsked,
} from './principal.js';
import { ProblemError } from './problem-error.js';
import { toProblem } from './problem-filter.js';

const PUBLIC = 'kravhub:public';

/** Leaves a route open to everyone who reaches the port: health, and callbacks that prove themselves otherwise. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** How keys of programs begin; everything else in Authorization is taken for the API's token. */
const KEY = /^Bearer (kh_\S*)$/i;

/**
 * Who asks, and whether they may: the API's token may do everything, a person what their role and reach allow, a
 * program's key what its scopes and its organisation's reach allow. When API_TOKEN is not set (on loopback only), whoever sends neither is taken for the person at the desk.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #expected: Buffer | undefined;
  #people: PrincipalSource | undefined;
  #keys: KeySource | undefined;

  constructor(
    apiToken: string | undefined,
    private readonly reflector: Reflector,
  ) {
    this.#expected = apiToken === undefined ? undefined : digest(apiToken);
  }

  /** Given by the feature that keeps accounts. */
  admitPeople(people: PrincipalSource): void {
    this.#people = people;
  }

  /** Given by the feature that keeps API keys. */
  admitKeys(keys: KeySource): void {
    this.#keys = keys;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (
      this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
        context.getHandler(),
        context.getClass(),
      ])
    )
      return true;
    const request = context.switchToHttp().getRequest<Request>();
    const authorization = request.header('authorization');
    const admitted = await this.#known(request, authorization);
    if (admitted) rememberPrincipal(admitted.principal, admitted.rights);
    else this.assertToken(authorization);
    return true;
  }

  /** A key is looked up whatever API_TOKEN is: one that is no good opens nothing, also at a desk without a token. */
  #known(request: Request, authorization: string | undefined): Promise<Admitted | undefined> | undefined {
    const key = KEY.exec(authorization ?? '')?.[1];
    if (key !== undefined) {
      if (!this.#keys) throw new ProblemError(toProblem(new UnauthorizedException()));
      return this.#keys.admitKey(key, askedOf(request));
    }
    return authorization === undefined ? this.#people?.admit(request, askedOf(request)) : undefined;
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

function askedOf(request: Request): RouteAsked {
  const path: unknown = (request.route as { path?: unknown } | undefined)?.path;
  const template = typeof path === 'string' ? path.replace(/^\/api\/v1\//, '').replace(/^\//, '') : '';
  const creditorId = idIn(request.params['creditorId']);
  const organisationId = idIn(request.params['organisationId']);
  return {
    method: request.method.toUpperCase(),
    template,
    ...(creditorId === undefined ? {} : { creditorId: creditorId as CreditorId }),
    ...(organisationId === undefined ? {} : { organisationId }),
  };
}

function idIn(given: unknown): string | undefined {
  const id = typeof given === 'string' ? given.toLowerCase() : '';
  return isUuid(id) ? id : undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
