import type { Creditor, CreditorId } from '@app/domain';
import type { CreditorPolicy } from '@app/mapping';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { connectionNotFound, creditorNotFound } from './connection-problems.js';
import { type Connection, CONNECTION_COLUMNS, type ConnectionRef } from './connection-row.js';
import { policyOf, type PolicyRow } from './policy-row.js';

export interface CreditorFacts {
  readonly creditor: Creditor;
  /** The version in force. */
  readonly policy: CreditorPolicy;
}

export interface ConnectionFacts extends CreditorFacts {
  readonly connection: Connection;
}

interface CreditorRow {
  readonly creditor: Creditor;
  readonly policy: PolicyRow;
}

/** JSON of the creditor and of the policy in force, for a query over `creditor r`. */
const CREDITOR_AND_POLICY = `
  jsonb_build_object('id', r.creditor_id, 'name', r.name, 'organisationNumber', r.organisation_number,
    'country', r.country, 'currency', r.currency) as creditor,
  (select jsonb_build_object('version', p.version, 'graceDays', p.grace_days, 'minimumMinor', p.minimum_minor,
     'startOn', p.start_on, 'excludedCustomerNumbers', p.excluded_customer_numbers,
     'excludedCustomerGroups', p.excluded_customer_groups, 'approval', p.approval)
   from creditor_policy p where p.creditor_id = r.creditor_id order by p.version desc limit 1) as policy`;

/** Who the creditor is and which rules are in force, in one query of the caller's transaction. */
@Injectable()
export class CreditorReader {
  /** @throws ProblemError when the creditor has no such connection */
  async ofConnection(tx: Transaction, { creditorId, id }: ConnectionRef): Promise<ConnectionFacts> {
    const [row] = await tx.query<Connection & CreditorRow>(
      `select ${CONNECTION_COLUMNS}, ${CREDITOR_AND_POLICY}
       from connection c join creditor r on r.creditor_id = c.creditor_id
       where c.creditor_id = $1 and c.id = $2`,
      [creditorId, id],
    );
    if (!row) throw connectionNotFound(id);
    const { creditor, policy, ...connection } = row;
    return { creditor, policy: policyOf(policy), connection };
  }

  /** @throws ProblemError when there is no such creditor */
  async ofCreditor(tx: Transaction, creditorId: CreditorId): Promise<CreditorFacts> {
    const [row] = await tx.query<CreditorRow>(
      `select ${CREDITOR_AND_POLICY} from creditor r where r.creditor_id = $1`,
      [creditorId],
    );
    if (!row) throw creditorNotFound(creditorId);
    return { creditor: row.creditor, policy: policyOf(row.policy) };
  }
}
