import type {
  ClaimId,
  ClaimState,
  ConnectionId,
  CreditorId,
  DebtorKind,
  LedgerDebtorId,
  LocalDate,
} from '@app/domain';
import type { DecisionOutcome } from '@app/mapping';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../api/problem-error.js';
import { AuditLog } from '../audit/audit-log.js';
import { UNDO_UNTIL } from '../claims/claim-row.js';
import { currentActor } from '../audit/actor.js';
import type { ConnectionRef } from '../connections/connection-row.js';
import { Database } from '../database/database.js';
import { claimsAskedFor } from '../second-person/proposal-store.js';
import type { OpenItemEntity } from './open-item.entity.js';
import type { RefusedRecordEntity } from './refused-record.entity.js';
import { REFUSED_COLUMNS } from './refused-records.js';

export type OpenItemRow = Readonly<
  Pick<
    OpenItemEntity,
    | 'ledgerItemId'
    | 'invoiceNumber'
    | 'ledgerDebtorId'
    | 'invoicedOn'
    | 'dueOn'
    | 'currency'
    | 'originalMinor'
    | 'outstandingMinor'
    | 'decision'
    | 'decisionRule'
    | 'decisionInputs'
    | 'changesOn'
    | 'policyVersion'
    | 'vanishedAt'
  >
> & {
  readonly debtorName: string | null;
  readonly debtorKind: DebtorKind | null;
  readonly customerNumber: string | null;
  /** The claim that it has become; null when there is none. */
  readonly claimId: ClaimId | null;
  readonly claimState: ClaimState | null;
  /** Somebody has approved the claim, and another person must, too. */
  readonly awaitsSecondPerson: boolean;
  /** Until when the claim's approval can be undone; null when it is not approved, or on its way. */
  readonly undoUntil: Date | null;
};

export interface ItemFilter {
  readonly decision?: DecisionOutcome;
  /** First and last due day. */
  readonly dueFrom?: LocalDate;
  readonly dueTo?: LocalDate;
  readonly customerNumber?: string;
  readonly after?: string;
  readonly limit: number;
}

/** A group that the ledger sorts customers into. */
export interface CustomerGroup {
  readonly group: string;
  readonly customers: number;
}

const GROUPS_MAX = 500;

/** The mirror, for people: what is open, what was decided about it and why, and what could not be read. */
@Injectable()
export class OpenItemsService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Items with something outstanding, in the order of the ledger's ids. */
  list({ creditorId, id }: ConnectionRef, filter: ItemFilter): Promise<OpenItemRow[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<OpenItemRow>(
        `select i.ledger_item_id as "ledgerItemId", i.invoice_number as "invoiceNumber",
           i.ledger_debtor_id as "ledgerDebtorId", i.invoiced_on as "invoicedOn", i.due_on as "dueOn", i.currency,
           i.original_minor as "originalMinor", i.outstanding_minor as "outstandingMinor", i.decision,
           i.decision_rule as "decisionRule", i.decision_inputs as "decisionInputs", i.changes_on as "changesOn",
           i.policy_version as "policyVersion", i.vanished_at as "vanishedAt",
           d.image ->> 'name' as "debtorName", coalesce(d.kind_answered, d.image ->> 'kind') as "debtorKind", d.image ->> 'customerNumber' as "customerNumber",
           c.id as "claimId", c.state as "claimState",
           coalesce(c.state = 'proposed' and c.id::text in (${claimsAskedFor('$1')}), false) as "awaitsSecondPerson",
           ${UNDO_UNTIL}
         from open_item i
         left join debtor d on d.creditor_id = i.creditor_id and d.connection_id = i.connection_id
           and d.ledger_debtor_id = i.ledger_debtor_id
         left join claim c on c.creditor_id = i.creditor_id and c.connection_id = i.connection_id
           and c.ledger_item_id = i.ledger_item_id
         where i.creditor_id = $1 and i.connection_id = $2 and ($3::text is null or i.decision = $3)
           and ($6::date is null or i.due_on >= $6) and ($7::date is null or i.due_on <= $7)
           and ($8::text is null or d.image ->> 'customerNumber' = $8)
           and i.ledger_item_id > $4 and (i.outstanding_minor <> 0 or i.vanished_at is not null)
         order by i.ledger_item_id limit $5`,
        [
          creditorId,
          id,
          filter.decision ?? null,
          filter.after ?? '',
          filter.limit,
          filter.dueFrom ?? null,
          filter.dueTo ?? null,
          filter.customerNumber ?? null,
        ],
      ),
    );
  }

  refused(
    creditorId: CreditorId,
    filter: { readonly resolved: boolean; readonly after?: string; readonly limit: number },
  ): Promise<RefusedRecordEntity[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<RefusedRecordEntity>(
        `select ${REFUSED_COLUMNS} from refused_record
         where creditor_id = $1 and ($2 or resolved_at is null) and ($3::uuid is null or id > $3)
         order by id limit $4`,
        [creditorId, filter.resolved, filter.after ?? null, filter.limit],
      ),
    );
  }

  /** Those of all the creditor's ledgers, the largest first. */
  customerGroups(creditorId: CreditorId): Promise<readonly CustomerGroup[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<CustomerGroup>(
        `select g.name as "group", count(*)::int as customers
         from debtor d cross join lateral jsonb_array_elements_text(d.image -> 'groups') as g (name)
         where d.creditor_id = $1 and d.image ? 'groups' group by g.name order by 2 desc, 1 limit $2`,
        [creditorId, GROUPS_MAX],
      ),
    );
  }

  /** A person answers what the ledger leaves open. The items of the debtor are judged anew by the next run. */
  async answerKind(
    { creditorId, id }: ConnectionRef,
    ledgerDebtorId: LedgerDebtorId,
    kind: DebtorKind,
  ): Promise<void> {
    await this.database.asCreditor(creditorId, async (tx) => {
      const rows = await tx.query(
        `update debtor set kind_answered = $4
         where creditor_id = $1 and connection_id = $2 and ledger_debtor_id = $3 returning 1`,
        [creditorId, id, ledgerDebtorId, kind],
      );
      if (rows.length === 0) throw debtorNotFound(id);
      // Version 0 is nobody's policy: the items are due for a new decision.
      await tx.query(
        `update open_item set policy_version = 0
         where creditor_id = $1 and connection_id = $2 and ledger_debtor_id = $3 and outstanding_minor <> 0`,
        [creditorId, id, ledgerDebtorId],
      );
      await this.audit.record(tx, {
        actor: currentActor(),
        action: 'debtor.kind-answered',
        subject: { kind: 'debtor', id: ledgerDebtorId },
        detail: { connectionId: id, kind },
      });
    });
  }
}

function debtorNotFound(id: ConnectionId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'debtor-not-found',
    title: 'There is no such debtor.',
    cause: `The mirror of connection ${id} has no debtor of this id.`,
    consequence: 'Nothing was changed.',
    remedy: 'Take ledgerDebtorId from the list of open items.',
  });
}
