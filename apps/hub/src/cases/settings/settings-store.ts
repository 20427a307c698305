import { type Clock, type CreditorId, type JsonObject, localDateAt, type LocalDate } from '@app/domain';
import { NOT_SET, type RegimeDates } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { CLOCK } from '../../config/clock.js';
import { Environment } from '../../config/environment.js';
import type { Actor } from '../../audit/actor.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import {
  type Approvals,
  type CollectionSettings,
  processFromJson,
  processToJson,
  type ReceiptChoice,
  type Sender,
  STANDARD_SETTINGS,
} from './collection-settings.js';

export type RuleName = 'process' | 'channels';

interface SettingsRow {
  readonly version: number;
  readonly process: JsonObject;
  readonly vatLiable: boolean;
  readonly agreedReminderFeeMinor: bigint | null;
  readonly creditorLettersConfirmed: boolean;
  readonly claimSubject: string;
  readonly payToAccount: string | null;
  readonly sender: JsonObject | null;
  readonly receipts: ReceiptChoice;
}

interface ApprovalRow {
  readonly rule: RuleName;
  readonly version: number;
  readonly by: string;
  readonly on: LocalDate;
}

/** A creditor's settings, version by version, and which of their rules a person has approved. */
@Injectable()
export class SettingsStore {
  constructor(
    private readonly audit: AuditLog,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those in force; the standard while nobody has chosen. */
  async current(tx: Transaction, creditorId: CreditorId): Promise<CollectionSettings> {
    const [row] = await tx.query<SettingsRow>(CURRENT, [creditorId]);
    const version = row?.version ?? 0;
    const stored = row?.process ?? processToJson(STANDARD_SETTINGS.process);
    const channelVersion = Number((stored['channelRules'] as JsonObject)['version']);
    const approvals = await this.#approvals(tx, creditorId, version, channelVersion);
    const process = processFromJson(stored, version, approvals, this.#regimeDates());
    if (!row) return { ...STANDARD_SETTINGS, process };
    return { ...row, process, sender: row.sender as unknown as Sender | null };
  }

  /** Stores a version, in the caller's transaction, which has locked the creditor. A changed channel table gets a new version. */
  async add(
    tx: Transaction,
    creditorId: CreditorId,
    choice: Omit<CollectionSettings, 'version'>,
    actor: Actor,
  ): Promise<CollectionSettings> {
    const before = await this.current(tx, creditorId);
    const version = before.version + 1;
    const rulesBefore = before.process.channelRules;
    const sameRules = rulesText(before) === rulesText(choice);
    const channelRules = {
      ...choice.process.channelRules,
      version: sameRules ? rulesBefore.version : rulesBefore.version + 1,
    };
    const process = processToJson({ ...choice.process, version, channelRules });
    await tx.query(ADD, [
      creditorId,
      version,
      JSON.stringify(process),
      choice.vatLiable,
      choice.agreedReminderFeeMinor,
      choice.creditorLettersConfirmed,
      choice.claimSubject,
      choice.payToAccount,
      JSON.stringify(choice.sender),
      this.clock.now(),
      `${actor.kind}:${actor.id}`,
      choice.receipts,
    ]);
    await tx.query(
      `update debt_case set revision = revision + 1 where creditor_id = $1 and state <> 'closed'`,
      [creditorId],
    );
    await this.audit.record(tx, {
      actor,
      action: 'collection-settings.changed',
      subject: { kind: 'creditor', id: creditorId },
      detail: { version, channelRulesVersion: channelRules.version },
      creditorId,
    });
    return this.current(tx, creditorId);
  }

  /** A person's yes to the version in force: steps with legal effect may be done by these rules. Twice is once. */
  async approve(
    tx: Transaction,
    creditorId: CreditorId,
    rule: RuleName,
    actor: Actor,
  ): Promise<CollectionSettings> {
    const { version, process } = await this.current(tx, creditorId);
    const approved = rule === 'process' ? version : process.channelRules.version;
    await tx.query(
      `insert into rule_approval (creditor_id, rule, version, approved_by, approved_at) values ($1, $2, $3, $4, $5)
       on conflict (creditor_id, rule, version) do update set approved_by = excluded.approved_by,
         approved_at = excluded.approved_at, revoked_by = null, revoked_at = null
       where rule_approval.revoked_at is not null`,
      [creditorId, rule, approved, `${actor.kind}:${actor.id}`, this.clock.now()],
    );
    await this.#judgeAnew(tx, creditorId, 'rule.approved', rule, approved, actor);
    return this.current(tx, creditorId);
  }

  /** Takes the yes back: no further step with legal effect is done until somebody approves again. */
  async revoke(
    tx: Transaction,
    creditorId: CreditorId,
    rule: RuleName,
    actor: Actor,
  ): Promise<CollectionSettings> {
    const { version, process } = await this.current(tx, creditorId);
    const revoked = rule === 'process' ? version : process.channelRules.version;
    await tx.query(
      `update rule_approval set revoked_by = $4, revoked_at = $5
       where creditor_id = $1 and rule = $2 and version = $3 and revoked_at is null`,
      [creditorId, rule, revoked, `${actor.kind}:${actor.id}`, this.clock.now()],
    );
    await this.#judgeAnew(tx, creditorId, 'rule.revoked', rule, revoked, actor);
    return this.current(tx, creditorId);
  }

  /** The same for all creditors, and for versions from before the day was decided. */
  #regimeDates(): RegimeDates {
    return { 'NO-2026': (this.environment.NO_2026_FROM as LocalDate | undefined) ?? NOT_SET };
  }

  async #judgeAnew(
    tx: Transaction,
    creditorId: CreditorId,
    action: string,
    rule: RuleName,
    version: number,
    actor: Actor,
  ): Promise<void> {
    await tx.query(
      `update debt_case set revision = revision + 1 where creditor_id = $1 and state <> 'closed'`,
      [creditorId],
    );
    await this.audit.record(tx, {
      actor,
      action,
      subject: { kind: 'creditor', id: creditorId },
      detail: { rule, version },
      creditorId,
    });
  }

  async #approvals(
    tx: Transaction,
    creditorId: CreditorId,
    version: number,
    channelVersion: number,
  ): Promise<Approvals> {
    const rows = await tx.query<Omit<ApprovalRow, 'on'> & { readonly at: Date }>(
      `select rule, version, approved_by as by, approved_at as at from rule_approval
       where creditor_id = $1 and revoked_at is null
         and ((rule = 'process' and version = $2) or (rule = 'channels' and version = $3))`,
      [creditorId, version, channelVersion],
    );
    return Object.fromEntries(rows.map(({ rule, by, at }) => [rule, { by, on: localDateAt(at, 'NO') }]));
  }
}

function rulesText({ process }: Pick<CollectionSettings, 'process'>): string {
  return JSON.stringify((processToJson(process)['channelRules'] as JsonObject)['rules']);
}

const CURRENT = prepared(`
  select version, process, vat_liable as "vatLiable", agreed_reminder_fee_minor as "agreedReminderFeeMinor",
    creditor_letters_confirmed as "creditorLettersConfirmed", claim_subject as "claimSubject",
    pay_to_account as "payToAccount", nullif(sender, 'null'::jsonb) as sender, receipts
  from collection_settings where creditor_id = $1 order by version desc limit 1`);

const ADD = `
  insert into collection_settings (creditor_id, version, process, vat_liable, agreed_reminder_fee_minor,
    creditor_letters_confirmed, claim_subject, pay_to_account, sender, created_at, created_by, receipts)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
