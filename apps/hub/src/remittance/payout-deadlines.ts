import { isWorkingDay, NOT_SET, payoutDeadline, type RegimeDates, regimeOn } from '@app/collection';
import { addDays, type Country, type CreditorId, type Currency, type LocalDate } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import type { Transaction } from '../database/transaction.js';
import { PROMPT_DAYS } from './remittance-settings.js';

/** Days before the deadline on which the waiting money is shown as a warning. */
export const WARN_DAYS = 5;
const WAITING_MAX = 1_000;

/** Money of a creditor that waits to be passed on, and until when it may. */
export interface WaitingMoney {
  readonly creditorId: CreditorId;
  readonly country: Country;
  readonly currency: Currency;
  readonly heldMinor: bigint;
  readonly oldestReceivedOn: LocalDate;
  /** Last day by the law, or by the collector's own promise where the law says "promptly". */
  readonly deadlineOn: LocalDate;
  /** The last bank day on which it can be ordered in time. */
  readonly orderBy: LocalDate;
  readonly state: 'in-time' | 'soon' | 'late';
  /** Why it may not leave by itself. */
  readonly obstacle: 'nobody-said-where' | 'other-currency' | null;
}

interface WaitingRow {
  readonly creditorId: CreditorId;
  readonly country: Country;
  readonly currency: Currency;
  readonly heldMinor: bigint;
  readonly oldestReceivedOn: LocalDate;
  readonly promptDays: number | null;
  readonly payCurrency: Currency | null;
}

/** Looks after the days by which received money must be passed on. In an operator's transaction, or one creditor's. */
@Injectable()
export class PayoutDeadlines {
  constructor(private readonly environment: Environment) {}

  /** Soonest first. */
  async waiting(tx: Transaction, today: LocalDate, creditorId?: CreditorId): Promise<WaitingMoney[]> {
    const rows = await tx.query<WaitingRow>(WAITING, [creditorId ?? null, WAITING_MAX]);
    return rows
      .map((row) => waitingOf(row, today, this.#dates()))
      .sort((a, b) => (a.deadlineOn < b.deadlineOn ? -1 : a.deadlineOn > b.deadlineOn ? 1 : 0));
  }

  #dates(): RegimeDates {
    return { 'NO-2026': (this.environment.NO_2026_FROM as LocalDate | undefined) ?? NOT_SET };
  }
}

export function waitingOf(row: WaitingRow, today: LocalDate, dates: RegimeDates): WaitingMoney {
  const { creditorId, country, currency, heldMinor, oldestReceivedOn, promptDays, payCurrency } = row;
  const regime = regimeOn(country, oldestReceivedOn, dates);
  const deadlineOn = payoutDeadline(oldestReceivedOn, regime, promptDays ?? PROMPT_DAYS);
  const orderBy = bankDayBefore(deadlineOn, country);
  return {
    creditorId,
    country,
    currency,
    heldMinor,
    oldestReceivedOn,
    deadlineOn,
    orderBy,
    state: today > orderBy ? 'late' : addDays(today, WARN_DAYS) >= deadlineOn ? 'soon' : 'in-time',
    obstacle: payCurrency === null ? 'nobody-said-where' : payCurrency === currency ? null : 'other-currency',
  };
}

/** The bank pays on the day it is ordered or the next: one bank day is kept. */
function bankDayBefore(day: LocalDate, country: Country): LocalDate {
  let candidate = addDays(day, -1);
  // No run of days off is longer than a week.
  for (let tries = 0; tries < 14 && !isWorkingDay(candidate, country); tries += 1)
    candidate = addDays(candidate, -1);
  return candidate;
}

/**
 * The oldest receipt of which something may still lie here: entries that no statement has told. What was set aside by a
 * remittance that failed counts from its failure on; the statement says so.
 */
const WAITING = `
  select a.creditor_id as "creditorId", r.country, a.currency, -a.balance_minor as "heldMinor",
    o.oldest_received_on as "oldestReceivedOn", p.prompt_days as "promptDays", p.currency as "payCurrency"
  from client_money_account a
  join creditor r on r.creditor_id = a.creditor_id
  cross join lateral (
    select coalesce(min(least(l.booked_on, s.received_on)), a.changed_at::date) as oldest_received_on
    from client_money_line l
    left join settlement s on s.creditor_id = l.creditor_id and s.id = l.settlement_id
    where l.creditor_id = a.creditor_id and l.kind = 'creditor' and l.currency = a.currency and l.amount_minor < 0
      and not exists (select from remittance_line t where t.creditor_id = l.creditor_id and t.entry_id = l.entry_id)
  ) o
  left join lateral (select prompt_days, currency from remittance_settings p
    where p.creditor_id = a.creditor_id order by version desc limit 1) p on true
  where a.kind = 'creditor' and a.balance_minor < 0 and ($1::uuid is null or a.creditor_id = $1)
  order by o.oldest_received_on, a.creditor_id limit $2`;
