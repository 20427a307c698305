import type { Clock, CreditorId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import type { Actor } from '../audit/actor.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { prepared, type Transaction } from '../database/transaction.js';
import { payingAccountNotFound, unfitPayout } from '../payouts/payout-problems.js';
import { payingAccount } from '../payouts/payout-store.js';

/** Which overpayments go back without a person. */
export interface RefundSettings {
  /** 0: nobody has chosen yet, and a person decides each. */
  readonly version: number;
  /** What is held for one claim, at most; 0: none goes back by itself. */
  readonly upToMinor: bigint;
  /** Days it is held first, since a payment that the bank takes back cannot be had back from the debtor. */
  readonly afterDays: number;
  /** The collector's account that it is paid from. */
  readonly bankAccountId: string | null;
}

export const REFUND_AFTER_DAYS = 3;
const BY_A_PERSON: RefundSettings = {
  version: 0,
  upToMinor: 0n,
  afterDays: REFUND_AFTER_DAYS,
  bankAccountId: null,
};

/** Creditor by creditor, version by version. In an operator's transaction. */
@Injectable()
export class RefundSettingsStore {
  constructor(
    private readonly audit: AuditLog,
    private readonly creditors: CreditorReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 404 */
  async current(tx: Transaction, creditorId: CreditorId): Promise<RefundSettings> {
    await this.creditors.ofCreditor(tx, creditorId);
    const [row] = await tx.query<RefundSettings>(CURRENT, [creditorId]);
    return row ?? BY_A_PERSON;
  }

  /** A new version. @throws ProblemError 404 no such creditor or account; 422 an account in another currency */
  async set(
    tx: Transaction,
    creditorId: CreditorId,
    {
      upToMinor,
      afterDays,
      bankAccountId,
    }: Omit<RefundSettings, 'version'> & { readonly bankAccountId: string },
    actor: Actor,
  ): Promise<RefundSettings> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    await tx.query('select 1 from creditor where creditor_id = $1 for no key update', [creditorId]);
    const account = await payingAccount(tx, bankAccountId);
    if (!account) throw payingAccountNotFound(bankAccountId);
    if (account.currency !== creditor.currency)
      throw unfitPayout(
        'bankAccountId',
        `is in ${account.currency}, and the creditor's books are not`,
        `Choose an account in ${creditor.currency}.`,
      );
    const version = (await this.current(tx, creditorId)).version + 1;
    const by = `${actor.kind}:${actor.id}`;
    await tx.query(ADD, [creditorId, version, upToMinor, afterDays, bankAccountId, this.clock.now(), by]);
    await this.audit.record(tx, {
      actor,
      action: 'refund-settings.changed',
      subject: { kind: 'creditor', id: creditorId },
      detail: { version, upToMinor: `${upToMinor}`, afterDays },
      creditorId,
    });
    return { version, upToMinor, afterDays, bankAccountId };
  }
}

const CURRENT = prepared(`
  select version, up_to_minor as "upToMinor", after_days as "afterDays", bank_account_id as "bankAccountId"
  from refund_settings where creditor_id = $1 order by version desc limit 1`);
const ADD = prepared(`
  insert into refund_settings (creditor_id, version, up_to_minor, after_days, bank_account_id, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7)`);
