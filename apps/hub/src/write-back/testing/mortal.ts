import type { LedgerSession, WriteBack } from '@app/connectors';
import type { Database } from '../../database/database.js';

/** The process was killed: from now on nothing of it happens any more. */
export class CrashError extends Error {
  constructor() {
    super('killed');
    this.name = 'CrashError';
  }
}

/**
 * A process that is killed at the n-th moment. Moments are: before a call, after it (its effect stands, its answer is
 * lost), and for a transaction also right before its commit (nothing of it stands).
 */
export class Mortal {
  #moments = 0;
  dead = false;

  constructor(private readonly diesAt: number) {}

  database(real: Database): Database {
    return {
      asCreditor: (creditorId, work) =>
        this.#around(() => real.asCreditor(creditorId, async (tx) => this.#thenMoment(await work(tx)))),
      asOperator: (work) =>
        this.#around(() => real.asOperator(async (tx) => this.#thenMoment(await work(tx)))),
    } as Database;
  }

  channel(real: WriteBack): WriteBack {
    return {
      landsWithinMs: real.landsWithinMs,
      targets: (...given) => this.#around(() => real.targets(...given)),
      prepare: (...given) => this.#around(() => real.prepare(...given)),
      post: (...given) => this.#around(() => real.post(...given)),
      find: (...given) => this.#around(() => real.find(...given)),
      verify: (...given) => this.#around(() => real.verify(...given)),
    };
  }

  session(real: LedgerSession): LedgerSession {
    return {
      pullOpenItems: (...given) => this.#around(() => real.pullOpenItems(...given)),
      settlementChanges: (...given) => this.#around(() => real.settlementChanges(...given)),
      readItems: (...given) => this.#around(() => real.readItems(...given)),
    } as LedgerSession;
  }

  async #around<T>(call: () => Promise<T>): Promise<T> {
    this.#moment();
    try {
      return await call();
    } finally {
      this.#moment();
    }
  }

  #thenMoment<T>(value: T): T {
    this.#moment();
    return value;
  }

  #moment(): void {
    this.#moments += 1;
    if (this.#moments >= this.diesAt) this.dead = true;
    if (this.dead) throw new CrashError();
  }
}
