import type { Country, CreditorId, Currency, LocalDate } from '@app/domain';
import type { Transaction } from '../../database/transaction.js';
import { type DifferenceEvent, eventsOf } from '../differences/difference-reader.js';
import { STANDING_COLUMNS, type StandingDifference } from '../differences/standing-row.js';

/** Something that changed a balance on a day. Claims and ledger: positive is owed more. Client money: positive is held more. */
export interface BalanceEvent {
  readonly side: 'ledger' | 'claims' | 'client-money';
  /** Of client money: which account; the others have one each. */
  readonly account: string;
  readonly currency: Currency;
  readonly day: LocalDate;
  readonly what: string;
  readonly minor: bigint;
}

/** Money that debtors paid to the collector: where it was received. */
export interface ReceivedSum {
  readonly currency: Currency;
  readonly day: LocalDate;
  readonly overBank: boolean;
  readonly count: number;
  readonly minor: bigint;
}

export interface ReportFacts {
  readonly creditor: { readonly id: CreditorId; readonly name: string; readonly organisationNumber: string };
  readonly country: Country;
  readonly events: readonly BalanceEvent[];
  readonly received: readonly ReceivedSum[];
  readonly differences: readonly StandingDifference[];
  readonly differenceEvents: readonly DifferenceEvent[];
}

/** A report that lists more is for nobody; the totals are still whole. */
export const DIFFERENCES_LISTED_MAX = 5_000;

/** Everything up to and with the last day. In a creditor's transaction. */
export async function reportFacts(
  tx: Transaction,
  creditor: ReportFacts['creditor'] & { readonly country: Country },
  to: LocalDate,
  endsAt: Date,
  beganAt: Date,
): Promise<ReportFacts> {
  const { country, ...about } = creditor;
  const of = [tx.creditorId, to];
  const zone = country === 'SE' ? 'Europe/Stockholm' : 'Europe/Oslo';
  const claims = await tx.query<BalanceEvent>(CLAIM_EVENTS, [...of, zone]);
  const ledger = await tx.query<BalanceEvent>(LEDGER_EVENTS, [...of, zone]);
  const money = await tx.query<BalanceEvent>(MONEY_EVENTS, of);
  const received = await tx.query<ReceivedSum>(RECEIVED, of);
  const differences = await tx.query<StandingDifference>(
    `select ${STANDING_COLUMNS} from standing_difference d
     where d.creditor_id = $1 and d.first_seen_at < $2 and (d.cleared_at is null or d.cleared_at >= $3)
     order by d.first_seen_at, d.id limit ${DIFFERENCES_LISTED_MAX}`,
    [tx.creditorId, endsAt, beganAt],
  );
  const differenceEvents = await eventsOf(
    tx,
    differences.map(({ id }) => id),
  );
  return {
    creditor: { id: about.id, name: about.name, organisationNumber: about.organisationNumber },
    country,
    events: [...ledger, ...claims, ...money],
    received,
    differences,
    differenceEvents,
  };
}

/** The day in the creditor's country on which a claim was made: from then on it is in the report, with what was left of it. */
const MADE = `made as (select c.*, (c.created_at at time zone $3)::date as made_on from claim c where c.creditor_id = $1)`;

const CLAIM_EVENTS = `
  with ${MADE}, moved as (
    select m.*, c.made_on, c.currency from claim_movement m join made c on c.creditor_id = m.creditor_id and c.id = m.claim_id
  )
  select 'claims' as side, '' as account, currency, day, what, sum(minor)::bigint as minor from (
    select currency, made_on as day, 'new' as what, principal_minor as minor from made
    union all
    select currency, made_on, 'new', -amount_minor from moved where occurred_on < made_on
    union all
    select currency, occurred_on, case when source = 'settlement' then 'settled' when kind = 'paid' then 'paid-directly'
      else kind end, -amount_minor from moved where occurred_on >= made_on
  ) all_events where day <= $2 group by currency, day, what having sum(minor) <> 0 order by currency, day, what`;

/** What the ledger no longer tells is taken out again on the day on which it was found gone. */
const LEDGER_EVENTS = `
  with ${MADE}, posted as (
    select c.currency, c.made_on, m.kind, m.change_minor, m.booked_on as day, exists (select from write_back w
        where w.creditor_id = m.creditor_id and w.claim_id = c.id
          and (w.posting_id = m.posting_id or w.id::text = m.write_back_key or m.posting_id = any(w.former_posting_ids))) as ours
    from ledger_movement m join made c on c.creditor_id = m.creditor_id and c.connection_id = m.connection_id
      and c.ledger_item_id = m.ledger_item_id
    union all
    select c.currency, c.made_on, 'gone', -m.change_minor, (m.gone_at at time zone $3)::date, false
    from ledger_movement m join made c on c.creditor_id = m.creditor_id and c.connection_id = m.connection_id
      and c.ledger_item_id = m.ledger_item_id
    where m.gone_at is not null
  )
  select 'ledger' as side, '' as account, currency, day, what, sum(minor)::bigint as minor from (
    select c.currency, c.made_on as day, 'new' as what, o.original_minor as minor from made c
      join open_item o on o.creditor_id = c.creditor_id and o.connection_id = c.connection_id and o.ledger_item_id = c.ledger_item_id
    union all
    select currency, made_on, 'new', change_minor from posted where day < made_on
    union all
    select currency, day, case when ours then 'booked-by-us' else kind end, change_minor from posted where day >= made_on
  ) all_events where day <= $2 group by currency, day, what having sum(minor) <> 0 order by currency, day, what`;

const MONEY_EVENTS = `
  select 'client-money' as side, kind as account, currency, booked_on as day, entry_kind as what,
    (case when kind = 'advanced' then sum(amount_minor) else -sum(amount_minor) end)::bigint as minor
  from client_money_line where creditor_id = $1 and booked_on <= $2
  group by kind, currency, booked_on, entry_kind having sum(amount_minor) <> 0 order by currency, kind, booked_on, entry_kind`;

const RECEIVED = `
  select currency, received_on as day, over_bank as "overBank", count(*)::int as count,
    sum(case when kind = 'payment' then minor else -minor end)::bigint as minor
  from (
    select s.currency, s.received_on, s.kind,
      s.principal_minor + s.interest_minor + s.fees_minor + s.surplus_minor as minor,
      exists (select from client_money_line l where l.creditor_id = s.creditor_id and l.claim_id = s.claim_id
        and l.settlement_id in (s.id, s.reverses_id)) as over_bank
    from settlement s where s.creditor_id = $1 and s.received_on <= $2
  ) settled where minor <> 0 group by currency, received_on, over_bank order by currency, received_on, over_bank`;
