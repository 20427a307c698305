import {
  type CaseId,
  type Clock,
  type CreditorId,
  type Currency,
  type LocalDate,
  money,
  type SettlementId,
} from '@app/domain';
import type { Channel } from '@app/collection';
import type { LetterReceipt } from '@app/letters';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseBook } from '../case-book.js';
import { SettingsStore } from '../settings/settings-store.js';
import { CaseNotices } from './case-notices.js';
import { LetterStore } from './letter-store.js';

const PAGE = 200;
const PAGES_MAX = 500;
/** One that was not written within so many days would come too late to be welcome. */
const WITHIN_MS = 14 * 86_400_000;

interface PartPayment {
  readonly caseId: CaseId;
  readonly settlementId: SettlementId;
  readonly currency: Currency;
  readonly receivedOn: LocalDate;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly costs: bigint;
  /** By which the debtor was reached last. */
  readonly channel: Channel;
}

/** Tells a debtor how a part payment was used and what is left, once each, where the creditor has chosen it. */
@Injectable()
export class ReceiptLetters {
  constructor(
    private readonly database: Database,
    private readonly settings: SettingsStore,
    private readonly notices: CaseNotices,
    private readonly book: CaseBook,
    private readonly letters: LetterStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Not inside a transaction. */
  async run(creditorId: CreditorId, signal: AbortSignal): Promise<void> {
    const { receipts } = await this.database.asCreditor(creditorId, (tx) =>
      this.settings.current(tx, creditorId),
    );
    if (receipts === 'none') return;
    const channels = receipts === 'all' ? ['email', 'letter'] : ['email'];
    const tried: SettlementId[] = [];
    for (let page = 0; page < PAGES_MAX && !signal.aborted; page += 1) {
      const paid = await this.database.asCreditor(creditorId, (tx) => this.#untold(tx, channels, tried));
      if (paid.length === 0) return;
      for (const one of paid) {
        if (signal.aborted) return;
        await this.#tell(creditorId, one, channels);
        tried.push(one.settlementId);
      }
    }
  }

  #untold(
    tx: Transaction,
    channels: readonly string[],
    tried: readonly SettlementId[],
    only: SettlementId | null = null,
  ): Promise<PartPayment[]> {
    const since = new Date(this.clock.now().getTime() - WITHIN_MS);
    return tx.query<PartPayment>(UNTOLD, [tx.creditorId, since, channels, tried, only]);
  }

  async #tell(creditorId: CreditorId, paid: PartPayment, channels: readonly string[]): Promise<void> {
    const { caseId, settlementId, channel } = paid;
    const letter = await this.notices.render(creditorId, caseId, channel, 'payment-receipt', {
      receipt: receiptOf(paid),
    });
    if (letter === undefined) return;
    await this.database.asCreditor(creditorId, async (tx) => {
      await this.book.lock(tx, [caseId]);
      const [still] = await this.#untold(tx, channels, [], settlementId);
      if (!still) return;
      await this.letters.add(tx, { caseId, stepId: null, replacesId: null, deadlineOn: null, letter });
      const detail = { settlementId, letterId: letter.id, channel };
      await this.book.tell(tx, [{ caseId, kind: 'receipt-written', actor: 'system', detail }]);
      await this.letters.wake(tx, creditorId);
    });
  }
}

function receiptOf({ receivedOn, currency, principal, interest, costs }: PartPayment): LetterReceipt {
  const parts = [
    { part: 'principal', minor: principal },
    { part: 'interest', minor: interest },
    { part: 'costs', minor: costs },
  ] as const;
  return {
    paidOn: receivedOn,
    amount: money(principal + interest + costs, currency),
    allocated: parts
      .filter(({ minor }) => minor > 0n)
      .map(({ part, minor }) => ({ part, amount: money(minor, currency) })),
  };
}

/** Not for money that was taken back since, and not where all is paid: that has a letter of its own. */
const UNTOLD = prepared(`
  select d.id as "caseId", m.source_id as "settlementId", d.currency, m.on_day as "receivedOn", m.principal, m.interest, m.costs,
    last.channel
  from (
    select case_id, source_id, min(value_on) as on_day,
      coalesce(sum(amount_minor) filter (where part = 'principal'), 0)::bigint as principal,
      coalesce(sum(amount_minor) filter (where part = 'interest'), 0)::bigint as interest,
      coalesce(sum(amount_minor) filter (where part in ('costs', 'court')), 0)::bigint as costs
    from case_movement
    where creditor_id = $1 and source = 'settlement' and kind = 'payment' and created_at > $2
      and ($5::text is null or source_id = $5::text)
    group by case_id, source_id
  ) m join debt_case d on d.creditor_id = $1 and d.id = m.case_id
  cross join lateral (
    select l.channel from case_letter l
    where l.creditor_id = $1 and l.case_id = d.id and l.state = 'sent' and l.channel in ('email', 'letter')
    order by l.sent_at desc limit 1
  ) last
  where d.state <> 'closed' and m.principal + m.interest + m.costs > 0 and last.channel = any($3::text[])
    and not m.source_id = any($4::text[])
    and not exists (select from case_event e where e.creditor_id = $1 and e.case_id = d.id and e.kind = 'receipt-written'
      and e.detail->>'settlementId' = m.source_id)
    and not exists (select from case_movement r where r.creditor_id = $1 and r.case_id = d.id and r.kind = 'payment-reversed'
      and r.created_at > $2)
  order by m.source_id limit ${PAGE}`);
