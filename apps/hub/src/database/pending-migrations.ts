import type { Transaction } from './transaction.js';
import { migrations } from './migrations/index.js';

/** Names of migrations that this version knows and the database has not run. */
export async function pendingMigrations(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.query<{ name: string }>('select name from schema_migration');
  const run = new Set(rows.map((row) => row.name));
  return migrations.map((migration) => migration.name).filter((name) => !run.has(name));
}
