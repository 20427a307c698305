import { type Clock, type CreditorId, localDateAt, type LocalDate } from '@app/domain';
import { addDays } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import type { Actor } from '../audit/actor.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { prepared, type Transaction } from '../database/transaction.js';
import { payingAccount } from '../payouts/payout-store.js';
import { payingAccountNotFound, unfitPayout } from '../payouts/payout-problems.js';
import { nextRemittanceOn } from './next-remittance.js';
import { type RemittanceSettings, standardRemittance } from './remittance-settings.js';

/** How a creditor gets its money, version by version, and on which day it next does. In an operator's transaction. */
@Injectable()
export class RemittanceSettingsStore {
  constructor(
    private readonly audit: AuditLog,
    private readonly creditors: CreditorReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those in force; the standard, which cannot pay yet, while nobody has chosen. @throws ProblemError 404 */
  async current(tx: Transaction, creditorId: CreditorId): Promise<RemittanceSettings> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    const [row] = await tx.query<RemittanceSettings>(CURRENT, [creditorId]);
    return row ?? standardRemittance(creditor.currency);
  }

  /** A new version; its rhythm begins today. @throws ProblemError 404, 422 */
  async set(
    tx: Transaction,
    creditorId: CreditorId,
    settings: Omit<RemittanceSettings, 'version'>,
    actor: Actor,
  ): Promise<RemittanceSettings> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    await tx.query('select 1 from creditor where creditor_id = $1 for no key update', [creditorId]);
    const account =
      settings.bankAccountId === null ? undefined : await payingAccount(tx, settings.bankAccountId);
    if (!account) throw payingAccountNotFound(settings.bankAccountId ?? 'at all');
    if (account.currency !== settings.currency)
      throw unfitPayout(
        'currency',
        `is not the account's, ${account.currency}`,
        'Choose an account in that currency.',
      );
    const before = await this.current(tx, creditorId);
    const version = before.version + 1;
    const now = this.clock.now();
    const { rhythm, currency, minimumMinor, payTo, bankAccountId, approve, language, promptDays } = settings;
    const what: unknown[] = [
      creditorId,
      version,
      JSON.stringify(rhythm),
      currency,
      minimumMinor,
      JSON.stringify(payTo),
    ];
    const how = [bankAccountId, approve, language, promptDays, now, `${actor.kind}:${actor.id}`];
    await tx.query(ADD, what.concat(how));
    const yesterday = addDays(localDateAt(now, creditor.country), -1);
    await this.setNext(tx, creditorId, nextRemittanceOn(rhythm, yesterday, creditor.country));
    await this.audit.record(tx, {
      actor,
      action: 'remittance-settings.changed',
      subject: { kind: 'creditor', id: creditorId },
      detail: { version, rhythm: { ...rhythm }, minimumMinor: `${minimumMinor}`, approve, promptDays },
      creditorId,
    });
    return { ...settings, version };
  }

  async nextOn(tx: Transaction, creditorId: CreditorId): Promise<LocalDate | undefined> {
    const [row] = await tx.query<{ nextOn: LocalDate }>(NEXT, [creditorId]);
    return row?.nextOn;
  }

  async setNext(tx: Transaction, creditorId: CreditorId, nextOn: LocalDate): Promise<void> {
    await tx.query(SET_NEXT, [creditorId, nextOn]);
  }
}

const CURRENT = prepared(`
  select version, rhythm, currency, minimum_minor as "minimumMinor", pay_to as "payTo", bank_account_id as "bankAccountId",
    approve, language, prompt_days as "promptDays"
  from remittance_settings where creditor_id = $1 order by version desc limit 1`);
const ADD = prepared(`
  insert into remittance_settings (creditor_id, version, rhythm, currency, minimum_minor, pay_to, bank_account_id, approve,
    language, prompt_days, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`);
const NEXT = prepared(`select next_on as "nextOn" from remittance_turn where creditor_id = $1`);
const SET_NEXT = prepared(`
  insert into remittance_turn (creditor_id, next_on) values ($1, $2)
  on conflict (creditor_id) do update set next_on = excluded.next_on`);
