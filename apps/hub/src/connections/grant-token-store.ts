import { setTimeout as delay } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import type { GrantId, JsonObject } from '@app/domain';
import {
  ConnectionBlockedError,
  RetryableLedgerError,
  type StoredToken,
  type TokenStore,
} from '@app/connectors';
import type { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { GrantSecrets } from './grant-secrets.js';

export interface GrantTokenStoreOptions {
  /** How long a renewal counts without a sign of life; after it, the holder is taken for dead. Default 15 s. */
  readonly leaseMs?: number;
  /** How long to wait for somebody else's renewal before giving the slot away. Default 30 s. */
  readonly waitMaxMs?: number;
  /** Default 100 ms. */
  readonly pollMs?: number;
}

/** Signs of life that one renewal may give: with the standard lease it counts for 10 minutes at most. */
const EXTENSIONS_MAX = 120;

/**
 * A grant's renewable tokens: sealed in the vault, renewed once over all processes. Who renews holds a lease on the
 * grant's row, by the database's clock, and extends it while the vendor is asked, so that a holder that died is
 * overtaken soon and one that is only slow is not: a vendor's single-use refresh token must not be used twice.
 */
export class GrantTokenStore implements TokenStore {
  readonly #running = new Map<string, Promise<StoredToken>>();
  readonly #leaseMs: number;
  readonly #waitMaxMs: number;
  readonly #pollMs: number;

  constructor(
    private readonly grantId: GrantId,
    private readonly database: Database,
    private readonly secrets: GrantSecrets,
    /** This process and instance, for a person who reads the row. */
    private readonly holder: string,
    { leaseMs = 15_000, waitMaxMs = 30_000, pollMs = 100 }: GrantTokenStoreOptions = {},
  ) {
    this.#leaseMs = leaseMs;
    this.#waitMaxMs = waitMaxMs;
    this.#pollMs = pollMs;
  }

  read(name: string): Promise<StoredToken | undefined> {
    return this.secrets.readToken(this.grantId, name);
  }

  async renew(
    name: string,
    seenVersion: number | undefined,
    make: () => Promise<JsonObject>,
  ): Promise<StoredToken> {
    const running = this.#running.get(name);
    if (running) {
      const token = await running;
      // What just ended may be the very token that the caller has seen refused.
      if (token.version !== seenVersion) return token;
      return this.renew(name, seenVersion, make);
    }
    const renewal = this.#renewAcrossProcesses(name, seenVersion, make).finally(() =>
      this.#running.delete(name),
    );
    this.#running.set(name, renewal);
    return renewal;
  }

  async #renewAcrossProcesses(
    name: string,
    seenVersion: number | undefined,
    make: () => Promise<JsonObject>,
  ): Promise<StoredToken> {
    const lease = `${this.holder}/${crypto.randomUUID()}`;
    const givesUpAtMs = performance.now() + this.#waitMaxMs;
    for (;;) {
      const taken = await this.#takeLease(lease);
      const stored = await this.read(name);
      if (stored && stored.version !== seenVersion) {
        if (taken) await this.#releaseLease(lease);
        return stored;
      }
      if (taken) return this.#makeAndSave(name, stored?.version, lease, make);
      if (performance.now() > givesUpAtMs) {
        throw new RetryableLedgerError('Another process is still signing in to the ledger.', this.#leaseMs);
      }
      await delay(this.#pollMs);
    }
  }

  async #makeAndSave(
    name: string,
    seenVersion: number | undefined,
    lease: string,
    make: () => Promise<JsonObject>,
  ): Promise<StoredToken> {
    const stopExtending = this.#keepExtending(lease);
    try {
      const value = await make();
      return await this.#save(name, seenVersion, lease, value);
    } catch (error) {
      // Should this fail too, the lease ends by itself.
      await this.#releaseLease(lease).catch(() => undefined);
      throw error;
    } finally {
      stopExtending();
    }
  }

  /** Stores the token and ends the lease in one transaction. */
  #save(
    name: string,
    seenVersion: number | undefined,
    lease: string,
    value: JsonObject,
  ): Promise<StoredToken> {
    return this.database.asOperator(async (tx) => {
      const [grant] = await tx.query<{ renewingBy: string | null }>(
        `select renewing_by as "renewingBy" from ledger_grant where id = $1 for update`,
        [this.grantId],
      );
      if (!grant) throw grantIsGone();
      if (grant.renewingBy !== lease) {
        // Overtaken after all. What the other one stored came later than ours; without it, ours is the newest there is.
        const stored = await this.secrets.readTokenIn(tx, this.grantId, name);
        if (stored && stored.version !== seenVersion) return stored;
      }
      const saved = await this.secrets.writeToken(tx, this.grantId, name, value);
      await release(tx, this.grantId, lease);
      return saved;
    });
  }

  #takeLease(lease: string): Promise<boolean> {
    return this.database.asOperator(async (tx) => {
      const taken = await tx.query(
        `update ledger_grant set renewing_by = $2, renewing_until = clock_timestamp() + $3 * interval '1 millisecond'
         where id = $1 and (renewing_until is null or renewing_until <= clock_timestamp()) returning 1`,
        [this.grantId, lease, this.#leaseMs],
      );
      if (taken.length > 0) return true;
      const known = await tx.query(`select 1 from ledger_grant where id = $1`, [this.grantId]);
      if (known.length === 0) throw grantIsGone();
      return false;
    });
  }

  #keepExtending(lease: string): () => void {
    let left = EXTENSIONS_MAX;
    const timer = setInterval(() => {
      left -= 1;
      if (left <= 0) clearInterval(timer);
      // A missed sign of life is made good by the next one, or the lease ends as it should.
      this.#extendLease(lease).catch(() => undefined);
    }, this.#leaseMs / 3);
    timer.unref();
    return () => clearInterval(timer);
  }

  #extendLease(lease: string): Promise<unknown> {
    return this.database.asOperator((tx) =>
      tx.query(
        `update ledger_grant set renewing_until = clock_timestamp() + $3 * interval '1 millisecond'
         where id = $1 and renewing_by = $2`,
        [this.grantId, lease, this.#leaseMs],
      ),
    );
  }

  #releaseLease(lease: string): Promise<void> {
    return this.database.asOperator((tx) => release(tx, this.grantId, lease));
  }
}

async function release(tx: Transaction, grantId: GrantId, lease: string): Promise<void> {
  await tx.query(
    `update ledger_grant set renewing_by = null, renewing_until = null where id = $1 and renewing_by = $2`,
    [grantId, lease],
  );
}

function grantIsGone(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'The access to this ledger has been removed from the hub.',
    'Connect the ledger again.',
  );
}
