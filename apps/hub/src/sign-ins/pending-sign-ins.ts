import { createHash } from 'node:crypto';
import { type Clock, type GrantId, type JsonObject, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { ConnectingOrganisation } from '../accounts/connect-scope.js';
import type { Principal } from '../api/principal.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import { type SecretPlace } from '../secrets/sealed-text.js';
import { SecretVault } from '../secrets/secret-vault.js';

export interface PendingSignIn {
  readonly connectorKey: string;
  readonly label: string;
  readonly grantId: GrantId | null;
  readonly secret: PendingSecret;
}

export interface PendingSecret {
  readonly settings: JsonObject;
  readonly memo: JsonObject;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  /** Page of the portal where the person goes on. */
  readonly returnTo?: string;
  /** Who began; absent for the API's token. */
  readonly by?: Principal;
  /** Whose a new access becomes; null: the installation's own. */
  readonly owner: ConnectingOrganisation | null;
}

/** Long enough to find one's password, short enough that a forgotten page is no open door. */
export const SIGN_IN_LASTS_MS = 15 * 60_000;
/** Old rows swept with each new one; more would only make somebody wait. */
const SWEPT_MAX = 100;

/** Sign-ins under way. Each state is good for one return, whatever comes of it. */
@Injectable()
export class PendingSignIns {
  constructor(
    private readonly database: Database,
    private readonly vault: SecretVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async keep(state: string, pending: PendingSignIn): Promise<Date> {
    const id = newId<'PendingSignIn'>(this.clock);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + SIGN_IN_LASTS_MS);
    await this.database.asOperator(async (tx) => {
      const swept = await tx.query<{ id: string }>(
        `delete from pending_sign_in where id in
           (select id from pending_sign_in where expires_at < $1 limit $2 for update skip locked) returning id`,
        [now, SWEPT_MAX],
      );
      for (const { id: old } of swept) await this.vault.remove(tx, place(old));
      await tx.query(
        `insert into pending_sign_in (id, state_hash, connector_key, label, grant_id, expires_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [id, hashOf(state), pending.connectorKey, pending.label, pending.grantId, expiresAt],
      );
      await this.vault.write(tx, place(id), JSON.stringify(pending.secret));
    });
    return expiresAt;
  }

  /** Takes the sign-in out: undefined when the state is unknown, used, or too old. */
  take(state: string): Promise<PendingSignIn | undefined> {
    return this.database.asOperator(async (tx) => {
      const [row] = await tx.query<Omit<PendingSignIn, 'secret'> & { id: string; expiresAt: Date }>(
        `delete from pending_sign_in where state_hash = $1
         returning id, connector_key as "connectorKey", label, grant_id as "grantId", expires_at as "expiresAt"`,
        [hashOf(state)],
      );
      if (!row) return undefined;
      const opened = await this.vault.read(tx, place(row.id));
      await this.vault.remove(tx, place(row.id));
      if (!opened || row.expiresAt < this.clock.now()) return undefined;
      const { connectorKey, label, grantId } = row;
      return { connectorKey, label, grantId, secret: JSON.parse(opened.value) as PendingSecret };
    });
  }
}

function place(ownerId: string): SecretPlace {
  return { ownerKind: 'pending-sign-in', ownerId, name: 'secret' };
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
