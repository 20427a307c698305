import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';
import { SnakeCaseNaming } from './naming-strategy.js';
import { typeParsers } from './type-parsers.js';

/** Longer than any transaction of ours should take; one that hangs gives its rows and its connection back. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 15_000;
const IDLE_CONNECTION_TIMEOUT_MS = 30_000;

export interface DataSourceOptions {
  readonly url: string;
  readonly poolMax: number;
  /** Taken on by every connection when it opens; without it each transaction has to name its role. */
  readonly role?: string;
  /** False where only migrations run: they are SQL, and need no entities. Default: true. */
  readonly entities?: boolean;
}

/** The one way to a DataSource, for hub, command line and tests. Never `synchronize`: the schema changes by migrations only. */
export function createDataSource(options: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    // Given, so that TypeORM need not look for it by name at run time, where a bundler cannot follow.
    driver: pg,
    url: options.url,
    poolSize: options.poolMax,
    entities: options.entities === false ? [] : [...entities],
    migrations: [...migrations],
    migrationsTableName: 'schema_migration',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
    // TypeORM would log statements with their values; the hub logs errors itself, redacted.
    logging: false,
    applicationName: 'kravhub',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    // `gen_random_uuid()` is built in since PostgreSQL 13; no extension is wanted.
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    extra: {
      types: typeParsers,
      idleTimeoutMillis: IDLE_CONNECTION_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      keepAlive: true,
      // Statements that do not wait for each other's answer share a round trip; see `Transaction.query`.
      pipeline: true,
      ...(options.role === undefined ? {} : { options: `-c role=${options.role}` }),
    },
  });
}
