import type { CaseId, ClaimId, ConnectionId, Currency, JsonObject, LedgerDebtorId } from '@app/domain';
import type { CollectedClaimEntity } from '../../collection/collected-claim.entity.js';
import type { OutboxKind } from '../../outbox/outbox-message.entity.js';
import { idArray } from '../../database/id-array.js';
import { prepared, type PreparedStatement, type Transaction } from '../../database/transaction.js';

/** A claim that the built-in pipeline took in, or was told about, and its case does not know it yet. */
export interface CollectedChange {
  readonly claimId: ClaimId;
  readonly reference: string;
  readonly state: CollectedClaimEntity['state'];
  readonly currency: Currency;
  readonly handedOver: JsonObject;
  /** What the claim itself says is outstanding now. */
  readonly outstandingMinor: bigint;
  readonly lastMessage: number;
  /** Sequence of the hand-over; 0 when that was not kept yet. */
  readonly handedOverMessage: number;
  readonly revision: number;
  readonly connectionId: ConnectionId;
  readonly ledgerDebtorId: LedgerDebtorId;
  /** Null: no case holds it yet. */
  readonly caseId: CaseId | null;
}

export interface TakenMessage {
  readonly claimId: ClaimId;
  readonly sequence: number;
  readonly kind: OutboxKind;
  readonly payload: JsonObject;
}

/**
 * Some of what is new for one creditor, in the order of the claims' ids after `after`. Both tables are walked by their
 * primary keys, so a look costs what the creditor's claims cost to read, and nothing is written for it at the hand-over.
 */
export function collectedChanges(
  tx: Transaction,
  page: { readonly after: string; readonly limit: number },
): Promise<CollectedChange[]> {
  return tx.query<CollectedChange>(CHANGES, [tx.creditorId, page.after, page.limit]);
}

/** What is new of one claim; empty when its case knows it all, or the built-in pipeline does not hold it. */
export function collectedChange(tx: Transaction, claimId: ClaimId): Promise<CollectedChange[]> {
  return tx.query<CollectedChange>(CHANGE, [tx.creditorId, claimId]);
}

/** The same of several claims. */
export function collectedChangesOf(
  tx: Transaction,
  claimIds: readonly ClaimId[],
): Promise<CollectedChange[]> {
  return tx.query<CollectedChange>(CHANGES_OF, [tx.creditorId, idArray(claimIds)]);
}

/** What was told about these claims since the case looked last, in order. */
export function newMessages(tx: Transaction, claimIds: readonly ClaimId[]): Promise<TakenMessage[]> {
  return tx.query<TakenMessage>(MESSAGES, [tx.creditorId, idArray(claimIds)]);
}

/** A claim that was taken back, or paid, before anybody opened a case for it needs none. */
const CHANGES = changes('h.claim_id > $2', 'limit $3');
const CHANGE = changes('h.claim_id = $2', '');
const CHANGES_OF = changes('h.claim_id = any($2::uuid[])', '');

function changes(which: string, limit: string): PreparedStatement {
  return prepared(`
  select h.claim_id as "claimId", h.reference, h.state, h.currency, h.handed_over as "handedOver",
    k.outstanding_minor as "outstandingMinor", h.last_message as "lastMessage",
    h.handed_over_message as "handedOverMessage", h.revision, k.connection_id as "connectionId", k.ledger_debtor_id as "ledgerDebtorId",
    h.case_id as "caseId"
  from (
    select h.*, c.case_id from collected_claim h
    left join case_claim c on c.creditor_id = h.creditor_id and c.claim_id = h.claim_id
    where h.creditor_id = $1 and ${which}
      and case when c.claim_id is null then h.state in ('open', 'paused') else c.followed_revision < h.revision end
    order by h.claim_id ${limit}
  ) h join claim k on k.creditor_id = h.creditor_id and k.id = h.claim_id
  order by h.claim_id`);
}

const MESSAGES = prepared(`
  select m.claim_id as "claimId", m.sequence, m.kind, m.payload
  from case_claim c join collected_message m on m.creditor_id = c.creditor_id and m.claim_id = c.claim_id
    and m.sequence > c.last_message
  where c.creditor_id = $1 and c.claim_id = any($2::uuid[])
  order by m.claim_id, m.sequence`);
