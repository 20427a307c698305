import { createHash, randomBytes } from 'node:crypto';
import type { GrantId, JsonObject } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { notAllowed } from '../accounts/account-problems.js';
import { type ConnectingOrganisation, type ConnectScope, ConnectScopes } from '../accounts/connect-scope.js';
import type { Principal } from '../api/principal.js';
import { ProblemError } from '../api/problem-error.js';
import { API_ACTOR } from '../audit/actor.js';
import { Environment } from '../config/environment.js';
import { askingLedger } from '../connections/connection-problems.js';
import { type Grant, GrantsService } from '../connections/grants.service.js';
import { LedgerSessions } from '../connections/ledger-sessions.js';
import { type PendingSignIn, PendingSignIns } from './pending-sign-ins.js';

export interface SignInWish {
  readonly connectorKey: string;
  readonly label: string;
  readonly settings: unknown;
  /** See {@link ReturnDto}. */
  readonly returnTo?: string | undefined;
  /** Whose the access becomes; null: the installation's own. */
  readonly owner: ConnectingOrganisation | null;
}

export interface CompletedSignIn {
  readonly grant: Grant;
  /** Path of the portal's page where the person goes on; undefined where the sign-in was not begun there. */
  readonly returnTo?: string;
}

export interface StartedSignIn {
  /** Where the person's browser goes. */
  readonly url: string;
  readonly expiresAt: Date;
}

export const CALLBACK_PATH = '/sign-in/callback';
/** Stands in `returnTo` for the access that is stored when the person comes back. */
const GRANT_IN_PATH = '{grantId}';
const SECRET_BYTES = 32;

/** Lets a person sign in at the vendor and come back: the two halves around the browser, whichever process gets each. */
@Injectable()
export class SignInsService {
  constructor(
    private readonly pending: PendingSignIns,
    private readonly grants: GrantsService,
    private readonly sessions: LedgerSessions,
    @Inject(ConnectScopes) private readonly scopes: Pick<ConnectScopes, 'of'>,
    private readonly environment: Environment,
  ) {}

  /**
   * @param by undefined for the API's token
   * @throws ProblemError unknown ledger, unfit settings, no sign-in there, or the vendor does not answer
   */
  begin(wish: SignInWish, by: Principal | undefined): Promise<StartedSignIn> {
    return this.#begin(wish, null, by);
  }

  /** The same for a grant that is stored already and must be connected anew. */
  async beginAgain(
    grantId: GrantId,
    scope: ConnectScope,
    { settings, returnTo }: Pick<SignInWish, 'settings' | 'returnTo'>,
    by: Principal | undefined,
  ): Promise<StartedSignIn> {
    const { grant, settings: whole } = await this.grants.checkedAnew(grantId, scope, settings);
    const { connectorKey, label, owner } = grant;
    return this.#begin({ connectorKey, label, settings: whole, returnTo, owner }, grantId, by);
  }

