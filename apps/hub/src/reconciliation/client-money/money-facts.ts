import type { ClaimId } from '@app/domain';
import type { Transaction } from '../../database/transaction.js';
import type { MoneyFacts } from './money-violations.js';
import type { SettlementLine, SettlementMoney } from './settlement-money.js';

const SETTLEMENTS_PER_PAGE = 5_000;
/** A bound of the loop: fifty million settlements. */
const PAGES_MAX = 10_000;

type MoneyRow = Omit<SettlementMoney, 'lines'> & {
  readonly lines: readonly (Omit<SettlementLine, 'minor'> & { readonly minor: string })[];
};

/** Each way has an index of its own. */
const LINES = `select jsonb_agg(jsonb_build_object('entryKey', l.entry_key, 'kind', l.kind, 'currency', l.currency,
    'claimId', l.claim_id, 'minor', l.amount_minor::text) order by l.entry_id, l.line)
  from client_money_line l where l.creditor_id = s.creditor_id and l.kind in ('creditor', 'earned', 'debtors', 'advanced')`;

/**
 * Settlements with their lines. Of a payment's money (with what of it was passed on to other claims, and the reversal of all that)
 * all is in the journal or nothing is: one line of it tells that it came over the bank, and so
 * does the bank's transaction that was booked on it. A reversal is one entry, so it is compared
 * as a whole; its parts on other claims are none of their own.
 */
const SETTLEMENT_MONEY = `
  select s.id as "settlementId", s.creditor_id as "creditorId", s.claim_id as "claimId", s.kind, s.currency,
    whole.claims as "claimIds", whole.principal as "principalMinor", whole.interest as "interestMinor",
    whole.fees as "feesMinor", whole.surplus as "surplusMinor",
    exists (select from settlement same
      join client_money_line l on l.creditor_id = same.creditor_id and l.claim_id = same.claim_id
        and l.settlement_id = same.id and l.entry_kind = 'allocated'
      where same.creditor_id = s.creditor_id and (same.id = root.id or same.passed_on_from_id = root.id))
      or exists (select from payment_allocation p
        where p.creditor_id = s.creditor_id and p.settlement_id = root.id) as "overBank",
    coalesce(case when s.kind = 'payment'
      then (${LINES} and l.claim_id = s.claim_id and l.settlement_id = s.id and l.entry_kind = 'allocated')
      else (${LINES} and l.entry_key in ('taken-back:' || s.id, 'deallocated:' || s.id)) end, '[]') as lines
  from settlement s
  cross join lateral (select coalesce(s.reverses_id, s.passed_on_from_id, s.id) as id) root
  cross join lateral (
    select array_agg(part.claim_id) as claims, sum(part.principal_minor)::bigint as principal,
      sum(part.interest_minor)::bigint as interest, sum(part.fees_minor)::bigint as fees, sum(part.surplus_minor)::bigint as surplus
    from settlement part where part.creditor_id = s.creditor_id
      and (part.id = s.id or (s.kind = 'reversal' and part.passed_on_from_id = s.id))
  ) whole
  where (s.kind = 'payment' or s.passed_on_from_id is null)`;

/** What a claim's settlements say, and what the journal says about them. */
export async function moneyOfClaims(
  tx: Transaction,
  claimIds: readonly ClaimId[],
): Promise<ReadonlyMap<ClaimId, readonly SettlementMoney[]>> {
  const rows = await tx.query<MoneyRow>(
    `${SETTLEMENT_MONEY} and s.creditor_id = $1 and s.claim_id = any($2::uuid[]) order by s.id`,
    [tx.creditorId, claimIds],
  );
  const byClaim = new Map<ClaimId, SettlementMoney[]>(claimIds.map((id) => [id, []]));
  for (const row of rows) byClaim.get(row.claimId)?.push(settlementMoney(row));
  return byClaim;
}

/** All client money, read at one moment: in an operator's transaction that has asked nothing before. */
export async function moneyFacts(tx: Transaction): Promise<MoneyFacts> {
  await tx.query('set transaction isolation level repeatable read, read only');
  const days = await tx.query<MoneyFacts['days'][number]>(
    `select booked_on as day, currency, kind, sum(amount_minor)::bigint as minor from client_money_line
     group by booked_on, currency, kind order by booked_on, currency, kind`,
  );
  const accounts = await tx.query<MoneyFacts['accounts'][number]>(
    `select coalesce(a.creditor_id, j.creditor_id) as owner, coalesce(a.kind, j.kind) as kind,
       coalesce(a.currency, j.currency) as currency, coalesce(a.place, j.place) as place,
       a.balance_minor as "balanceMinor", coalesce(j.minor, 0)::bigint as "journalMinor"
     from client_money_account a
     full join (select creditor_id, kind, currency, place, sum(amount_minor) as minor from client_money_line
       group by creditor_id, kind, currency, place) j using (creditor_id, kind, currency, place)
     order by 1, 2, 3, 4`,
  );
  const unbalanced = await tx.query<MoneyFacts['unbalanced'][number]>(
    `select entry_key as "entryKey", sum(amount_minor)::bigint as minor, count(distinct currency)::int as currencies
     from client_money_line group by entry_id, entry_key having sum(amount_minor) <> 0 or count(distinct currency) > 1
     order by entry_id`,
  );
  const unknownSettlements = await tx.query<MoneyFacts['unknownSettlements'][number]>(
    `select distinct l.entry_key as "entryKey", l.settlement_id as "settlementId" from client_money_line l
     where l.settlement_id is not null and l.kind in ('creditor', 'earned', 'debtors', 'advanced')
       and not exists (select from settlement s where s.creditor_id = l.creditor_id and s.id = l.settlement_id)
     order by 1`,
  );
  const payouts = await tx.query<MoneyFacts['payouts'][number]>(
    `select split_part(entry_key, ':', 2) as payout,
       coalesce(-sum(amount_minor) filter (where entry_kind = 'ordered'), 0)::bigint as "orderedMinor",
       coalesce(sum(amount_minor) filter (where entry_kind = 'paid-out'), 0)::bigint as "paidMinor",
       coalesce(sum(amount_minor) filter (where entry_kind = 'order-failed'), 0)::bigint as "failedMinor"
     from client_money_line where kind = 'on-its-way' group by 1 order by 1`,
  );
  const settlements = await allSettlements(tx);
  return { days, accounts, unbalanced, unknownSettlements, payouts, settlements };
}

/** Page by page in the order of the primary key. Money that others have is right as it is, and kept out of memory. */
async function allSettlements(tx: Transaction): Promise<SettlementMoney[]> {
  const all: SettlementMoney[] = [];
  let last: MoneyRow | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const rows: MoneyRow[] = await tx.query<MoneyRow>(
      `${SETTLEMENT_MONEY} and ($1::uuid is null or (s.creditor_id, s.id) > ($1, $2::uuid))
       order by s.creditor_id, s.id limit ${SETTLEMENTS_PER_PAGE}`,
      [last?.creditorId ?? null, last?.settlementId ?? null],
    );
    all.push(...rows.map(settlementMoney).filter(({ overBank, lines }) => overBank || lines.length > 0));
    last = rows.at(-1);
    if (rows.length < SETTLEMENTS_PER_PAGE) break;
  }
  return all;
}

function settlementMoney({ lines, ...row }: MoneyRow): SettlementMoney {
  return {
    ...row,
    lines: lines.map(({ minor, ...line }) => ({ ...line, minor: BigInt(minor) })),
  };
}
