import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

/** A lease that this process took. */
export interface HeldLease {
  readonly name: string;
  /** Higher than that of every earlier holder. */
  readonly token: bigint;
}

/** Another holder has taken over, or the time ran out: what this one was about to write must not be written. */
export class LeaseLostError extends Error {
  constructor(readonly lease: HeldLease) {
    super(`The lease "${lease.name}" with token ${lease.token} is no longer held.`);
    this.name = 'LeaseLostError';
  }
}

/**
 * One holder at a time for a named piece of work, over all processes. A lease ends by itself, by the database's clock,
 * so a holder that was killed blocks nobody; one that merely overslept is caught by its fencing token.
 */
@Injectable()
export class LeaseKeeper {
  constructor(
    private readonly database: Database,
    /** For a person who looks at the table. Example: `host:4711`. */
    private readonly holder: string,
  ) {}

  /** Which of these somebody holds at this moment: one look, where trying to take each would be a transaction of its own. */
  async held(names: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.asOperator((tx) =>
      tx.query<{ name: string }>(
        'select name from lease where name = any($1::text[]) and expires_at > clock_timestamp()',
        [names],
      ),
    );
    return new Set(rows.map(({ name }) => name));
  }

  /** @returns undefined when somebody else holds it */
  async tryAcquire(name: string, ttlSeconds: number): Promise<HeldLease | undefined> {
    const [row] = await this.database.asOperator((tx) =>
      tx.query<{ token: bigint }>(
        `insert into lease as held (name, holder, token, expires_at)
         values ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
         on conflict (name) do update
           set holder = excluded.holder, token = held.token + 1, expires_at = excluded.expires_at
           where held.expires_at <= clock_timestamp()
         returning token`,
        [name, this.holder, ttlSeconds],
      ),
    );
    return row && { name, token: row.token };
  }

  /** Holds on for another span. @throws LeaseLostError when it had run out, even if nobody has taken it yet */
  async renew(lease: HeldLease, ttlSeconds: number): Promise<void> {
    const rows = await this.database.asOperator((tx) =>
      tx.query(
        `update lease set expires_at = clock_timestamp() + make_interval(secs => $3)
          where name = $1 and token = $2 and expires_at > clock_timestamp() returning name`,
        [lease.name, lease.token, ttlSeconds],
      ),
    );
    if (rows.length === 0) throw new LeaseLostError(lease);
  }

  /** Lets go early. Harmless when it was lost before. */
  async release(lease: HeldLease): Promise<void> {
    await this.database.asOperator((tx) =>
      tx.query(
        `update lease set expires_at = clock_timestamp() where name = $1 and token = $2 and expires_at > clock_timestamp()`,
        [lease.name, lease.token],
      ),
    );
  }
}

/**
 * Proves in the transaction that writes that the lease still holds, and keeps it from changing hands until the commit.
 * @throws LeaseLostError
 */
export async function assertFencing(tx: Transaction, lease: HeldLease): Promise<void> {
  // A creditor's role may only read the row; an operator's locks it against the next holder.
  const lock = tx.creditorId === undefined ? 'for share' : '';
  const rows = await tx.query(
    `select from lease where name = $1 and token = $2 and expires_at > clock_timestamp() ${lock}`,
    [lease.name, lease.token],
  );
  if (rows.length === 0) throw new LeaseLostError(lease);
}
