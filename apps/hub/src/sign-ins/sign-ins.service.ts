import { createHash, randomBytes } from 'node:crypto';
import type { GrantId, JsonObject } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../api/problem-error.js';
import { Environment } from '../config/environment.js';
import type { Actor } from '../audit/actor.js';
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
    private readonly environment: Environment,
  ) {}

  /** @throws ProblemError unknown ledger, unfit settings, no sign-in there, or the vendor does not answer */
  begin(wish: SignInWish): Promise<StartedSignIn> {
    return this.#begin(wish, null);
  }

  /** The same for a grant that is stored already and must be connected anew. */
  async beginAgain(
    grantId: GrantId,
    settings: unknown,
    returnTo?: string | undefined,
  ): Promise<StartedSignIn> {
    const { grant, settings: whole } = await this.grants.checkedAnew(grantId, settings);
    return this.#begin(
      { connectorKey: grant.connectorKey, label: grant.label, settings: whole, returnTo },
      grantId,
    );
  }

  /**
   * The person is back. Stores the grant, or connects the old one anew.
   * @throws ProblemError the state is not ours or was used, the person declined, or the vendor refuses
   */
  async complete(query: Readonly<Record<string, string>>, actor: Actor): Promise<CompletedSignIn> {
    const pending = await this.pending.take(query['state'] ?? '');
    if (!pending) throw stateUnknown();
    const grant = await this.#finish(pending, query, actor).catch((error: unknown) => {
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
    actor: Actor,
  ): Promise<Grant> {
    const { definition, settings } = this.grants.checked(connectorKey, secret.settings);
    const { signIn } = definition;
    if (!signIn) throw noSignIn(definition.displayName);
    const { tools } = this.sessions.toolsToTry(definition, settings);
    const { codeVerifier, redirectUri, memo } = secret;
    const result = await askingLedger('Nothing was stored.', () =>
      signIn.complete(settings, memo, { query, redirectUri, codeVerifier }, tools),
    );
    return grantId === null
      ? this.grants.create({ connectorKey, label, ...result }, actor)
      : this.grants.reconnect(grantId, result.settings, actor, result.tokens);
  }

  async #begin(
    { connectorKey, label, settings, returnTo }: SignInWish,
    grantId: GrantId | null,
  ): Promise<StartedSignIn> {
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
      ...(returnTo === undefined ? {} : { returnTo }),
    };
    const expiresAt = await this.pending.keep(state, { connectorKey, label, grantId, secret });
    return { url, expiresAt };
  }
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
