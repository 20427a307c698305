import type {
  ConnectionId,
  Debtor,
  DebtorKind,
  LedgerDebtorId,
  LedgerItemId,
  LocalDate,
  OpenItem,
} from '@app/domain';
import type { ClaimDecision, DecisionRule } from '@app/mapping';
import { Injectable } from '@nestjs/common';
import { idArray } from '../database/id-array.js';
import { prepared, type Transaction } from '../database/transaction.js';
import { noticesToJson } from './open-item-json.js';

/** What the mirror remembers of an item, as far as a new reading is compared with it. */
export interface StoredItem {
  readonly ledgerItemId: LedgerItemId;
  readonly fingerprint: string;
  readonly vanished: boolean;
  readonly decisionRule: DecisionRule;
  readonly policyVersion: number;
  readonly changesOn: LocalDate | null;
  readonly hasClaim: boolean;
}

export interface ItemToWrite {
  readonly item: OpenItem;
  readonly fingerprint: string;
  readonly decision: ClaimDecision;
}

interface StoredDebtor {
  readonly ledgerDebtorId: LedgerDebtorId;
  readonly fingerprint: string;
  readonly kindAnswered: DebtorKind | null;
}

/** The mirror's rows, read and written a page at a time: one statement each, however many items. */
@Injectable()
export class OpenItemStore {
  async read(
    tx: Transaction,
    connectionId: ConnectionId,
    ids: readonly LedgerItemId[],
  ): Promise<Map<LedgerItemId, StoredItem>> {
    const rows = await tx.query<StoredItem>(READ_ITEMS, [tx.creditorId, connectionId, idArray(ids)]);
    return new Map(rows.map((row) => [row.ledgerItemId, row]));
  }

  async readDebtors(
    tx: Transaction,
    connectionId: ConnectionId,
    ids: readonly LedgerDebtorId[],
  ): Promise<Map<LedgerDebtorId, StoredDebtor>> {
    const rows = await tx.query<StoredDebtor>(READ_DEBTORS, [tx.creditorId, connectionId, idArray(ids)]);
    return new Map(rows.map((row) => [row.ledgerDebtorId, row]));
  }

  async writeDebtors(
    tx: Transaction,
    connectionId: ConnectionId,
    debtors: readonly { readonly debtor: Debtor; readonly fingerprint: string }[],
    now: Date,
  ): Promise<void> {
    if (debtors.length === 0) return;
    await tx.query(WRITE_DEBTORS, [
      tx.creditorId,
      connectionId,
      JSON.stringify(
        debtors.map(({ debtor, fingerprint }) => ({
          id: debtor.ledgerDebtorId,
          image: debtor,
          fingerprint,
        })),
      ),
      now,
    ]);
  }

  async writeItems(
    tx: Transaction,
    connectionId: ConnectionId,
    items: readonly ItemToWrite[],
    fullRunId: string | undefined,
    now: Date,
  ): Promise<void> {
    if (items.length === 0) return;
    await tx.query(WRITE_ITEMS, [
      tx.creditorId,
      connectionId,
      JSON.stringify(items.map(toRow)),
      fullRunId ?? null,
      now,
    ]);
  }

  /** Writes what the ledger tells now, and marks what it no longer tells. */
  async writeMovements(
    tx: Transaction,
    connectionId: ConnectionId,
    items: readonly OpenItem[],
    now: Date,
  ): Promise<void> {
    if (items.length === 0) return;
    const rows = items.flatMap((item) =>
      item.movements.map((movement) => ({
        posting: movement.postingId,
        item: item.ledgerItemId,
        voucher: movement.voucherId ?? null,
        kind: movement.kind,
        booked: movement.bookedOn,
        currency: movement.change.currency,
        change: movement.change.minor.toString(),
        reverses: movement.reverses ?? null,
        key: movement.writeBackKey ?? null,
      })),
    );
    // A ledger may tell one posting twice; a statement may write a row once.
    const once = [...new Map(rows.map((row) => [row.posting, row])).values()];
    if (once.length > 0)
      await tx.query(WRITE_MOVEMENTS, [tx.creditorId, connectionId, JSON.stringify(once), now]);
    await tx.query(
      `update ledger_movement set gone_at = $4
       where creditor_id = $1 and connection_id = $2 and ledger_item_id = any($3) and gone_at is null
         and not posting_id = any($5)`,
      [
        tx.creditorId,
        connectionId,
        items.map((item) => item.ledgerItemId),
        now,
        rows.map(({ posting }) => posting),
      ],
    );
  }

  async markSeen(
    tx: Transaction,
    connectionId: ConnectionId,
    ids: readonly LedgerItemId[],
    fullRunId: string | undefined,
  ): Promise<void> {
    if (ids.length === 0 || fullRunId === undefined) return;
    await tx.query(MARK_SEEN, [tx.creditorId, connectionId, idArray(ids), fullRunId]);
  }

  /** Answers those that were not marked before. */
  async markVanished(
    tx: Transaction,
    connectionId: ConnectionId,
    ids: readonly LedgerItemId[],
    now: Date,
  ): Promise<LedgerItemId[]> {
    const rows = await tx.query<{ id: LedgerItemId }>(
      `update open_item set vanished_at = $4, decision = 'review', decision_rule = 'vanished',
         decision_inputs = '{}', changes_on = null, changed_at = $4
       where creditor_id = $1 and connection_id = $2 and ledger_item_id = any($3) and vanished_at is null
       returning ledger_item_id as id`,
      [tx.creditorId, connectionId, ids, now],
    );
    return rows.map(({ id }) => id);
  }
}

