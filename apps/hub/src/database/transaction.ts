import { hash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { CreditorId } from '@app/domain';
import type pg from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** A statement that each connection parses and plans only once: for what is sent again and again. Made by `prepared`. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/** @param text constant; values go into parameters. PostgreSQL plans it anew when a table's statistics change. */
export function prepared(text: string): PreparedStatement {
  return { name: hash('sha1', text, 'base64url'), text };
}

/** One transaction on one connection, as `Database` lends it. Not to be kept beyond the work it was lent for. */
export interface Transaction {
  /** Whose rows it sees; absent in an operator's transaction, which sees all. */
  readonly creditorId?: CreditorId;
  /**
   * Sends one statement and answers its rows. What a column becomes is written in `type-parsers.ts`.
   * Several at once (`Promise.all`) are carried out in the order of the calls and cost one round trip together.
   * @throws pg.DatabaseError with PostgreSQL's `code`
   */
  query<Row = Record<string, unknown>>(
    sql: string | PreparedStatement,
    parameters?: readonly unknown[],
  ): Promise<Row[]>;
  /** TypeORM on the same connection and transaction; its errors are `QueryFailedError`. */
  readonly manager: EntityManager;
  /**
   * Called once when the commit has been confirmed, not at all after a rollback. For hints that may be lost
   * (waking a worker, counting a metric); what must not be lost is a row of the same transaction.
   */
  afterCommit(callback: () => void): void;
}

/** Used after its end: a promise that nobody awaited, or a transaction kept in a field. */
export class TransactionEndedError extends Error {
  constructor() {
    super('This transaction has ended. Await every query inside the work, and do not keep the transaction.');
    this.name = 'TransactionEndedError';
  }
}

export class OpenTransaction implements Transaction {
  readonly creditorId?: CreditorId;
  readonly #afterCommit: (() => void)[] = [];
  #manager: EntityManager | undefined;
  #ended = false;
  #heldBack = false;

  constructor(
    readonly client: pg.PoolClient,
    private readonly dataSource: DataSource,
    creditorId: CreditorId | undefined,
  ) {
    if (creditorId !== undefined) this.creditorId = creditorId;
  }

  async query<Row = Record<string, unknown>>(
    sql: string | PreparedStatement,
    parameters?: readonly unknown[],
  ): Promise<Row[]> {
    if (this.#ended) throw new TransactionEndedError();
    this.holdBack();
    const values = parameters as unknown[] | undefined;
    const result = await (typeof sql === 'string'
      ? this.client.query(sql, values)
      : this.client.query({ ...sql, ...(values === undefined ? {} : { values }) }));
    return result.rows as Row[];
  }

  get manager(): EntityManager {
    if (this.#ended) throw new TransactionEndedError();
    this.#manager ??= borrowedQueryRunner(this.dataSource, this.client).manager;
    return this.#manager;
  }

  afterCommit(callback: () => void): void {
    this.#afterCommit.push(callback);
  }

  /** Lets statements of the same moment leave in one packet: each packet wakes the server's process. */
  holdBack(): void {
    if (this.#heldBack) return;
    const { stream } = (this.client as unknown as { connection: { stream: Duplex } }).connection;
    this.#heldBack = true;
    stream.cork();
    process.nextTick(() => {
      this.#heldBack = false;
      stream.uncork();
    });
  }

  /** The rows are stored: whatever a hint does, the caller must learn that the work succeeded. */
  runAfterCommit(): void {
    for (const callback of this.#afterCommit) {
      try {
        callback();
      } catch (error) {
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }

  get ended(): boolean {
    return this.#ended;
  }

  end(): void {
    this.#ended = true;
  }
}

/**
 * TypeORM's runner on a connection and a transaction that we opened in one round trip, which it cannot do itself.
 * It is told that a transaction is open: `save` then starts none, and `transaction` makes a savepoint.
 */
function borrowedQueryRunner(dataSource: DataSource, client: pg.PoolClient): QueryRunner {
  const runner = dataSource.createQueryRunner();
  Object.assign(runner, { databaseConnection: client, isTransactionActive: true, transactionDepth: 1 });
  return runner;
}
