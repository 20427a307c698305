import type { ConnectionId, CreditorId } from '@app/domain';
import type { Transaction } from '../database/transaction.js';
import type { ConnectionEntity } from './connection.entity.js';
import { connectionNotFound } from './connection-problems.js';

/** Names one connection of one creditor. */
export interface ConnectionRef {
  readonly creditorId: CreditorId;
  readonly id: ConnectionId;
}

/** A connection as stored. */
export type Connection = Readonly<ConnectionEntity>;

/** Every column of `connection c`, under its property's name. */
export const CONNECTION_COLUMNS = `c.creditor_id as "creditorId", c.id, c.grant_id as "grantId",
  c.connector_key as "connectorKey", c.company_key as "companyKey", c.company_name as "companyName", c.state,
  c.blocked_from as "blockedFrom", c.blocked_reason as "blockedReason", c.blocked_message as "blockedMessage",
  c.blocked_remedy as "blockedRemedy", c.verified_at as "verifiedAt", c.last_success_at as "lastSuccessAt",
  c.last_full_pull_at as "lastFullPullAt", c.last_failure_at as "lastFailureAt", c.last_failure as "lastFailure",
  c.failures_in_row as "failuresInRow", c.next_sync_at as "nextSyncAt", c.preflight, c.preflight_at as "preflightAt",
  c.write_back_target as "writeBackTarget", c.write_back_mode as "writeBackMode",
  c.write_back_accounts as "writeBackAccounts",
  c.case_status_available as "caseStatusAvailable", c.created_at as "createdAt"`;

/** @throws ProblemError when there is no such connection */
export async function readConnection(
  tx: Transaction,
  { creditorId, id }: ConnectionRef,
): Promise<Connection> {
  return one(await tx.query<Connection>(SELECT, [creditorId, id]), id);
}

/** As `readConnection`, and nobody else changes it until the transaction ends. */
export async function lockConnection(
  tx: Transaction,
  { creditorId, id }: ConnectionRef,
): Promise<Connection> {
  return one(await tx.query<Connection>(`${SELECT} for update`, [creditorId, id]), id);
}

const SELECT = `select ${CONNECTION_COLUMNS} from connection c where c.creditor_id = $1 and c.id = $2`;

function one(rows: readonly Connection[], id: ConnectionId): Connection {
  const [row] = rows;
  if (!row) throw connectionNotFound(id);
  return row;
}
