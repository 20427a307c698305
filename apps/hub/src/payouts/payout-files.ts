import { TRANSFERS_MAX, writeTransferFile } from '@app/bank-files';
import { workingDayFrom } from '@app/collection';
import { type Clock, localDateAt, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import type { Actor } from '../audit/actor.js';
import type { Transaction } from '../database/transaction.js';
import type { PayingAccount } from './paying-accounts.js';
import type { Payout } from './payout.js';
import type { PayoutFileEntity, PayoutFileState } from './payout-file.entity.js';
import { fileAnswered, payoutFileNotFound } from './payout-problems.js';
import { payingAccount, payoutsWhere } from './payout-store.js';

export type PayoutFile = Omit<PayoutFileEntity, 'content'>;

/** Files of orders to banks: each is made once, with its orders, in one operator's transaction. */
@Injectable()
export class PayoutFiles {
  constructor(
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Puts all planned orders of an account that are due into one file, for today or the bank's next day.
   * @returns undefined when nothing is due
   */
  async make(tx: Transaction, bankAccountId: string, actor: Actor): Promise<PayoutFile | undefined> {
    // Whoever else makes a file of this account waits here, and then finds nothing left.
    await tx.query('select 1 from paying_account where id = $1 for update', [bankAccountId]);
    const account = await payingAccount(tx, bankAccountId);
    if (!account) return undefined;
    const now = this.clock.now();
    const today = localDateAt(now, account.country);
    const payouts = await payoutsWhere(
      tx,
      `bank_account_id = $1 and state = 'planned' and execute_on <= $2 order by id limit ${TRANSFERS_MAX} for update`,
      [bankAccountId, today],
    );
    if (payouts.length === 0) return undefined;
    const id = newId(this.clock);
    const file: PayoutFileEntity = {
      id,
      bankAccountId,
      messageId: `KF${hex(id)}`,
      messageVersion: account.messageVersion,
      executeOn: workingDayFrom(today, account.country),
      currency: account.currency,
      transfers: payouts.length,
      totalMinor: payouts.reduce((sum, { minor }) => sum + minor, 0n),
      content: '',
      state: 'made',
      stateAt: now,
      reason: null,
      createdAt: now,
    };
    const content = contentOf(file, account, payouts);
    await this.#insert(tx, { ...file, content });
    await tx.query(
      `update payout set state = 'in-file', state_at = $2, file_id = $3
       where bank_account_id = $1 and state = 'planned' and id = any($4::uuid[])`,
      [bankAccountId, now, id, payouts.map((payout) => payout.id)],
    );
    const detail = {
      transfers: `${file.transfers}`,
      totalMinor: `${file.totalMinor}`,
      currency: file.currency,
    };
    await this.audit.record(tx, {
      actor,
      action: 'payout-file.made',
      subject: { kind: 'payout-file', id },
      detail,
    });
    const { content: _, ...made } = file;
    return made;
  }

  /** The bytes, the same each time. @throws ProblemError 404 */
  async content(tx: Transaction, id: string): Promise<{ readonly name: string; readonly content: string }> {
    const [row] = await tx.query<{ messageId: string; content: string }>(
      'select message_id as "messageId", content from payout_file where id = $1',
      [id],
    );
    if (!row) throw payoutFileNotFound(id);
    return { name: fileName(row.messageId), content: row.content };
  }

  async one(tx: Transaction, id: string): Promise<PayoutFile> {
    const [row] = await tx.query<PayoutFile>(`${SELECT} where id = $1 for update`, [id]);
    if (!row) throw payoutFileNotFound(id);
    return row;
  }

  /** Newest first. */
  list(tx: Transaction, limit: number): Promise<PayoutFile[]> {
    return tx.query<PayoutFile>(`${SELECT} order by id desc limit $1`, [limit]);
  }

  byMessage(tx: Transaction, messageId: string): Promise<PayoutFile[]> {
    return tx.query<PayoutFile>(`${SELECT} where message_id = $1 for update`, [
      messageId.trim().toUpperCase(),
    ]);
  }

  async move(
    tx: Transaction,
    id: string,
    state: PayoutFileState,
    reason: string | null = null,
  ): Promise<void> {
    await tx.query('update payout_file set state = $2, state_at = $3, reason = $4 where id = $1', [
      id,
      state,
      this.clock.now(),
      reason,
    ]);
  }

  /** What a person found out about its delivery. @throws ProblemError 404, 409 when the bank has answered already */
  async told(tx: Transaction, id: string, state: 'delivered' | 'made', actor: Actor): Promise<PayoutFile> {
    const file = await this.one(tx, id);
    if (file.state === state) return file;
    if (!['made', 'delivering', 'delivered'].includes(file.state)) throw fileAnswered(file.state);
    await this.move(tx, id, state);
    const subject = { kind: 'payout-file', id };
    await this.audit.record(tx, {
      actor,
      action: `payout-file.${state}`,
      subject,
      detail: { from: file.state },
    });
    return this.one(tx, id);
  }

  async #insert(tx: Transaction, file: PayoutFileEntity): Promise<void> {
    const { id, bankAccountId, messageId, messageVersion, executeOn, currency, transfers, totalMinor } = file;
    const what: unknown[] = [id, bankAccountId, messageId, messageVersion, executeOn, currency, transfers];
    await tx.query(
      `insert into payout_file (id, bank_account_id, message_id, message_version, execute_on, currency, transfers,
         total_minor, content, state, state_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
      what.concat([totalMinor, file.content, file.state, file.createdAt]),
    );
  }
}

const SELECT = `
  select id, bank_account_id as "bankAccountId", message_id as "messageId", message_version as "messageVersion",
    execute_on as "executeOn", currency, transfers, total_minor as "totalMinor", state, state_at as "stateAt", reason,
    created_at as "createdAt"
  from payout_file`;

export function fileName(messageId: string): string {
  return `${messageId}.xml`;
}

function hex(id: string): string {
  return id.replaceAll('-', '').toUpperCase();
}

function contentOf(file: PayoutFileEntity, account: PayingAccount, payouts: readonly Payout[]): string {
  return writeTransferFile({
    version: file.messageVersion,
    messageId: file.messageId,
    batchId: `KB${hex(file.id)}`,
    createdAt: file.createdAt,
    sender: { name: account.holderName, customerId: account.customerId },
    debtor: {
      name: account.holderName,
      account: { kind: account.numberKind, number: account.number },
      bic: account.bic,
    },
    currency: file.currency,
    executeOn: file.executeOn,
    transfers: payouts.map(({ endToEndId, minor, to, reference }) => ({
      endToEndId,
      minor,
      creditor: { name: to.name, account: { kind: to.kind, number: to.number } },
      reference,
    })),
  });
}
