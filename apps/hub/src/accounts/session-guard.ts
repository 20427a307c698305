import type { Request } from 'express';
import type pg from 'pg';
import type { Admitted, PrincipalSource, RouteAsked } from '../api/principal.js';
import type { Database } from '../database/database.js';
import { foreignOrigin, notAllowed, notSignedIn, outOfReach } from './account-problems.js';
import { organisationsLetIn } from './creditor-access.js';
import type { LazyAuth } from './lazy-auth.js';
import { membershipsOf, permitted } from './people.js';
import type { Right } from './rights.js';
import { nameOfAsked, rightAsked } from './route-rights.js';

const COOKIE = /(?:^|;\s*)(?:__Secure-)?kravhub\.session_token=/;
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Admits people by their session: who they are, which creditors they reach, what their role lets them do there. */
export class SessionGuard implements PrincipalSource {
  constructor(
    private readonly auth: Pick<LazyAuth, 'session'>,
    private readonly pool: pg.Pool,
    private readonly database: Database,
    private readonly publicUrl: string,
  ) {}

  async admit(request: Request, asked: RouteAsked): Promise<Admitted | undefined> {
    if (!COOKIE.test(request.headers.cookie ?? '')) return undefined;
    const session = await this.auth.session(request.headers);
    if (!session) throw notSignedIn();
    if (!READING.has(asked.method)) this.#assertOwnPage(request);
    const rights = await this.#allowed(session.userId, asked);
    return { principal: { kind: 'user', id: session.userId }, rights };
  }

  /** A cookie goes along with what any page sends; the browser tells which page it was. */
  #assertOwnPage(request: Request): void {
    const origin = request.headers.origin;
    const site = request.headers['sec-fetch-site'];
    const own = [new URL(this.publicUrl).host, request.headers.host];
    if (origin === undefined ? site === 'same-origin' : own.includes(hostOf(origin))) return;
    throw foreignOrigin();
  }

  /** @returns what the person may do there */
  async #allowed(userId: string, asked: RouteAsked): Promise<ReadonlySet<Right>> {
    const wanted = rightAsked(asked);
    if (wanted === 'anyone') return new Set();
    const memberships = await membershipsOf(this.pool, userId);
    const { creditorId } = asked;
    const letIn =
      creditorId === undefined ? new Set<string>() : await organisationsLetIn(this.database, creditorId);
    const answer = permitted(memberships, wanted, asked, letIn);
    if (answer === 'out-of-reach') throw outOfReach();
    if (answer === 'not-allowed') throw notAllowed(nameOfAsked(wanted));
    return answer;
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
