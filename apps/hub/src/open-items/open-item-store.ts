import type { ConnectionId, Debtor, DebtorKind, LedgerItemId, LocalDate, OpenItem } from '@app/domain';
import type { ClaimDecision, DecisionRule } from '@app/mapping';
import { Injectable } from '@nestjs/common';
import { jsonLines, plainArray, textArray } from '../database/array-parameters.js';
import { idArray } from '../database/id-array.js';
import { prepared, type Statements, type Transaction } from '../database/transaction.js';
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

/** One reading of an item, as it is compared with what is stored. */
export interface ItemToCompare {
  readonly item: OpenItem;
  readonly fingerprint: string;
  readonly debtorFingerprint: string;
  readonly decision: ClaimDecision;
}

/** What is stored where it may differ from a reading. */
export interface Known {
  /** Undefined where the mirror does not have the item. */
  readonly stored: StoredItem | undefined;
  /** Null where the mirror does not have the debtor. */
  readonly debtorFingerprint: string | null;
  readonly kindAnswered: DebtorKind | null;
  /** Set aside by an earlier reading. */
  readonly wasRefused: boolean;
}

/** Null in all of the item's columns where the mirror does not have it. */
interface KnownRow extends Omit<StoredItem, 'fingerprint'>, Omit<Known, 'stored'> {
  readonly fingerprint: string | null;
}

/** The last row of the answer: of items that nothing is stored about but, maybe, their debtor, only where they stand. */
interface FreshRow {
  readonly ledgerItemId: null;
  /** Counted from 1. Null for none. */
  readonly debtorSame: readonly number[] | null;
  readonly debtorDiffers: readonly number[] | null;
}

function isStored(row: KnownRow): row is KnownRow & StoredItem {
  return row.fingerprint !== null;
}

/** The mirror's rows, read and written a page at a time: one statement each, however many items. */
@Injectable()
export class OpenItemStore {
  /**
   * What is stored about those readings that may change something. One that is not in the answer says the same as the
   * mirror, of item and debtor, decided by the same rule; nobody has answered for its debtor, and nothing was set aside.
   */
  async differing(
    tx: Transaction,
    connectionId: ConnectionId,
    readings: readonly ItemToCompare[],
  ): Promise<ReadonlyMap<LedgerItemId, Known>> {
    const rows = await tx.query<KnownRow | FreshRow>(DIFFERING, [
      tx.creditorId,
      connectionId,
      idArray(readings.map(({ item }) => item.ledgerItemId)),
      idArray(readings.map(({ item }) => item.ledgerDebtorId)),
      idArray(readings.map(({ fingerprint }) => fingerprint)),
      idArray(readings.map(({ debtorFingerprint }) => debtorFingerprint)),
      plainArray(readings.map(({ decision }) => decision.rule)),
      plainArray(readings.map(({ decision }) => decision.policyVersion)),
      plainArray(readings.map(({ decision }) => decision.changesOn ?? null)),
    ]);
    const known = new Map<LedgerItemId, Known>();
    for (const row of rows) {
      if (row.ledgerItemId !== null) {
        known.set(row.ledgerItemId, { ...row, stored: isStored(row) ? row : undefined });
        continue;
      }
      for (const place of row.debtorDiffers ?? []) {
        const reading = readings[place - 1];
        if (reading) known.set(reading.item.ledgerItemId, FRESH);
      }
      for (const place of row.debtorSame ?? []) {
        const reading = readings[place - 1];
        if (reading)
          known.set(reading.item.ledgerItemId, { ...FRESH, debtorFingerprint: reading.debtorFingerprint });
      }
    }
    return known;
  }

  async writeDebtors(
    tx: Statements,
    connectionId: ConnectionId,
    debtors: readonly { readonly debtor: Debtor; readonly debtorFingerprint: string }[],
    now: Date,
  ): Promise<void> {
    if (debtors.length === 0) return;
    await tx.query(WRITE_DEBTORS, [
      tx.creditorId,
      connectionId,
      JSON.stringify(
        debtors.map(({ debtor, debtorFingerprint }) => ({
          id: debtor.ledgerDebtorId,
          image: debtor,
          fingerprint: debtorFingerprint,
        })),
      ),
      now,
    ]);
  }

  async writeItems(
    tx: Statements,
    connectionId: ConnectionId,
    items: readonly ItemToWrite[],
    fullRunId: string | undefined,
    now: Date,
  ): Promise<void> {
    if (items.length === 0) return;
    await tx.query(WRITE_ITEMS, [tx.creditorId, connectionId, fullRunId ?? null, now, ...itemColumns(items)]);
  }

