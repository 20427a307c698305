import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { isUuid } from '@app/domain';
import type { CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { CREDITOR_SETTING, databaseRoles } from './database-roles.js';
import { OpenTransaction, sendQuery } from './transaction.js';
import type { Transaction } from './transaction.js';

/** Serialization failure and deadlock: PostgreSQL asks for the whole transaction again. */
const RETRYABLE_CODES: ReadonlySet<string> = new Set(['40001', '40P01']);
const ATTEMPTS_MAX = 5;
const RETRY_DELAY_MS_MAX = 50;

/** A second transaction inside a first: it would wait for a connection that the first may need to be freed. */
export class NestedTransactionError extends Error {
  constructor() {
    super('A transaction is already open here. Pass it on as an argument instead of opening a second one.');
    this.name = 'NestedTransactionError';
  }
}

/** The work swallowed a database error: PostgreSQL answered COMMIT with a rollback, and nothing was stored. */
export class TransactionAbortedError extends Error {
  constructor() {
    super(
      'The transaction was rolled back: an earlier statement failed, and the work went on as if it had not.',
    );
    this.name = 'TransactionAbortedError';
  }
}

/**
 * The only road to the rows. Every transaction takes on a role and, for a creditor's, the creditor: without
 * either, the hub's login sees nothing. Rows of another creditor are invisible, and writing them is refused.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly #open = new AsyncLocalStorage<OpenTransaction>();

  constructor(readonly dataSource: DataSource) {}

  /**
   * One creditor's transaction. `work` may be called again after a deadlock: all it does outside of `tx` must
   * bear repetition. Isolation is READ COMMITTED.
   * @throws NestedTransactionError when a transaction is open in the same chain of calls
   */
  asCreditor<T>(creditorId: CreditorId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    // Sent as text of the statement, since one round trip takes no parameters: only a UUID may get there.
    if (!isUuid(creditorId)) throw new TypeError('A creditor id is a lower-case UUID.');
    const begin = `BEGIN; SET LOCAL ROLE ${databaseRoles.app}; SET LOCAL ${CREDITOR_SETTING} = '${creditorId}'`;
    return this.#withRetries(begin, creditorId, work);
  }

  /** A transaction over all creditors: scheduler, listings, grants, secrets. Otherwise like `asCreditor`. */
  asOperator<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#withRetries(`BEGIN; SET LOCAL ROLE ${databaseRoles.operator}`, undefined, work);
  }

  /** Connections of the pool: open, idle, and callers waiting for one. */
  poolUse(): { readonly total: number; readonly idle: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.#pool();
    return { total: totalCount, idle: idleCount, waiting: waitingCount };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  async #withRetries<T>(
    begin: string,
    creditorId: CreditorId | undefined,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const enclosing = this.#open.getStore();
    if (enclosing && !enclosing.ended) throw new NestedTransactionError();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(begin, creditorId, work);
      } catch (error) {
        if (attempt === ATTEMPTS_MAX || !isRetryable(error)) throw error;
      }
      await delay(Math.random() * RETRY_DELAY_MS_MAX * attempt);
    }
  }

  async #once<T>(
    begin: string,
    creditorId: CreditorId | undefined,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const client = await this.#pool().connect();
    const tx = new OpenTransaction(client, this.dataSource, creditorId);
    let broken: Error | undefined;
    const onError = (error: Error): void => void (broken = error);
    client.on('error', onError);
    let result: T;
    try {
      tx.holdBack();
      // Not waited for: what the work asks first goes with it. Where it fails, PostgreSQL refuses all that follows.
      const [opened, worked] = await Promise.allSettled([
        sendQuery(client, { text: begin }),
        this.#open.run(tx, async () => work(tx)),
      ]);
      if (opened.status === 'rejected') throw opened.reason;
      if (worked.status === 'rejected') throw worked.reason;
      result = worked.value;
      if ((await tx.commit()) === 'ROLLBACK') throw new TransactionAbortedError();
    } catch (error) {
      tx.end();
      // A connection that cannot even roll back is thrown away; PostgreSQL rolls back when it is gone.
      await sendQuery(client, { text: 'ROLLBACK' }).catch((failure: Error) => (broken ??= failure));
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
    tx.runAfterCommit();
    return result;
  }

  #pool(): pg.Pool {
    return (this.dataSource.driver as unknown as { master: pg.Pool }).master;
  }
}

function isRetryable(error: unknown): boolean {
  return RETRYABLE_CODES.has(databaseErrorCode(error) ?? '');
}

/** PostgreSQL's five-character code, from `pg`'s error or from TypeORM's wrapper around it. */
export function databaseErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const found = driverError?.code ?? code;
  return typeof found === 'string' ? found : undefined;
}
