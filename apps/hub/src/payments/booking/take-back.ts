import {
  type ClaimId,
  type Clock,
  type CreditorId,
  type LocalDate,
  localDateAt,
  type SettlementId,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { AccountKind } from '../../client-money/accounts.js';
import { ClientMoneyBook } from '../../client-money/client-money-book.js';
import { linesOf, type MoneyLine } from '../../client-money/money-entry.js';
import { CLOCK } from '../../config/clock.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { SettlementsInBulk } from '../../settlements/settlements-in-bulk.js';
import { referenceKey } from '../files/staged-row.js';
import {
  asBankTransaction,
  bookedOn,
  openMinor,
  paidOn,
  toldBy,
  TRANSACTION_COLUMNS,
  type TransactionRow,
} from '../transactions/transaction-row.js';
import { collectors, creditors, type Place, takenBackEntry } from './money-entries.js';

/** An allocation that counts. */
export interface LiveAllocation {
  readonly creditorId: CreditorId;
  readonly settlementId: SettlementId;
  readonly claimId: string;
  readonly minor: bigint;
  readonly pipelineReference: string;
  readonly receivedOn: LocalDate;
}

export type OriginalFound =
  { readonly kind: 'one'; readonly original: TransactionRow } | { readonly kind: 'none' | 'several' };

/** Takes booked payments back: because the bank did, or because a person has found them wrong. */
@Injectable()
export class TakeBack {
  constructor(
    private readonly settlements: SettlementsInBulk,
    private readonly book: ClientMoneyBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Which payment a reversal is about: equal in account and amount, and named by one of the references of both. */
  async originalOf(tx: Transaction, reversal: TransactionRow): Promise<OriginalFound> {
    const told = asBankTransaction(reversal);
    const asPayment = {
      ...told,
      ...(reversal.bankReference === null ? {} : { bankReference: reversal.bankReference }),
      direction: 'credit' as const,
      isReversal: false,
    };
    const found = await tx.query<TransactionRow>(ORIGINALS, [
      reversal.accountKey,
      reversal.minor,
      reversal.currency,
      isRealId(reversal.endToEndId) ? reversal.endToEndId : null,
      referenceKey({ format: 'camt.054' }, reversal.accountKey, asPayment),
      toldBy(reversal).references.map(({ text }) => text),
    ]);
    const [original] = found;
    if (!original) return { kind: 'none' };
    return found.length === 1 ? { kind: 'one', original } : { kind: 'several' };
  }

  /**
   * The bank has taken the whole payment back. Settlements are reversed, and what nobody had got yet leaves by itself.
   * @throws ProblemError where a settlement cannot be reversed; nothing may be kept of the transaction then
   */
  async byBank(
    tx: Transaction,
    reversal: TransactionRow,
    original: TransactionRow,
    place: Place,
  ): Promise<void> {
    const allocations = await this.allocationsOf(tx, original);
    for (const [index, allocation] of allocations.entries()) {
      const reference = index === 0 ? `bank:${reversal.id}` : `bank:${reversal.id}:${index + 1}`;
      await this.reverse(tx, 'taken-back', reversal, allocation, place, reference);
    }
    const open = openMinor(original);
    // Sent back already, and then taken by the bank as well: paid twice, for a person to claim back.
    const gone = original.goneMinor;
    if (open + gone > 0n)
      await this.book.post(tx, [
        {
          key: `taken-back:${reversal.id}`,
          kind: 'taken-back',
          bookedOn: bookedOn(reversal, this.#today()),
          lines: linesOf(
            [collectors('unallocated', place), open],
            [collectors('unexplained', place), gone],
            [collectors('bank', place), -(open + gone)],
          ),
          detail: { transactionId: reversal.id, takesBack: original.id },
        },
      ]);
    await tx.query(
      `update bank_transaction set state = 'taken-back', reason = $3, allocated_minor = 0, gone_minor = minor,
         changed_at = $2 where id = $1`,
      [original.id, this.clock.now(), gone > 0n ? 'taken-back-after-sent-back' : null],
    );
  }

  /** Takes one allocation back with all that it caused. */
  async reverse(
    tx: Transaction,
    kind: 'taken-back' | 'deallocated',
    cause: TransactionRow,
    allocation: LiveAllocation,
    place: Place,
    pipelineReference: string,
  ): Promise<void> {
    const { creditorId, settlementId, claimId, receivedOn } = allocation;
    const today = this.#today();
    const day = kind === 'deallocated' ? today : paidOn(cause, today);
    const dto = {
      claimId,
      pipelineReference,
      kind: 'reversal' as const,
      reverses: allocation.pipelineReference,
      receivedOn: day < receivedOn ? receivedOn : day,
      currency: cause.currency,
    };
    const [taken] = await tx.asCreditor(creditorId, (part) => this.settlements.take(part, creditorId, [dto]));
    if (taken?.kind !== 'taken')
      throw taken?.problem ?? new Error('A reversal was neither taken nor refused.');
    const reversalId = taken.settlements[0].id;
    const lines = await this.#linesOf(tx, creditorId, settlementId);
    const available = new Map<AccountKind, bigint>();
    for (const account of ['creditor', 'earned', 'debtors'] as const)
      available.set(account, -(await this.book.lock(tx, creditors(creditorId, account, place.currency))));
    const on = kind === 'deallocated' ? today : bookedOn(cause, today);
    const detail = { transactionId: cause.id };
    const ofDebtors = await this.#ofDebtors(tx, creditorId, place, lines);
    await this.book.post(tx, [
      takenBackEntry(kind, reversalId, place, creditorId, lines, available, ofDebtors, on, detail),
    ]);
    await tx.query(
      'update payment_allocation set undone_by_id = $3 where creditor_id = $1 and settlement_id = $2',
      [creditorId, settlementId, reversalId],
    );
  }

  allocationsOf(tx: Transaction, { id }: Pick<TransactionRow, 'id'>): Promise<LiveAllocation[]> {
    return tx.query<LiveAllocation>(LIVE, [id]);
  }

  async #linesOf(tx: Transaction, creditorId: CreditorId, settlementId: SettlementId): Promise<MoneyLine[]> {
    const rows = await tx.query<MoneyLine['account'] & Omit<MoneyLine, 'account'>>(LINES, [
      creditorId,
      `allocated:${settlementId}`,
    ]);
    return rows.map(({ owner, kind, currency, place, ...line }) => ({
      account: { owner, kind, currency, place },
      ...line,
    }));
  }

  /** The account is locked, so nobody takes of it meanwhile. */
  async #ofDebtors(
    tx: Transaction,
    creditorId: CreditorId,
    { currency }: Place,
    lines: readonly MoneyLine[],
  ): Promise<ReadonlyMap<ClaimId, bigint>> {
    const claimIds = [...new Set(lines.flatMap(({ claimId }) => claimId ?? []))];
    const rows = await tx.query<{ claimId: ClaimId; minor: bigint }>(OF_DEBTORS, [
      creditorId,
      currency,
      claimIds,
    ]);
    return new Map(rows.map(({ claimId, minor }) => [claimId, minor]));
  }

  #today(): LocalDate {
    return localDateAt(this.clock.now(), 'NO');
  }
}