  /** Writes what the ledger tells now, and marks what it no longer tells. */
  async writeMovements(
    tx: Statements,
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
    tx: Statements,
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

/** The items' rows, column by column, in the order of `WRITE_ITEMS`. */
function itemColumns(rows: readonly ItemToWrite[]): readonly string[] {
  return [
    textArray(rows.map(({ item }) => item.ledgerItemId)),
    textArray(rows.map(({ item }) => item.ledgerDebtorId)),
    plainArray(rows.map(({ item }) => item.kind)),
    textArray(rows.map(({ item }) => item.invoiceNumber)),
    plainArray(rows.map(({ item }) => item.invoicedOn)),
    plainArray(rows.map(({ item }) => item.dueOn)),
    plainArray(rows.map(({ item }) => item.original.currency)),
    plainArray(rows.map(({ item }) => item.original.minor)),
    plainArray(rows.map(({ item }) => item.outstanding.minor)),
    textArray(rows.map(({ item }) => item.paymentReference ?? null)),
    textArray(rows.map(({ item }) => item.voucherId ?? null)),
    jsonLines(rows.map(({ item }) => item.holds)),
    jsonLines(rows.map(({ item }) => noticesToJson(item.notices))),
    textArray(rows.map(({ fingerprint }) => fingerprint)),
    plainArray(rows.map(({ decision }) => decision.outcome)),
    plainArray(rows.map(({ decision }) => decision.rule)),
    jsonLines(rows.map(({ decision }) => decision.inputs)),
    plainArray(rows.map(({ decision }) => decision.changesOn ?? null)),
    plainArray(rows.map(({ decision }) => decision.policyVersion)),
  ];
}

const FRESH: Known = { stored: undefined, debtorFingerprint: null, kindAnswered: null, wasRefused: false };

/**
 * Claims are looked for last, and only where the item is stored: without it there is none. A page that is read for the
 * first time is new from end to end, and needs no row for each of its items.
 */
const DIFFERING = prepared(`
  with compared as (
    select x.place, x.item as "ledgerItemId", o.fingerprint, o.vanished_at is not null as vanished,
      o.decision_rule as "decisionRule", o.policy_version as "policyVersion", o.changes_on as "changesOn",
      o.fingerprint is not null and exists (select from claim c
        where c.creditor_id = $1 and c.connection_id = $2 and c.ledger_item_id = x.item) as "hasClaim",
      d.fingerprint as "debtorFingerprint", d.kind_answered as "kindAnswered", r.id is not null as "wasRefused",
      o.fingerprint is null and d.kind_answered is null and r.id is null as fresh,
      d.fingerprint is not distinct from x.debtor_fingerprint as "isDebtorSame"
    from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::date[])
      with ordinality as x(item, debtor, fingerprint, debtor_fingerprint, rule, policy, changes, place)
    left join open_item o on o.creditor_id = $1 and o.connection_id = $2 and o.ledger_item_id = x.item
    left join debtor d on d.creditor_id = $1 and d.connection_id = $2 and d.ledger_debtor_id = x.debtor
    left join refused_record r on r.creditor_id = $1 and r.connection_id = $2 and r.identity = x.item
      and r.resolved_at is null
    where o.fingerprint is distinct from x.fingerprint or o.vanished_at is not null
      or o.decision_rule <> x.rule or o.policy_version <> x.policy or o.changes_on is distinct from x.changes
      or d.fingerprint is distinct from x.debtor_fingerprint or d.kind_answered is not null or r.id is not null
  )
  select "ledgerItemId", fingerprint, vanished, "decisionRule", "policyVersion", "changesOn", "hasClaim",
    "debtorFingerprint", "kindAnswered", "wasRefused", null::int[] as "debtorSame", null::int[] as "debtorDiffers"
  from compared where not fresh
  union all
  select null, null, null, null, null, null, null, null, null, null,
    array_agg(place::int) filter (where "isDebtorSame"), array_agg(place::int) filter (where not "isDebtorSame")
  from compared where fresh`);

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
    x.reference, x.voucher, x.holds, x.notices, x.fingerprint, $3, $4, $4, null, x.decision, x.rule, x.inputs,
    x.changes, x.policy
  from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::date[], $10::date[], $11::text[], $12::bigint[],
      $13::bigint[], $14::text[], $15::text[], string_to_array($16, E'\\n')::jsonb[],
      string_to_array($17, E'\\n')::jsonb[], $18::text[], $19::text[], $20::text[],
      string_to_array($21, E'\\n')::json[], $22::date[], $23::int[])
    as x(id, debtor, kind, number, invoiced, due, currency, original, outstanding, reference, voucher, holds, notices,
      fingerprint, decision, rule, inputs, changes, policy)
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
