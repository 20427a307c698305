import { isIban, isNorwegianAccount } from '@app/bank-files';
import type { Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import type { Actor } from '../audit/actor.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { PayingAccountEntity } from './paying-account.entity.js';
import { unfitPayout } from './payout-problems.js';
import { payingAccount } from './payout-store.js';

export type PayingAccount = PayingAccountEntity;

/** How the collector pays from its accounts at banks. In an operator's transaction. */
@Injectable()
export class PayingAccounts {
  constructor(
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Describes an account, or describes it anew. What was ordered already keeps the account it was ordered from.
   * @throws ProblemError 422 number without a right check digit
   */
  async put(
    tx: Transaction,
    account: Omit<PayingAccount, 'changedAt'>,
    actor: Actor,
  ): Promise<PayingAccount> {
    const { id, numberKind, number } = account;
    if (!(numberKind === 'iban' ? isIban(number) : isNorwegianAccount(number)))
      throw unfitPayout(
        'number',
        `is no ${numberKind}`,
        'Look at the digits: some of them check the others.',
      );
    const changedAt = this.clock.now();
    const { place, currency, country, holderName, bic, customerId, messageVersion, approveFromMinor } =
      account;
    const whose: unknown[] = [id, place, currency, country, holderName, numberKind, number, bic];
    await tx.query(PUT, whose.concat([customerId, messageVersion, approveFromMinor, changedAt]));
    await this.audit.record(tx, {
      actor,
      action: 'paying-account.described',
      subject: { kind: 'paying-account', id },
      detail: { messageVersion, approveFromMinor: approveFromMinor === null ? null : `${approveFromMinor}` },
    });
    return { ...account, changedAt };
  }

  one(tx: Transaction, id: string): Promise<PayingAccount | undefined> {
    return payingAccount(tx, id);
  }

  list(tx: Transaction): Promise<PayingAccount[]> {
    return tx.query<PayingAccount>(LIST);
  }
}

const LIST = `
  select id, place, currency, country, holder_name as "holderName", number_kind as "numberKind", number, bic,
    customer_id as "customerId", message_version as "messageVersion", approve_from_minor as "approveFromMinor",
    changed_at as "changedAt"
  from paying_account order by currency, place limit 1000`;

const PUT = prepared(`
  insert into paying_account (id, place, currency, country, holder_name, number_kind, number, bic, customer_id,
    message_version, approve_from_minor, changed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (id) do update set place = excluded.place, currency = excluded.currency, country = excluded.country,
    holder_name = excluded.holder_name, number_kind = excluded.number_kind, number = excluded.number, bic = excluded.bic,
    customer_id = excluded.customer_id, message_version = excluded.message_version,
    approve_from_minor = excluded.approve_from_minor, changed_at = excluded.changed_at`);