function toRow({ item, fingerprint, decision }: ItemToWrite) {
  return {
    id: item.ledgerItemId,
    debtor: item.ledgerDebtorId,
    kind: item.kind,
    number: item.invoiceNumber,
    invoiced: item.invoicedOn,
    due: item.dueOn,
    currency: item.original.currency,
    original: item.original.minor.toString(),
    outstanding: item.outstanding.minor.toString(),
    reference: item.paymentReference ?? null,
    voucher: item.voucherId ?? null,
    holds: item.holds,
    notices: noticesToJson(item.notices),
    fingerprint,
    decision: decision.outcome,
    rule: decision.rule,
    inputs: decision.inputs,
    changes: decision.changesOn ?? null,
    policy: decision.policyVersion,
  };
}

const READ_ITEMS =
  prepared(`select o.ledger_item_id as "ledgerItemId", o.fingerprint, o.vanished_at is not null as vanished,
         o.decision_rule as "decisionRule", o.policy_version as "policyVersion", o.changes_on as "changesOn",
         c.id is not null as "hasClaim"
       from open_item o
       left join claim c on c.creditor_id = o.creditor_id and c.connection_id = o.connection_id
         and c.ledger_item_id = o.ledger_item_id
       where o.creditor_id = $1 and o.connection_id = $2 and o.ledger_item_id = any($3)`);

const READ_DEBTORS =
  prepared(`select ledger_debtor_id as "ledgerDebtorId", fingerprint, kind_answered as "kindAnswered" from debtor
       where creditor_id = $1 and connection_id = $2 and ledger_debtor_id = any($3)`);

const WRITE_DEBTORS =
  prepared(`insert into debtor (creditor_id, connection_id, ledger_debtor_id, image, fingerprint, changed_at)
       select $1, $2, x.id, x.image, x.fingerprint, $4
       from jsonb_to_recordset($3::jsonb) as x(id text, image jsonb, fingerprint text)
       on conflict (creditor_id, connection_id, ledger_debtor_id)
       do update set image = excluded.image, fingerprint = excluded.fingerprint, changed_at = excluded.changed_at`);

const MARK_SEEN = prepared(`update open_item set seen_in_run = $4
       where creditor_id = $1 and connection_id = $2 and ledger_item_id = any($3) and seen_in_run is distinct from $4`);

const WRITE_ITEMS = prepared(`
  insert into open_item as o (creditor_id, connection_id, ledger_item_id, ledger_debtor_id, kind, invoice_number,
    invoiced_on, due_on, currency, original_minor, outstanding_minor, payment_reference, voucher_id, holds, notices,
    fingerprint, seen_in_run, first_seen_at, changed_at, vanished_at, decision, decision_rule, decision_inputs,
    changes_on, policy_version)
  select $1, $2, x.id, x.debtor, x.kind, x.number, x.invoiced, x.due, x.currency, x.original, x.outstanding,
    x.reference, x.voucher, x.holds, x.notices, x.fingerprint, $4, $5, $5, null, x.decision, x.rule, x.inputs,
    x.changes, x.policy
  from jsonb_to_recordset($3::jsonb) as x(id text, debtor text, kind text, number text, invoiced date, due date,
    currency text, original bigint, outstanding bigint, reference text, voucher text, holds jsonb, notices jsonb,
    fingerprint text, decision text, rule text, inputs jsonb, changes date, policy int)
  on conflict (creditor_id, connection_id, ledger_item_id) do update set
    ledger_debtor_id = excluded.ledger_debtor_id, kind = excluded.kind, invoice_number = excluded.invoice_number,
    invoiced_on = excluded.invoiced_on, due_on = excluded.due_on, currency = excluded.currency,
    original_minor = excluded.original_minor, outstanding_minor = excluded.outstanding_minor,
    payment_reference = excluded.payment_reference, voucher_id = excluded.voucher_id, holds = excluded.holds,
    notices = excluded.notices, fingerprint = excluded.fingerprint,
    seen_in_run = coalesce(excluded.seen_in_run, o.seen_in_run), changed_at = excluded.changed_at, vanished_at = null,
    decision = excluded.decision, decision_rule = excluded.decision_rule, decision_inputs = excluded.decision_inputs,
    changes_on = excluded.changes_on, policy_version = excluded.policy_version`);

const WRITE_MOVEMENTS = `
  insert into ledger_movement (creditor_id, connection_id, posting_id, ledger_item_id, voucher_id, kind, booked_on,
    currency, change_minor, reverses, write_back_key, first_seen_at)
  select $1, $2, x.posting, x.item, x.voucher, x.kind, x.booked, x.currency, x.change, x.reverses, x.key, $4
  from jsonb_to_recordset($3::jsonb) as x(posting text, item text, voucher text, kind text, booked date,
    currency text, change bigint, reverses text, key text)
  on conflict (creditor_id, connection_id, posting_id) do update set
    ledger_item_id = excluded.ledger_item_id, voucher_id = excluded.voucher_id, kind = excluded.kind,
    booked_on = excluded.booked_on, currency = excluded.currency, change_minor = excluded.change_minor,
    reverses = excluded.reverses, write_back_key = excluded.write_back_key, gone_at = null`;
