import type { Clock, GrantId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';

/** An announcement may come before the vendor's API shows the change. */
export const SETTLE_MS = 3_000;
/** A grant is woken no more often, however much is announced. */
export const GAP_MS = 60_000;

/**
 * Turns announcements into pulls that come earlier. Any number of announcements about a grant are one wake-up; one that
 * comes while its company is pulled waits for the end of that pull. Kept in memory only: what is lost with a process is
 * found by the next poll.
 */
@Injectable()
export class WakeUpCalls {
  /** When each was first announced. At most one entry for each grant that is listened for. */
  readonly #heard = new Map<string, number>();
  readonly #wokenAtMs = new Map<string, number>();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  heard(grantId: string): void {
    if (!this.#heard.has(grantId)) this.#heard.set(grantId, this.clock.now().getTime());
  }

  /** Makes the connections of the grants due whose time has come. @returns how many */
  async wake(): Promise<number> {
    const nowMs = this.clock.now().getTime();
    const ripe = [...this.#heard].flatMap(([grantId, atMs]) => {
      const isRested = nowMs - (this.#wokenAtMs.get(grantId) ?? Number.NEGATIVE_INFINITY) >= GAP_MS;
      return isRested && nowMs - atMs >= SETTLE_MS ? [grantId as GrantId] : [];
    });
    if (ripe.length === 0) return 0;
    const { busy, woken } = await this.database.asOperator(async (tx) => {
      const running = await tx.query<{ grantId: GrantId }>(
        `select distinct c.grant_id as "grantId" from connection c
         join sync_run r on r.creditor_id = c.creditor_id and r.connection_id = c.id and r.state = 'running'
         where c.grant_id = any($1)`,
        [ripe],
      );
      const pulled = new Set(running.map(({ grantId }) => grantId));
      const rows = await tx.query(
        `update connection set next_sync_at = $2
         where grant_id = any($1) and state = 'active' and next_sync_at > $2 returning id`,
        [ripe.filter((grantId) => !pulled.has(grantId)), this.clock.now()],
      );
      return { busy: pulled, woken: rows.length };
    });
    for (const grantId of ripe) {
      if (busy.has(grantId)) continue;
      this.#heard.delete(grantId);
      this.#wokenAtMs.set(grantId, nowMs);
    }
    return woken;
  }

  /** Nobody listens any more. */
  forget(): void {
    this.#heard.clear();
    this.#wokenAtMs.clear();
  }
}
