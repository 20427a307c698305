import { createHash } from 'node:crypto';
import type { Clock } from '@app/domain';
import type pg from 'pg';

const FAILURES_MAX = 8;
const LOCKED_MINUTES = 15;

/**
 * Ends guessing: after eight wrong passwords in a row an address waits a quarter of an hour, whether or not anybody has an
 * account under it, so that the answer tells nothing. Addresses are kept as digests.
 */
export class Lockout {
  constructor(
    private readonly pool: pg.Pool,
    private readonly clock: Clock,
  ) {}

  /** @returns seconds to wait; 0 when the address may try */
  async waitSeconds(address: string): Promise<number> {
    const { rows } = await this.pool.query<{ lockedUntil: Date | null }>(
      `select locked_until as "lockedUntil" from sign_in_failure where address_digest = $1`,
      [digest(address)],
    );
    const until = rows[0]?.lockedUntil;
    return until ? Math.max(0, Math.ceil((until.getTime() - this.clock.now().getTime()) / 1000)) : 0;
  }

  async failed(address: string): Promise<void> {
    const until = new Date(this.clock.now().getTime() + LOCKED_MINUTES * 60_000);
    // The count begins anew with each time of waiting.
    await this.pool.query(
      `insert into sign_in_failure as known (address_digest, count) values ($1, 1)
       on conflict (address_digest) do update set
         count = case when known.count + 1 >= $2 then 0 else known.count + 1 end,
         locked_until = case when known.count + 1 >= $2 then $3 else known.locked_until end`,
      [digest(address), FAILURES_MAX, until],
    );
  }

  /** Until a person unlocks it. */
  async lock(address: string): Promise<void> {
    await this.pool.query(
      `insert into sign_in_failure (address_digest, count, locked_until) values ($1, 0, '9999-01-01Z')
       on conflict (address_digest) do update set locked_until = excluded.locked_until`,
      [digest(address)],
    );
  }

  async succeeded(address: string): Promise<void> {
    await this.pool.query('delete from sign_in_failure where address_digest = $1', [digest(address)]);
  }
}

function digest(address: string): string {
  return createHash('sha256').update(address.trim().toLowerCase()).digest('base64url');
}
