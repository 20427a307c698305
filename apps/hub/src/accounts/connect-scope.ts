import type { CreditorId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { currentPrincipal, type Principal } from '../api/principal.js';
import { unfitField } from '../api/unfit-field.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { notAllowed } from './account-problems.js';
import { type Membership, membershipsOfPrincipal } from './people.js';

/** An organisation of those who keep books, for which somebody may connect ledgers. */
export interface ConnectingOrganisation {
  readonly organisationId: string;
  readonly name: string;
  /** Of an organisation that is a creditor itself: it connects its own company and no other. */
  readonly creditorId: CreditorId | null;
}

/** With which accesses to ledgers somebody works. */
export interface ConnectScope {
  /** With all of them: whoever runs the installation. */
  readonly everything: boolean;
  /** With those of these organisations. */
  readonly organisations: readonly ConnectingOrganisation[];
}

/** Of the API's token, of the hub itself, and of a desk where nobody has to say who they are. */
export const EVERYTHING: ConnectScope = { everything: true, organisations: [] };

/** @param memberships undefined for the API's token, and at a desk without one */
export function connectScopeOf(memberships: readonly Membership[] | undefined): ConnectScope {
  if (memberships === undefined) return EVERYTHING;
  return {
    everything: memberships.some(({ kind, rights }) => kind === 'collector' && rights.has('operate')),
    organisations: memberships.flatMap(({ kind, rights, organisationId, organisation, creditorId }) =>
      kind !== 'collector' && rights.has('connect')
        ? [{ organisationId, name: organisation, creditorId }]
        : [],
    ),
  };
}

/** Tells with which accesses somebody works, read anew each time: what was taken away is gone at once. */
@Injectable()
export class ConnectScopes {
  constructor(@Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool) {}

  /** @param principal undefined for the API's token, and at a desk without one */
  async of(principal: Principal | undefined): Promise<ConnectScope> {
    return connectScopeOf(await membershipsOfPrincipal(this.pool, principal));
  }

  ofRequest(): Promise<ConnectScope> {
    return this.of(currentPrincipal());
  }
}

/**
 * Whose a new access becomes; null: the installation's own.
 *
 * @param organisationId as the person chose; needed by nobody but who belongs to several
 * @throws ProblemError 422 they do not connect for this organisation, or must say for which; 403 they connect for none
 */
export function ownerOfNew(
  { everything, organisations }: ConnectScope,
  organisationId: string | undefined,
): ConnectingOrganisation | null {
  if (organisationId !== undefined) {
    const found = organisations.find((each) => each.organisationId === organisationId.toLowerCase());
    if (found) return found;
    throw unfitField(
      'organisationId',
      'names no organisation for which you connect ledgers',
      'Take one of GET /api/v1/me, or leave it out.',
    );
  }
  if (everything) return null;
  const [only, another] = organisations;
  // A collector's key that may connect, and not operate: it has no organisation of those who keep books.
  if (!only) throw notAllowed('operate');
  if (!another) return only;
  throw unfitField('organisationId', 'is missing', 'You belong to several organisations: name one.');
}
