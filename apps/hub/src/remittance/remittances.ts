import {
  type Clock,
  type CreditorId,
  addDays,
  localDateAt,
  type LocalDate,
  newId,
  smaller,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { MoneyAccount } from '../client-money/accounts.js';
import { ClientMoneyBook } from '../client-money/client-money-book.js';
import { linesOf } from '../client-money/money-entry.js';
import { CLOCK } from '../config/clock.js';
import type { Actor } from '../audit/actor.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { prepared, type Transaction } from '../database/transaction.js';
import { PayoutOrders } from '../payouts/payout-orders.js';
import { PayoutDeadlines } from './payout-deadlines.js';
import type { Remittance } from './remittance-line.js';
import { totalsOf } from './remittance-line.js';
import { openLines, storeLines } from './remittance-lines.js';
import type { RemittanceSettings } from './remittance-settings.js';
import { RemittanceSettingsStore } from './settings-store.js';

export type NotRemitted = 'nothing' | 'below-minimum' | 'nobody-said-where';

export type RemitResult =
  | { readonly kind: 'remitted'; readonly remittance: Remittance }
  | { readonly kind: 'not-remitted'; readonly why: NotRemitted };

const TITLE = { nb: 'Oppgjør', sv: 'Redovisning', en: 'Settlement' } as const;

/**
 * Passes on what is a creditor's: everything that no statement has told yet, as one payment with a statement. All of it in one
 * operator's transaction: the statement, its lines, what is withheld and the order to pay.
 */
@Injectable()
export class Remittances {
  constructor(
    private readonly settings: RemittanceSettingsStore,
    private readonly creditors: CreditorReader,
    private readonly deadlines: PayoutDeadlines,
    private readonly orders: PayoutOrders,
    private readonly book: ClientMoneyBook,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param cutOffOn all that was booked until the end of this day; default: yesterday
   * @throws ProblemError 404 no such creditor
   */
  async remit(
    tx: Transaction,
    creditorId: CreditorId,
    actor: Actor,
    cutOffOn?: LocalDate,
  ): Promise<RemitResult> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    // Two at the same time would tell the same entries twice: the second waits, and finds them told.
    await tx.query('select 1 from creditor where creditor_id = $1 for no key update', [creditorId]);
    const settings = await this.settings.current(tx, creditorId);
    const { currency } = settings;
    const today = localDateAt(this.clock.now(), creditor.country);
    const until = cutOffOn ?? addDays(today, -1);
    await this.book.lock(tx, account(creditorId, 'creditor', settings));
    const advanced = await this.book.lock(tx, account(creditorId, 'advanced', settings));
    const lines = await openLines(tx, creditorId, currency, until);
    const { toCreditorMinor } = totalsOf(lines);
    if (toCreditorMinor <= 0n) return { kind: 'not-remitted', why: 'nothing' };
    const withheldMinor = smaller(toCreditorMinor, advanced);
    const paidMinor = toCreditorMinor - withheldMinor;
    if (
      paidMinor > 0n &&
      paidMinor < settings.minimumMinor &&
      !(await this.#mustLeave(tx, creditorId, today))
    )
      return { kind: 'not-remitted', why: 'below-minimum' };
    if (settings.payTo === null || settings.bankAccountId === null)
      return { kind: 'not-remitted', why: 'nobody-said-where' };
    const id = newId(this.clock);
    const number = await this.#nextNumber(tx, creditorId);
    if (withheldMinor > 0n) await this.#withhold(tx, creditorId, settings, { id, withheldMinor, today });
    const payoutId =
      paidMinor === 0n
        ? null
        : await this.#order(tx, creditorId, { ...settings, payTo: settings.payTo }, number, paidMinor, actor);
    const remittance: Remittance = {
      creditorId,
      id,
      number,
      currency,
      cutOffOn: until,
      remittedOn: today,
      toCreditorMinor,
      withheldMinor,
      paidMinor,
      lines: lines.length,
      payoutId,
    };
    await this.#insert(tx, remittance, settings.version);
    await storeLines(tx, creditorId, id, lines);
    await this.audit.record(tx, {
      actor,
      action: 'remittance.made',
      subject: { kind: 'remittance', id },
      detail: {
        number,
        paidMinor: `${paidMinor}`,
        withheldMinor: `${withheldMinor}`,
        currency,
        lines: lines.length,
      },
      creditorId,
    });
    return { kind: 'remitted', remittance };
  }

  /** The day until which money may wait is more than the least sum. */
  async #mustLeave(tx: Transaction, creditorId: CreditorId, today: LocalDate): Promise<boolean> {
    const waiting = await this.deadlines.waiting(tx, today, creditorId);
    return waiting.some(({ orderBy }) => orderBy <= today);
  }

  async #withhold(
    tx: Transaction,
    creditorId: CreditorId,
    settings: RemittanceSettings,
    {
      id,
      withheldMinor,
      today,
    }: { readonly id: string; readonly withheldMinor: bigint; readonly today: LocalDate },
  ): Promise<void> {
    await this.book.post(tx, [
      {
        key: `withheld:${id}`,
        kind: 'withheld',
        bookedOn: today,
        lines: linesOf(
          [account(creditorId, 'creditor', settings), withheldMinor],
          [account(creditorId, 'advanced', settings), -withheldMinor],
        ),
        detail: { remittanceId: id },
      },
    ]);
  }

  async #order(
    tx: Transaction,
    owner: CreditorId,
    settings: RemittanceSettings & { readonly payTo: NonNullable<RemittanceSettings['payTo']> },
    number: number,
    minor: bigint,
    actor: Actor,
  ): Promise<string> {
    const { currency, payTo: to, bankAccountId, approve, language } = settings;
    const { id } = await this.orders.order(
      tx,
      {
        owner,
        from: 'creditor',
        purpose: 'remittance',
        minor,
        currency,
        bankAccountId: bankAccountId ?? '',
        to,
        reference: { kind: 'text', value: `${TITLE[language]} ${number}` },
        key: `remittance:${number}`,
        approve,
      },
      actor,
    );
    return id;
  }

  async #nextNumber(tx: Transaction, creditorId: CreditorId): Promise<number> {
    const [row] = await tx.query<{ next: number }>(
      'select coalesce(max(number), 0) + 1 as next from remittance where creditor_id = $1',
      [creditorId],
    );
    return row?.next ?? 1;
  }

  async #insert(tx: Transaction, remittance: Remittance, settingsVersion: number): Promise<void> {
    const { creditorId, id, number, currency, cutOffOn, remittedOn, toCreditorMinor, withheldMinor } =
      remittance;
    const what: unknown[] = [
      creditorId,
      id,
      number,
      currency,
      cutOffOn,
      remittedOn,
      toCreditorMinor,
      withheldMinor,
    ];
    const { paidMinor, lines, payoutId } = remittance;
    await tx.query(INSERT, what.concat([paidMinor, lines, payoutId, settingsVersion, this.clock.now()]));
  }
}

const INSERT = prepared(`
  insert into remittance (creditor_id, id, number, currency, cut_off_on, remitted_on, to_creditor_minor, withheld_minor,
    paid_minor, lines, payout_id, settings_version, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`);

function account(
  owner: CreditorId,
  kind: 'creditor' | 'advanced',
  { currency }: Pick<RemittanceSettings, 'currency'>,
): MoneyAccount {
  return { owner, kind, currency, place: '' };
}
