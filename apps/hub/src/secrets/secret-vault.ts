import { newId } from '@app/domain';
import type { Clock } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { seal, unseal } from './sealed-text.js';
import type { SecretPlace } from './sealed-text.js';
import type { SecretKeys } from './secret-keys.js';

export interface OpenedSecret {
  readonly value: string;
  /** For `compareAndSet`. */
  readonly version: bigint;
}

interface Row {
  readonly id: string;
  readonly owner_kind: string;
  readonly owner_id: string;
  readonly name: string;
  readonly sealed: string;
  readonly version: bigint;
}

const ROTATION_BATCH = 100;

/** Credentials and tokens, in the clear only in the hands of the caller. All methods with `tx` want an operator's. */
@Injectable()
export class SecretVault {
  constructor(
    private readonly database: Database,
    private readonly keys: SecretKeys,
    private readonly clock: Clock,
  ) {}

  /** @throws SealedSecretUnreadableError when it was damaged, moved, or sealed with a key we no longer have */
  async read(tx: Transaction, place: SecretPlace): Promise<OpenedSecret | undefined> {
    const [row] = await tx.query<Row>(
      `${SELECT} where owner_kind = $1 and owner_id = $2 and name = $3`,
      placed(place),
    );
    return row && { value: await unseal(this.keys, place, row.sealed), version: row.version };
  }

  /** Stores the value, whatever was there. @returns its version */
  async write(tx: Transaction, place: SecretPlace, value: string): Promise<bigint> {
    const sealed = await seal(this.keys, place, value);
    const [row] = await tx.query<{ version: bigint }>(
      `insert into sealed_secret (id, owner_kind, owner_id, name, key_id, sealed, version, updated_at)
       values ($4, $1, $2, $3, $5, $6, 1, $7)
       on conflict (owner_kind, owner_id, name) do update
         set key_id = excluded.key_id, sealed = excluded.sealed, version = sealed_secret.version + 1, updated_at = excluded.updated_at
       returning version`,
      [...placed(place), newId(this.clock), this.keys.sealing.id, sealed, this.clock.now()],
    );
    return row!.version;
  }

  /** Stores the value if the version is still the one that was read. @returns false when somebody else was first */
  async compareAndSet(
    tx: Transaction,
    place: SecretPlace,
    value: string,
    expected: bigint,
  ): Promise<boolean> {
    const sealed = await seal(this.keys, place, value);
    const rows = await tx.query(
      `update sealed_secret set key_id = $4, sealed = $5, version = version + 1, updated_at = $6
        where owner_kind = $1 and owner_id = $2 and name = $3 and version = $7 returning version`,
      [...placed(place), this.keys.sealing.id, sealed, this.clock.now(), expected],
    );
    return rows.length === 1;
  }

  async remove(tx: Transaction, place: SecretPlace): Promise<void> {
    await tx.query(
      'delete from sealed_secret where owner_kind = $1 and owner_id = $2 and name = $3',
      placed(place),
    );
  }

  /**
   * Renews a secret alone: whoever else wants to, in any process, waits and then finds the new value. What `save` stored
   * is committed before this returns, so it is safe before its first use. `work` may call the vendor; the hub gives
   * up a transaction that stands idle for a minute.
   */
  withLockedSecret<T>(
    place: SecretPlace,
    work: (current: OpenedSecret | undefined, save: (value: string) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    return this.database.asOperator(async (tx) => {
      // The lock is on the name of the place, so that it also holds where there is no row yet.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [placed(place).join('/')]);
      const current = await this.read(tx, place);
      return work(current, async (value) => void (await this.write(tx, place, value)));
    });
  }

  /**
   * Seals everything again that an older key sealed, in batches, while others read and write: a writer waits for
   * one batch at most. What cannot be opened is left as it is and counted.
   */
  async rotate(
    options: { readonly batchSize?: number } = {},
  ): Promise<{ resealed: number; unreadable: number }> {
    const batchSize = options.batchSize ?? ROTATION_BATCH;
    let resealed = 0;
    let unreadable = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const batch = await this.#rotateBatch(after, batchSize);
      resealed += batch.resealed;
      unreadable += batch.unreadable;
      if (batch.last === undefined) return { resealed, unreadable };
      after = batch.last;
    }
  }

  /** Key ids in use that this process cannot open: readiness asks. */
  async missingKeys(tx: Transaction): Promise<readonly string[]> {
    const rows = await tx.query<{ key_id: string }>('select distinct key_id from sealed_secret');
    return rows.map((row) => row.key_id).filter((id) => !this.keys.byId.has(id));
  }

  #rotateBatch(
    after: string,
    batchSize: number,
  ): Promise<{ resealed: number; unreadable: number; last: string | undefined }> {
    return this.database.asOperator(async (tx) => {
      const rows = await tx.query<Row>(
        `${SELECT} where id > $1 and key_id <> $2 order by id limit $3 for update`,
        [after, this.keys.sealing.id, batchSize],
      );
      const outcome = { resealed: 0, unreadable: 0, last: rows.at(-1)?.id };
      for (const row of rows) {
        const place = { ownerKind: row.owner_kind, ownerId: row.owner_id, name: row.name };
        const value = await unseal(this.keys, place, row.sealed).catch(() => undefined);
        if (value === undefined) {
          outcome.unreadable++;
          continue;
        }
        // The version stays: the content is the same, and a writer who read it before may still write.
        await tx.query('update sealed_secret set key_id = $2, sealed = $3 where id = $1', [
          row.id,
          this.keys.sealing.id,
          await seal(this.keys, place, value),
        ]);
        outcome.resealed++;
      }
      return outcome;
    });
  }
}

const SELECT = 'select id, owner_kind, owner_id, name, sealed, version from sealed_secret';

function placed(place: SecretPlace): string[] {
  return [place.ownerKind, place.ownerId, place.name];
}