/** ISO 20022 asks for an id even where the payer gave none. */
function isRealId(id: string | null): boolean {
  return id !== null && !/^NOT ?PROVIDED$/i.test(id);
}

const ORIGINALS = prepared(`
  with named as (
    select id from bank_transaction where end_to_end_id = $4
    union select id from bank_transaction where reference_key = $5
    union select p.transaction_id from claim c join payment_allocation p on p.creditor_id = c.creditor_id and p.claim_id = c.id
      where c.payment_reference = any($6::text[])
  )
  select ${TRANSACTION_COLUMNS} from bank_transaction t
  where t.id in (select id from named) and t.direction = 'credit' and not t.is_reversal and t.account_key = $1 and t.minor = $2
    and t.currency = $3 and t.state in ('allocated', 'open', 'set-aside', 'sent-back')
  order by t.id limit 2 for update of t`);

const LIVE = prepared(`
  select p.creditor_id as "creditorId", p.settlement_id as "settlementId", p.claim_id as "claimId", p.minor,
    s.pipeline_reference as "pipelineReference", s.received_on as "receivedOn"
  from payment_allocation p join settlement s on s.creditor_id = p.creditor_id and s.id = p.settlement_id
  where p.transaction_id = $1 and p.undone_by_id is null order by p.creditor_id, p.settlement_id`);

const LINES = prepared(`
  select creditor_id as owner, kind, currency, place, amount_minor as minor, claim_id as "claimId",
    settlement_id as "settlementId"
  from client_money_line where creditor_id = $1 and entry_key = $2 order by line`);

const OF_DEBTORS = prepared(`
  select claim_id as "claimId", (-sum(amount_minor))::bigint as minor from client_money_line
  where creditor_id = $1 and kind = 'debtors' and currency = $2 and claim_id = any($3::uuid[]) group by claim_id`);