  /**
   * The person is back. Stores the grant, or connects the old one anew.
   * @param comingBack the account that is signed in where the vendor's page led back to
   * @throws ProblemError the state is not ours or was used, another person comes back, the person declined, or the
   * vendor refuses
   */
  async complete(
    query: Readonly<Record<string, string>>,
    comingBack: () => Promise<string | undefined>,
  ): Promise<CompletedSignIn> {
    const pending = await this.pending.take(query['state'] ?? '');
    if (!pending) throw stateUnknown();
    const { by } = pending.secret;
    if (by?.kind === 'user' && (await comingBack()) !== by.id) throw anotherPerson();
    const grant = await this.#finish(pending, query).catch((error: unknown) => {
      throw onlyAfresh(error);
    });
    const { returnTo } = pending.secret;
    return {
      grant,
      ...(returnTo === undefined ? {} : { returnTo: returnTo.replace(GRANT_IN_PATH, grant.id) }),
    };
  }

  async #finish(
    { connectorKey, label, grantId, secret }: PendingSignIn,
    query: Readonly<Record<string, string>>,
  ): Promise<Grant> {
    const { by, owner } = secret;
    const scope = await this.scopes.of(by);
    if (!within(scope, owner)) throw notAllowed('connect');
    const actor = by ?? API_ACTOR;
    const { definition, settings } = this.grants.checked(connectorKey, secret.settings);
    const { signIn } = definition;
    if (!signIn) throw noSignIn(definition.displayName);
    const { tools } = this.sessions.toolsToTry(definition, settings);
    const { codeVerifier, redirectUri, memo } = secret;
    const result = await askingLedger('Nothing was stored.', () =>
      signIn.complete(settings, memo, { query, redirectUri, codeVerifier }, tools),
    );
    return grantId === null
      ? this.grants.create({ connectorKey, label, owner, ...result }, actor)
      : this.grants.reconnect(grantId, scope, result.settings, actor, result.tokens);
  }

  async #begin(
    { connectorKey, label, settings, returnTo, owner }: SignInWish,
    grantId: GrantId | null,
    by: Principal | undefined,
  ): Promise<StartedSignIn> {
    if (by?.kind === 'api-key' && owner !== null) throw personSignsIn();
    const { definition, settings: checked } = this.grants.checked(connectorKey, settings);
    const { signIn } = definition;
    if (!signIn) throw noSignIn(definition.displayName);
    const state = randomBytes(SECRET_BYTES).toString('base64url');
    const codeVerifier = randomBytes(SECRET_BYTES).toString('base64url');
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    const redirectUri = this.environment.publicUrl + CALLBACK_PATH;
    const { tools } = this.sessions.toolsToTry(definition, checked);
    const { url, memo } = await askingLedger('No sign-in was begun.', () =>
      signIn.begin(checked, { state, redirectUri, codeChallenge }, tools),
    );
    const secret = {
      settings: { ...checked } as JsonObject,
      memo,
      codeVerifier,
      redirectUri,
      owner,
      ...(by === undefined ? {} : { by }),
      ...(returnTo === undefined ? {} : { returnTo }),
    };
    const expiresAt = await this.pending.keep(state, { connectorKey, label, grantId, secret });
    return { url, expiresAt };
  }
}

function within({ everything, organisations }: ConnectScope, owner: ConnectingOrganisation | null): boolean {
  return everything || organisations.some(({ organisationId }) => organisationId === owner?.organisationId);
}

/**
 * A link to the vendor's page can be sent to anybody: without this, whoever follows a stranger's link would let the
 * stranger into their books.
 */
function anotherPerson(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'sign-in-of-another',
    title: 'This sign-in was begun by somebody else.',
    cause: 'You came back from the ledger’s page without being signed in here as the person who began.',
    consequence: 'Nothing was stored, and nobody was let into your books.',
    remedy: 'Sign in to the portal and begin the connection there yourself.',
  });
}

function personSignsIn(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'person-signs-in',
    title: 'A person signs in at the ledger.',
    cause: 'With a key it cannot be told that whoever comes back from the ledger’s page is who began.',
    consequence: 'No sign-in was begun.',
    remedy: 'Connect the ledger in the portal, signed in.',
  });
}

function noSignIn(ledger: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'sign-in-not-offered',
    title: 'This ledger has no sign-in page.',
    cause: `${ledger} is connected with keys, which a person enters.`,
    consequence: 'No sign-in was begun.',
    remedy: 'Send the keys with POST /api/v1/grants.',
  });
}

/** A return is good for one try: where the vendor was out of order, loading the page again would not help. */
function onlyAfresh(error: unknown): unknown {
  if (!(error instanceof ProblemError) || error.problem.status < 500) return error;
  return new ProblemError({ ...error.problem, remedy: 'Begin the sign-in again in a few minutes.' });
}

function stateUnknown(): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'sign-in-unknown',
    title: 'This sign-in cannot be finished.',
    cause: 'It was begun too long ago, was finished already, or was not begun here.',
    consequence: 'Nothing was stored.',
    remedy: 'Begin the sign-in again.',
  });
}
