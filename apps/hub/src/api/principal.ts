import { AsyncLocalStorage } from 'node:async_hooks';
import type { CreditorId } from '@app/domain';
import type { Request } from 'express';

/** Who makes a request, as the audit log names them: `user` or `api-key` with its id, or `api-token`. */
export interface Principal {
  readonly kind: string;
  readonly id: string;
}

/** What a request asks for, told by its route. */
export interface RouteAsked {
  /** Upper case. */
  readonly method: string;
  /** The route's template below `/api/v1`. Example: `creditors/:creditorId/claims`. */
  readonly template: string;
  readonly creditorId?: CreditorId;
  readonly organisationId?: string;
}

/** A person or a program that was let in, and what they may do with what the route is about. */
export interface Admitted {
  readonly principal: Principal;
  /** Names of rights; empty for a route that asks for none. */
  readonly rights: ReadonlySet<string>;
}

/** Knows people by what their browser sends; a feature above the API gives it to the guard. */
export interface PrincipalSource {
  /**
   * @returns undefined when the request carries no session at all
   * @throws ProblemError 401 when its session is no good, 403 or 404 when the person may not do this
   */
  admit(request: Request, asked: RouteAsked): Promise<Admitted | undefined>;
}

/** Knows programs by their API keys; a feature above the API gives it to the guard. */
export interface KeySource {
  /** @throws ProblemError 401 when the key is no good, 403 or 404 when it may not do this */
  admitKey(text: string, asked: RouteAsked): Promise<Admitted>;
}

const storage = new AsyncLocalStorage<{ principal?: Principal; rights?: ReadonlySet<string> }>();

/** Runs a request in a place where the guard can write down who makes it. */
export function withPrincipal<T>(work: () => T): T {
  return storage.run({}, work);
}

export function rememberPrincipal(principal: Principal, rights: ReadonlySet<string>): void {
  const store = storage.getStore();
  if (!store) return;
  store.principal = principal;
  store.rights = rights;
}

/** What the person or key may do that makes the request; undefined for the API's token, which may do everything. */
export function currentRights(): ReadonlySet<string> | undefined {
  return storage.getStore()?.rights;
}

/** Whoever makes the request that is being answered; undefined outside of requests, and where nobody had to say. */
export function currentPrincipal(): Principal | undefined {
  return storage.getStore()?.principal;
}
