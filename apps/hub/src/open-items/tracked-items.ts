import type {
  ConnectionId,
  Currency,
  Debtor,
  LedgerDebtorId,
  LedgerHold,
  LedgerItemId,
  LedgerMovement,
  LedgerMovementKind,
  LedgerPostingId,
  LedgerVoucherId,
  LocalDate,
  OpenItem,
} from '@app/domain';
import { money } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { noticesFromJson, type NoticeJson } from './open-item-json.js';

interface ItemRow {
  ledgerItemId: LedgerItemId;
  ledgerDebtorId: LedgerDebtorId;
  kind: 'invoice' | 'credit-note';
  invoiceNumber: string;
  invoicedOn: LocalDate;
  dueOn: LocalDate;
  currency: Currency;
  originalMinor: bigint;
  outstandingMinor: bigint;
  paymentReference: string | null;
  voucherId: LedgerVoucherId | null;
  holds: LedgerHold[];
  notices: NoticeJson[];
  debtor: Debtor;
  movements: MovementJson[] | null;
}

interface MovementJson {
  postingId: LedgerPostingId;
  voucherId: LedgerVoucherId | null;
  kind: LedgerMovementKind;
  bookedOn: LocalDate;
  changeMinor: string;
  reverses: LedgerPostingId | null;
  writeBackKey: string | null;
}

/** Which stored items a run still has to look at. */
@Injectable()
export class TrackedItems {
  /**
   * Items with something outstanding, after `after` in the order of their ids.
   * With `unseenBy`, only those that this full pull did not see.
   */
  async ids(
    tx: Transaction,
    connectionId: ConnectionId,
    page: { readonly after: string; readonly limit: number; readonly unseenBy?: string },
  ): Promise<LedgerItemId[]> {
    const rows = await tx.query<{ id: LedgerItemId }>(
      `select ledger_item_id as id from open_item
       where creditor_id = $1 and connection_id = $2 and ledger_item_id > $3
         and outstanding_minor <> 0 and vanished_at is null
         and ($5::uuid is null or seen_in_run is distinct from $5)
       order by ledger_item_id limit $4`,
      [tx.creditorId, connectionId, page.after, page.limit, page.unseenBy ?? null],
    );
    return rows.map(({ id }) => id);
  }

  /** Items about which the stored facts give another answer by now: their day has come, or the policy has changed. */
  async toDecideAgain(
    tx: Transaction,
    connectionId: ConnectionId,
    today: LocalDate,
    policyVersion: number,
    limit: number,
  ): Promise<OpenItem[]> {
    const rows = await tx.query<ItemRow>(
      `select o.ledger_item_id as "ledgerItemId", o.ledger_debtor_id as "ledgerDebtorId", o.kind,
         o.invoice_number as "invoiceNumber", o.invoiced_on as "invoicedOn", o.due_on as "dueOn", o.currency,
         o.original_minor as "originalMinor", o.outstanding_minor as "outstandingMinor",
         o.payment_reference as "paymentReference", o.voucher_id as "voucherId", o.holds, o.notices,
         d.image as debtor,
         (select jsonb_agg(jsonb_build_object('postingId', m.posting_id, 'voucherId', m.voucher_id, 'kind', m.kind,
            'bookedOn', m.booked_on, 'changeMinor', m.change_minor::text, 'reverses', m.reverses,
            'writeBackKey', m.write_back_key))
          from ledger_movement m where m.creditor_id = o.creditor_id and m.connection_id = o.connection_id
            and m.ledger_item_id = o.ledger_item_id and m.gone_at is null) as movements
       from open_item o
       join debtor d on d.creditor_id = o.creditor_id and d.connection_id = o.connection_id
         and d.ledger_debtor_id = o.ledger_debtor_id
       where o.creditor_id = $1 and o.connection_id = $2 and o.vanished_at is null
         and (o.changes_on <= $3 or (o.policy_version <> $4 and o.outstanding_minor <> 0))
       order by o.ledger_item_id limit $5 for update of o`,
      [tx.creditorId, connectionId, today, policyVersion, limit],
    );
    return rows.map(toOpenItem);
  }
}

function toOpenItem(row: ItemRow): OpenItem {
  return {
    ledgerItemId: row.ledgerItemId,
    kind: row.kind,
    invoiceNumber: row.invoiceNumber,
    invoicedOn: row.invoicedOn,
    dueOn: row.dueOn,
    original: money(row.originalMinor, row.currency),
    outstanding: money(row.outstandingMinor, row.currency),
    ...(row.paymentReference === null ? {} : { paymentReference: row.paymentReference }),
    ledgerDebtorId: row.ledgerDebtorId,
    debtor: row.debtor,
    holds: row.holds,
    notices: noticesFromJson(row.notices),
    movements: (row.movements ?? []).map((movement) => toMovement(movement, row.currency)),
    ...(row.voucherId === null ? {} : { voucherId: row.voucherId }),
  };
}

function toMovement(movement: MovementJson, currency: Currency): LedgerMovement {
  return {
    postingId: movement.postingId,
    ...(movement.voucherId === null ? {} : { voucherId: movement.voucherId }),
    kind: movement.kind,
    bookedOn: movement.bookedOn,
    change: money(BigInt(movement.changeMinor), currency),
    ...(movement.reverses === null ? {} : { reverses: movement.reverses }),
    ...(movement.writeBackKey === null ? {} : { writeBackKey: movement.writeBackKey }),
  };
}
