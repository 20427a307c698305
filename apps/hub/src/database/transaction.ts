import { hash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { type CreditorId, isUuid } from '@app/domain';
import type pg from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { CREDITOR_SETTING, databaseRoles } from './database-roles.js';

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
  /**
   * The same transaction for statements whose answers nobody needs: `query` answers no rows at once, and what it was
   * given leaves in order together with the commit, in one round trip. If one of them fails, the transaction fails.
   */
  readonly withCommit: Statements;
  /**
   * In an operator's transaction: part of its work under one creditor's role, behind that creditor's wall, on the same
   * connection and committed with the rest. For money that reaches a creditor from the collector's account.
   * @throws NotAnOperatorError in a creditor's transaction
   */
  asCreditor<T>(creditorId: CreditorId, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** TypeORM on the same connection and transaction; its errors are `QueryFailedError`. */
  readonly manager: EntityManager;
  /**
   * Called once when the commit has been confirmed, not at all after a rollback. For hints that may be lost
   * (waking a worker, counting a metric); what must not be lost is a row of the same transaction.
   */
  afterCommit(callback: () => void): void;
  /**
   * Called once when the commit and all before it have left this process: from then on its death undoes nothing. Not
   * called where the work failed; that the commit failed shows later, when the transaction throws.
   */
  onCommitSent(callback: () => void): void;
}

/** Whatever takes statements: a transaction, or what leaves with its commit. */
export type Statements = Pick<Transaction, 'creditorId' | 'query'>;

/** Used after its end: a promise that nobody awaited, or a transaction kept in a field. */
export class TransactionEndedError extends Error {
  constructor() {
    super('This transaction has ended. Await every query inside the work, and do not keep the transaction.');
    this.name = 'TransactionEndedError';
  }
}

/** A creditor's transaction stays behind its wall: it cannot turn to another creditor. */
export class NotAnOperatorError extends Error {
  constructor() {
    super('Only an operator’s transaction can do a part of its work as a creditor.');
    this.name = 'NotAnOperatorError';
  }
}

export class OpenTransaction implements Transaction {
  readonly creditorId?: CreditorId;
  readonly #afterCommit: (() => void)[] = [];
  readonly #onCommitSent: (() => void)[] = [];
  readonly #withCommit: [sql: string | PreparedStatement, parameters: readonly unknown[]][] = [];
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
    const result = await this.#send(sql, parameters);
    return result.rows as Row[];
  }

  get withCommit(): Statements {
    return {
      ...(this.creditorId === undefined ? {} : { creditorId: this.creditorId }),
      query: async <Row>(
        sql: string | PreparedStatement,
        parameters: readonly unknown[] = [],
      ): Promise<Row[]> => {
        if (this.#ended) throw new TransactionEndedError();
        // What the client cannot send must not be found out when the commit has left.
        parameters.forEach(assertSendable);
        this.#withCommit.push([sql, parameters]);
        return [];
      },
    };
  }

  async asCreditor<T>(creditorId: CreditorId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (this.creditorId !== undefined) throw new NotAnOperatorError();
    // Sent as text of the statement, since one round trip takes no parameters: only a UUID may get there.
    if (!isUuid(creditorId)) throw new TypeError('A creditor id is a lower-case UUID.');
    const taken = this.query(
      `SET LOCAL ROLE ${databaseRoles.app}; SET LOCAL ${CREDITOR_SETTING} = '${creditorId}'`,
    );
    try {
      const [, result] = await Promise.all([taken, work(new CreditorsPart(this, creditorId))]);
      return result;
    } finally {
      // After a failed statement the server refuses this too, and the transaction ends with the first failure.
      await this.query(`SET LOCAL ROLE ${databaseRoles.operator}; SET LOCAL ${CREDITOR_SETTING} = ''`).catch(
        () => undefined,
      );
    }
  }

  get manager(): EntityManager {
    if (this.#ended) throw new TransactionEndedError();
    this.#manager ??= borrowedQueryRunner(this.dataSource, this.client).manager;
    return this.#manager;
  }

  afterCommit(callback: () => void): void {
    this.#afterCommit.push(callback);
  }

  onCommitSent(callback: () => void): void {
    this.#onCommitSent.push(callback);
  }

  /**
   * Ends the transaction: sends what waits for the commit, and the commit, in one packet.
   * @returns PostgreSQL's command, `ROLLBACK` where an earlier statement had failed
   */
  async commit(): Promise<string> {
    this.#ended = true;
    const statements = this.#withCommit.map((statement) => this.#send(...statement));
    const committing = this.#send('COMMIT');
    if (this.#onCommitSent.length > 0) {
      // An empty write ends when all before it have been handed to the system.
      this.#stream.write('', (error) => {
        if (!error) for (const callback of this.#onCommitSent) callback();
      });
    }
    const [committed, ...answers] = await Promise.allSettled([committing, ...statements]);
    for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
    if (committed.status === 'rejected') throw committed.reason;
    return committed.value.command;
  }

  #send(sql: string | PreparedStatement, parameters?: readonly unknown[]): Promise<pg.QueryResult> {
    this.holdBack();
    const query = typeof sql === 'string' ? { text: sql } : sql;
    const values = parameters as unknown[] | undefined;
    return sendQuery(this.client, values === undefined ? { ...query } : { ...query, values });
  }

  get #stream(): Duplex {
    return (this.client as unknown as { connection: { stream: Duplex } }).connection.stream;
  }

  /** Lets statements of the same moment leave in one packet: each packet wakes the server's process. */
  holdBack(): void {
    if (this.#heldBack) return;
    const stream = this.#stream;
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
 * `pg`'s query by its callback. Where it answers a promise, it writes `query.callback = (err, res) => …`, and V8 takes a
 * function that is written down as a property's value for a method, which lives long (`CheckAssigningFunctionLiteralToProperty`
 * in its parser): it is put among the old objects at once. What it refers to, parameters, rows and buffers, then waits for
 * the next collection of everything, though it died with the answer.
 */
export function sendQuery(client: pg.PoolClient, query: pg.QueryConfig): Promise<pg.QueryResult> {
  return new Promise<pg.QueryResult>((resolve, reject) => {
    client.query(query, (error: Error | null, result) => (error ? reject(error) : resolve(result)));
  }).catch((error: unknown) => {
    // As `pg` does it: the trace leads to whoever asked, not to the socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  });
}

/** A creditor's part of an operator's transaction. What would leave with the commit is sent at once: the role is another then. */
class CreditorsPart implements Transaction {
  constructor(
    private readonly whole: OpenTransaction,
    readonly creditorId: CreditorId,
  ) {}

  query<Row>(sql: string | PreparedStatement, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.whole.query<Row>(sql, parameters);
  }

  get withCommit(): Statements {
    return {
      creditorId: this.creditorId,
      query: async <Row>(
        sql: string | PreparedStatement,
        parameters: readonly unknown[] = [],
      ): Promise<Row[]> => {
        await this.query(sql, parameters);
        return [];
      },
    };
  }

  asCreditor(): Promise<never> {
    return Promise.reject(new NotAnOperatorError());
  }

  get manager(): EntityManager {
    return this.whole.manager;
  }

  afterCommit(callback: () => void): void {
    this.whole.afterCommit(callback);
  }

  onCommitSent(callback: () => void): void {
    this.whole.onCommitSent(callback);
  }
}

/** @throws TypeError for what `pg` might refuse to send */
function assertSendable(value: unknown): void {
  if (Array.isArray(value)) value.forEach(assertSendable);
  else if (value !== null && !(value instanceof Date) && !SENDABLE.has(typeof value))
    throw new TypeError(`A value of type ${typeof value} cannot leave with the commit.`);
}

const SENDABLE: ReadonlySet<string> = new Set(['string', 'number', 'bigint', 'boolean']);

/**
 * TypeORM's runner on a connection and a transaction that we opened in one round trip, which it cannot do itself.
 * It is told that a transaction is open: `save` then starts none, and `transaction` makes a savepoint.
 */
function borrowedQueryRunner(dataSource: DataSource, client: pg.PoolClient): QueryRunner {
  const runner = dataSource.createQueryRunner();
  Object.assign(runner, { databaseConnection: client, isTransactionActive: true, transactionDepth: 1 });
  return runner;
}
