import type { CreditorId, JsonObject, WriteBackId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Actor, actorText } from '../../audit/actor.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { SettlementsService } from '../../settlements/settlements.service.js';
import type { WriteBackOrder } from '../../write-back/write-back-orders.js';
import { type OrderChoice, WriteBacksService } from '../../write-back/write-backs.service.js';
import { DifferenceBook } from './difference-book.js';
import {
  actionUnfit,
  clearedAlready,
  differenceNotFound,
  foreignWriteBack,
  paymentNotCounted,
} from './difference-problems.js';
import { type DifferenceAction, REMEDIES } from './difference-remedies.js';
import { ItemAgain } from './item-again.js';
import { STANDING_COLUMNS, type StandingDifference } from './standing-row.js';
import { reversalOf } from './take-back.js';

export interface ActionOrder {
  readonly action: DifferenceAction;
  readonly reason: string;
  readonly writeBackId?: WriteBackId;
  /** With `retry-write-back`: the person has looked, and the booking is not in the ledger. */
  readonly notInLedger?: boolean;
  /** With `match-posting`. */
  readonly posting?: NonNullable<OrderChoice['posting']>;
}

const ORDERS: Partial<Record<DifferenceAction, WriteBackOrder>> = {
  'approve-write-back': 'approve',
  'retry-write-back': 'retry',
  'match-posting': 'confirm',
};

/** What people say and do about differences. A run alone says that one is over. */
@Injectable()
export class DifferencesService {
  constructor(
    private readonly database: Database,
    private readonly book: DifferenceBook,
    private readonly again: ItemAgain,
    private readonly writeBacks: WriteBacksService,
    private readonly settlements: SettlementsService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws ProblemError 404; 409 when it is cleared already */
  async explain(creditorId: CreditorId, id: string, text: string, actor: Actor): Promise<void> {
    await this.database.asCreditor(creditorId, async (tx) => {
      const difference = await lock(tx, id);
      await this.#note(tx, difference, 'explained', { text }, actor);
    });
  }

  /**
   * What reaches the ledger is read before the transaction that notes it; an order is stored together with the note.
   * @throws ProblemError 404; 409 when the kind, the state or the write-back does not allow it, or the ledger stays silent
   */
  async act(
    creditorId: CreditorId,
    id: string,
    order: ActionOrder,
    actor: Actor,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> {
    const difference = await this.database.asCreditor(creditorId, (tx) => lock(tx, id));
    const { action, reason } = order;
    if (!REMEDIES[difference.kind].actions.includes(action)) throw actionUnfit(difference, action);
    if (action === 'read-again' || action === 'accept-direct-payment')
      await this.again.read(difference, signal);
    await this.database.asCreditor(creditorId, async (tx) => {
      const locked = await lock(tx, id);
      const done = await this.#carryOut(tx, locked, order);
      await this.#note(tx, locked, 'action-taken', { action, reason, ...done }, actor);
    });
  }

  /** The part that is stored in the transaction of the note. Answers what to remember of it. */
  async #carryOut(tx: Transaction, difference: StandingDifference, order: ActionOrder): Promise<JsonObject> {
    const { action, writeBackId } = order;
    if (action === 'read-again') return {};
    if (action === 'accept-direct-payment') {
      if (!(await countsAllPostings(tx, difference))) throw paymentNotCounted();
      return {};
    }
    if (writeBackId === undefined || !(await isOfClaim(tx, difference, writeBackId)))
      throw foreignWriteBack();
    if (action === 'take-back-posting') {
      const reversal = await reversalOf(tx, difference, writeBackId);
      const { id } = await this.settlements.takeIn(tx, difference.creditorId, reversal);
      return { writeBackId, settlementId: id };
    }
    const writeBackOrder = ORDERS[action];
    if (writeBackOrder === undefined) throw actionUnfit(difference, action);
    const { notInLedger, posting } = order;
    const row = await this.writeBacks.orderIn(tx, writeBackId, writeBackOrder, {
      ...(notInLedger === undefined ? {} : { notInLedger }),
      ...(posting === undefined ? {} : { posting }),
    });
    return { writeBackId, writeBackState: row.state };
  }

  async #note(
    tx: Transaction,
    difference: StandingDifference,
    kind: 'explained' | 'action-taken',
    detail: JsonObject,
    actor: Actor,
  ): Promise<void> {
    await this.book.note(tx, difference, { kind, detail, actor: actorText(actor) });
    const { id, claimId, kind: differenceKind } = difference;
    const { action, writeBackId, settlementId } = detail;
    // Reasons and explanations are free text: they stay with the difference.
    const told = Object.entries({ action, writeBackId, settlementId }).filter(
      ([, value]) => value !== undefined,
    );
    await this.audit.record(tx, {
      actor,
      action: `difference.${kind}`,
      subject: { kind: 'difference', id },
      detail: { claimId, kind: differenceKind, ...(Object.fromEntries(told) as JsonObject) },
    });
  }
}

async function lock(tx: Transaction, id: string): Promise<StandingDifference> {
  const [row] = await tx.query<StandingDifference>(
    `select ${STANDING_COLUMNS} from standing_difference d where d.creditor_id = $1 and d.id = $2 for update`,
    [tx.creditorId, id],
  );
  if (!row) throw differenceNotFound(id);
  if (row.state === 'cleared') throw clearedAlready();
  return row;
}

async function isOfClaim(
  tx: Transaction,
  { claimId }: StandingDifference,
  id: WriteBackId,
): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from write_back where creditor_id = $1 and id = $2 and claim_id = $3`,
    [tx.creditorId, id, claimId],
  );
  return rows.length > 0;
}

/** Whether everything that the ledger shows on the invoice now counts in the claim: as ours, or as the debtor's. */
async function countsAllPostings(tx: Transaction, { claimId }: StandingDifference): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from claim c
     join ledger_movement m on m.creditor_id = c.creditor_id and m.connection_id = c.connection_id
       and m.ledger_item_id = c.ledger_item_id and m.gone_at is null and m.change_minor <> 0
     where c.creditor_id = $1 and c.id = $2
       and not exists (select from write_back w where w.creditor_id = c.creditor_id and w.claim_id = c.id
         and (w.posting_id in (m.posting_id, m.reverses) or w.id::text = m.write_back_key
           or w.former_posting_ids && array[m.posting_id, m.reverses]))
       and coalesce((select sum(k.amount_minor) from claim_movement k where k.creditor_id = c.creditor_id
         and k.claim_id = c.id and k.source = 'ledger' and split_part(k.source_id, '#', 1) = m.posting_id), 0) = 0
     limit 1`,
    [tx.creditorId, claimId],
  );
  return rows.length === 0;
}
