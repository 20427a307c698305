import type { Entity } from './entity.js';

export type MutationType = 'ADDED' | 'UPDATED' | 'DELETED';

export interface Delta {
  /** Ascending over all entities: the cursor. */
  readonly id: number;
  readonly entity: Entity;
  readonly rowId: number;
  readonly mutationType: MutationType;
  readonly atMs: number;
}

/** About three days, by `Skyvell/xledger`, `shared/delta_fetcher.py`. */
export const DELTAS_KEPT_MS = 3 * 86_400_000;
const FIRST_ID = 9_910_001;

/** What changed, in order, for as long as the vendor keeps it. */
export class DeltaLog {
  #kept: Delta[] = [];
  #next = FIRST_ID;

  constructor(private readonly keptMs = DELTAS_KEPT_MS) {}

  add(entity: Entity, rowId: number, mutationType: MutationType, atMs: number): void {
    this.#kept.push({ id: this.#next, entity, rowId, mutationType, atMs });
    this.#next += 1;
  }

  /** Entries that are still kept, oldest first. */
  kept(nowMs: number): readonly Delta[] {
    const oldest = nowMs - this.keptMs;
    const from = this.#kept.findIndex(({ atMs }) => atMs >= oldest);
    if (from !== 0) this.#kept = from < 0 ? [] : this.#kept.slice(from);
    return this.#kept;
  }

  /** Something after this cursor has been dropped. */
  hasExpired(cursor: number, nowMs: number): boolean {
    const first = this.kept(nowMs)[0]?.id ?? this.#next;
    return cursor + 1 < first;
  }

  get count(): number {
    return this.#next - FIRST_ID;
  }
}
