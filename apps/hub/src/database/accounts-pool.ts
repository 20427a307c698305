import pg from 'pg';
import { databaseRoles } from './database-roles.js';

export const ACCOUNTS_POOL = Symbol('AccountsPool');
export const ACCOUNTS_SCHEMA = 'accounts';
const CONNECTIONS_MAX = 4;
const IDLE_MS = 30_000;
const CONNECT_MS = 15_000;

/**
 * The account store's own connections: a role with rights on its schema and on nothing else, as no other role has any on
 * that schema. So neither does a mistake there reach claims, nor one in the hub a password's hash.
 */
export function accountsPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'kravhub-accounts',
    keepAlive: true,
  });
  // Queued before whatever the connection was opened for.
  pool.on('connect', (client) => {
    client
      .query(`set role ${databaseRoles.accounts}; set search_path = ${ACCOUNTS_SCHEMA}`)
      .catch((error: Error) => client.emit('error', error));
  });
  // A connection that the server ends while it rests is replaced by the next one.
  pool.on('error', () => undefined);
  return pool;
}
