import {
  type Clock,
  type ConnectionId,
  type Country,
  type JsonObject,
  type JsonValue,
  type LedgerPostingId,
  type LocalDate,
  localDateAt,
  type SettlementId,
  type WriteBackId,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { jsonLines, plainArray, textArray } from '../database/array-parameters.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { WriteBackProgress, WriteBackRow } from './write-back-progress.js';

/** Columns of `write_back` under the entity's names, for raw statements. */
export const WRITE_BACK_COLUMNS = `
  w.creditor_id as "creditorId", w.id, w.settlement_id as "settlementId", w.claim_id as "claimId",
  w.connection_id as "connectionId", w.ledger_item_id as "ledgerItemId", w.state, w.revision, w.instruction, w.baseline,
  w.by_hand as "byHand", w.offered_on as "offeredOn",
  w.posting, w.posting_id as "postingId", w.former_posting_ids as "formerPostingIds", w.attempts, w.failures,
  w.absences, w.sent_at as "sentAt", w.not_before as "notBefore", w.verified_at as "verifiedAt", w.note, w.remedy,
  w.refusal_code as "refusalCode", w.created_at as "createdAt", w.changed_at as "changedAt"`;

/** What changes with a step; fields left out stay. */
export interface WriteBackChange {
  readonly progress: WriteBackProgress;
  readonly instruction?: JsonObject;
  readonly byHand?: JsonValue;
  readonly offeredOn?: LocalDate | null;
  readonly baseline?: JsonObject | null;
  readonly posting?: JsonObject | null;
  readonly postingId?: LedgerPostingId | null;
  readonly formerPostingIds?: readonly LedgerPostingId[];
  readonly verifiedAt?: Date;
}

/** The rows of `write_back`, and how they are guarded against two who change the same one. */
@Injectable()
export class WriteBackStore {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Due now, oldest first. What is `sending` is due only when its process must be gone. */
  due(tx: Transaction, connectionId: ConnectionId, goneSince: Date, limit: number): Promise<WriteBackRow[]> {
    return tx.query<WriteBackRow>(
      `select ${WRITE_BACK_COLUMNS} from write_back w
       where w.creditor_id = $1 and w.connection_id = $2 and w.not_before <= $3
         and (w.state in ('planned', 'being-confirmed', 'booked') or (w.state = 'sending' and w.sent_at <= $4))
       order by w.not_before, w.id limit $5`,
      [tx.creditorId, connectionId, this.clock.now(), goneSince, limit],
    );
  }

  async read(tx: Transaction, id: WriteBackId): Promise<WriteBackRow | undefined> {
    const [row] = await tx.query<WriteBackRow>(
      `select ${WRITE_BACK_COLUMNS} from write_back w where w.creditor_id = $1 and w.id = $2`,
      [tx.creditorId, id],
    );
    return row;
  }

  async lockBySettlement(tx: Transaction, settlementId: SettlementId): Promise<WriteBackRow | undefined> {
    const [row] = await tx.query<WriteBackRow>(
      `select ${WRITE_BACK_COLUMNS} from write_back w where w.creditor_id = $1 and w.settlement_id = $2 for update`,
      [tx.creditorId, settlementId],
    );
    return row;
  }

  /** The payment's write-back behind a reversal's. */
  async original(tx: Transaction, reversal: WriteBackRow): Promise<WriteBackRow | undefined> {
    const [row] = await tx.query<WriteBackRow>(
      `select ${WRITE_BACK_COLUMNS} from settlement s
       join write_back w on w.creditor_id = s.creditor_id and w.settlement_id = s.reverses_id
       where s.creditor_id = $1 and s.id = $2`,
      [tx.creditorId, reversal.settlementId],
    );
    return row;
  }

  /** The day the settlement's money was received, and today where the creditor is. */
  async daysOf(
    tx: Transaction,
    { settlementId }: WriteBackRow,
  ): Promise<{ readonly receivedOn: LocalDate; readonly today: LocalDate }> {
    const [row] = await tx.query<{ receivedOn: LocalDate; country: Country }>(
      `select s.received_on as "receivedOn", r.country from settlement s
       join creditor r on r.creditor_id = s.creditor_id where s.creditor_id = $1 and s.id = $2`,
      [tx.creditorId, settlementId],
    );
    if (!row) throw new Error(`There is no settlement ${settlementId}.`);
    return { receivedOn: row.receivedOn, today: localDateAt(this.clock.now(), row.country) };
  }

  /** Those of the settlements that the debtor's bank has taken back. */
  async reversedAmong(
    tx: Transaction,
    settlementIds: readonly SettlementId[],
  ): Promise<ReadonlySet<SettlementId>> {
    const rows = await tx.query<{ id: SettlementId }>(
      `select reverses_id as id from settlement where creditor_id = $1 and reverses_id = any($2::uuid[])`,
      [tx.creditorId, settlementIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Whether the debtor's bank has taken back the payment behind this write-back. */
  async settlementReversed(tx: Transaction, row: WriteBackRow): Promise<boolean> {
    const found = await tx.query(`select 1 from settlement where creditor_id = $1 and reverses_id = $2`, [
      tx.creditorId,
      row.settlementId,
    ]);
    return found.length > 0;
  }

  /**
   * Rises whenever another write-back of the same item changes. Equal before and after a look into the ledger: no
   * booking of ours has come between.
   */
  async itemMark(tx: Transaction, row: WriteBackRow): Promise<{ mark: bigint; inFlight: boolean }> {
    const [found] = await tx.query<{ mark: bigint; inFlight: boolean }>(
      `select coalesce(sum(revision + 1), 0)::bigint as mark,
         coalesce(bool_or(state in ('sending', 'being-confirmed')), false) as "inFlight"
       from write_back where creditor_id = $1 and connection_id = $2 and ledger_item_id = $3 and id <> $4`,
      [tx.creditorId, row.connectionId, row.ledgerItemId, row.id],
    );
    return found ?? { mark: 0n, inFlight: false };
  }

  /** Whether another write-back has this posting, or had it before it was taken back. */
  async postingTaken(tx: Transaction, row: WriteBackRow, postingId: LedgerPostingId): Promise<boolean> {
    const found = await tx.query(
      `select 1 from write_back where creditor_id = $1 and connection_id = $2 and id <> $3
         and (posting_id = $4 or former_posting_ids @> array[$4::text]) limit 1`,
      [tx.creditorId, row.connectionId, row.id, postingId],
    );
    return found.length > 0;
  }

  async insert(tx: Transaction, row: WriteBackRow): Promise<void> {
    await tx.query(
      `insert into write_back (creditor_id, id, settlement_id, claim_id, connection_id, ledger_item_id, state, revision,
         instruction, former_posting_ids, attempts, failures, absences, not_before, note, remedy, refusal_code,
         created_at, changed_at, by_hand)
       values ($1, $2, $3, $4, $5, $6, $7, 0, $8, '{}', 0, 0, 0, $9, $10, $11, $12, $13, $13, $14)`,
      [
        row.creditorId,
        row.id,
        row.settlementId,
        row.claimId,
        row.connectionId,
        row.ledgerItemId,
        row.state,
        JSON.stringify(row.instruction),
        row.notBefore,
        row.note,
        row.remedy,
        row.refusalCode,
        row.createdAt,
        JSON.stringify(row.byHand),
      ],
    );
  }

  /** As `insert` for several, of settlements that are new. */
  async insertAll(tx: Transaction, rows: readonly WriteBackRow[]): Promise<void> {
    if (rows.length > 0) await tx.query(INSERT_ALL, [tx.creditorId, ...columnsOf(rows)]);
  }

  /**
   * Writes the step if the row is still as it was read; otherwise undefined, and somebody else is at work on it.
   * @throws pg.DatabaseError 23505 when another write-back of the item is in flight, or has the same posting
   */
  async write(
    tx: Transaction,
    was: WriteBackRow,
    change: WriteBackChange,
  ): Promise<WriteBackRow | undefined> {
    const now: WriteBackRow = {
      ...was,
      ...rowOf(change),
      changedAt: this.clock.now(),
    };
    const [row] = await tx.query<WriteBackRow>(
      `update write_back w set state = $4, revision = w.revision + 1, instruction = $5, baseline = $6, posting = $7,
         posting_id = $8, former_posting_ids = $9, attempts = $10, failures = $11, absences = $12, sent_at = $13,
         not_before = $14, verified_at = $15, note = $16, remedy = $17, refusal_code = $18, changed_at = $19,
         by_hand = $20, offered_on = $21
       where w.creditor_id = $1 and w.id = $2 and w.revision = $3
       returning ${WRITE_BACK_COLUMNS}`,
      [
        was.creditorId,
        was.id,
        was.revision,
        now.state,
        JSON.stringify(now.instruction),
        now.baseline === null ? null : JSON.stringify(now.baseline),
        now.posting === null ? null : JSON.stringify(now.posting),
        now.postingId,
        now.formerPostingIds,
        now.attempts,
        now.failures,
        now.absences,
        now.sentAt,
        now.notBefore,
        now.verifiedAt,
        now.note,
        now.remedy,
        now.refusalCode,
        now.changedAt,
        JSON.stringify(now.byHand),
        now.offeredOn,
      ],
    );
    return row;
  }
}

function rowOf({ progress, formerPostingIds, ...rest }: WriteBackChange): Partial<WriteBackRow> {
  return {
    ...progress,
    ...rest,
    ...(formerPostingIds === undefined ? {} : { formerPostingIds: [...formerPostingIds] }),
  };
}

const INSERT_ALL = prepared(`
  insert into write_back (creditor_id, id, settlement_id, claim_id, connection_id, ledger_item_id, state, revision,
    instruction, former_posting_ids, attempts, failures, absences, not_before, note, remedy, refusal_code, created_at, changed_at, by_hand)
  select $1, id, settlement, claim, connection, item, state, 0, instruction::jsonb, '{}', 0, 0, 0, not_before, note, remedy, code,
    created_at, created_at, by_hand::jsonb
  from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], string_to_array($8, E'\\n'), $9::timestamptz[],
    $10::text[], $11::text[], $12::text[], $13::timestamptz[], string_to_array($14, E'\\n'))
    as x(id, settlement, claim, connection, item, state, instruction, not_before, note, remedy, code, created_at, by_hand)`);

/** The rows column by column, in the order of `INSERT_ALL`. */
function columnsOf(rows: readonly WriteBackRow[]): readonly string[] {
  return [
    plainArray(rows.map(({ id }) => id)),
    plainArray(rows.map(({ settlementId }) => settlementId)),
    plainArray(rows.map(({ claimId }) => claimId)),
    plainArray(rows.map(({ connectionId }) => connectionId)),
    textArray(rows.map(({ ledgerItemId }) => ledgerItemId)),
    plainArray(rows.map(({ state }) => state)),
    jsonLines(rows.map(({ instruction }) => instruction)),
    plainArray(rows.map(({ notBefore }) => notBefore.toISOString())),
    textArray(rows.map(({ note }) => note)),
    textArray(rows.map(({ remedy }) => remedy)),
    textArray(rows.map(({ refusalCode }) => refusalCode)),
    plainArray(rows.map(({ createdAt }) => createdAt.toISOString())),
    jsonLines(rows.map(({ byHand }) => byHand)),
  ];
}
