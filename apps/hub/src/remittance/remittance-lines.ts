import type { CreditorId, Currency, LocalDate } from '@app/domain';
import { prepared, type Transaction } from '../database/transaction.js';
import type { RemittanceLine } from './remittance-line.js';

/** Lines of one remittance, at most; what is over is for the next, which comes at once. */
export const LINES_MAX = 5_000;

const FIGURES = `
  entry_id as "entryId", kind, booked_on as "bookedOn", settlement_id as "settlementId", claim_id as "claimId",
  invoice_number as "invoiceNumber", reference, received_on as "receivedOn", principal_minor as "principalMinor",
  interest_minor as "interestMinor", fees_minor as "feesMinor", surplus_minor as "surplusMinor",
  collectors_fee_minor as "collectorsFeeMinor", kept_for_debtor_minor as "keptForDebtorMinor",
  advanced_minor as "advancedMinor", to_creditor_minor as "toCreditorMinor"`;

/**
 * Entries that no statement has told yet: those booked until the cut-off, and whatever took money from the creditor's account
 * since, for what is not there cannot be paid. Orders, and what they became, are told by their own statements.
 */
const OPEN = prepared(`
  with entry as (
    select l.entry_id, min(l.entry_kind) as kind, min(l.booked_on) as booked_on,
      (array_agg(l.settlement_id) filter (where l.settlement_id is not null))[1] as settlement_id,
      (array_agg(l.claim_id) filter (where l.claim_id is not null))[1] as claim_id,
      coalesce(-sum(l.amount_minor) filter (where l.kind = 'creditor'), 0)::bigint as to_creditor_minor,
      coalesce(-sum(l.amount_minor) filter (where l.kind = 'earned'), 0)::bigint as collectors_fee_minor,
      coalesce(-sum(l.amount_minor) filter (where l.kind = 'debtors'), 0)::bigint as kept_for_debtor_minor,
      coalesce(sum(l.amount_minor) filter (where l.kind = 'advanced'), 0)::bigint as advanced_minor
    from client_money_line l
    where l.creditor_id = $1 and l.currency = $2 and l.entry_kind not in ('ordered', 'paid-out', 'withheld')
      and not exists (select from remittance_line r where r.creditor_id = l.creditor_id and r.entry_id = l.entry_id)
    group by l.entry_id
  )
  select e.entry_id as "entryId", e.kind, e.booked_on as "bookedOn", e.settlement_id as "settlementId",
    coalesce(e.claim_id, s.claim_id) as "claimId", c.invoice_number as "invoiceNumber", c.payment_reference as reference,
    s.received_on as "receivedOn", coalesce(f.sign * s.principal_minor, 0) as "principalMinor",
    coalesce(f.sign * s.interest_minor, 0) as "interestMinor", coalesce(f.sign * s.fees_minor, 0) as "feesMinor",
    coalesce(f.sign * s.surplus_minor, 0) as "surplusMinor", e.collectors_fee_minor as "collectorsFeeMinor",
    e.kept_for_debtor_minor as "keptForDebtorMinor", e.advanced_minor as "advancedMinor",
    e.to_creditor_minor as "toCreditorMinor"
  from entry e
  left join settlement s on s.creditor_id = $1 and s.id = e.settlement_id
  left join claim c on c.creditor_id = $1 and c.id = coalesce(e.claim_id, s.claim_id)
  cross join lateral (select case when e.kind = 'taken-back' then -1 else 1 end::bigint as sign) f
  where (e.kind in ('allocated', 'taken-back', 'costs-lost') or e.to_creditor_minor <> 0 or e.advanced_minor <> 0)
    and (e.booked_on <= $3 or e.to_creditor_minor < 0)
  order by e.to_creditor_minor >= 0, e.entry_id limit $4`);

const STORED = prepared(`
  select ${FIGURES} from remittance_line where creditor_id = $1 and remittance_id = $2 order by entry_id`);

const STORE = prepared(`
  insert into remittance_line (creditor_id, remittance_id, entry_id, kind, booked_on, settlement_id, claim_id, invoice_number,
    reference, received_on, principal_minor, interest_minor, fees_minor, surplus_minor, collectors_fee_minor,
    kept_for_debtor_minor, advanced_minor, to_creditor_minor)
  select $1, $2, x."entryId", x.kind, x."bookedOn", x."settlementId", x."claimId", x."invoiceNumber", x.reference, x."receivedOn",
    x."principalMinor", x."interestMinor", x."feesMinor", x."surplusMinor", x."collectorsFeeMinor", x."keptForDebtorMinor",
    x."advancedMinor", x."toCreditorMinor"
  from jsonb_to_recordset($3::jsonb) as x("entryId" uuid, kind text, "bookedOn" date, "settlementId" uuid, "claimId" uuid,
    "invoiceNumber" text, reference text, "receivedOn" date, "principalMinor" bigint, "interestMinor" bigint,
    "feesMinor" bigint, "surplusMinor" bigint, "collectorsFeeMinor" bigint, "keptForDebtorMinor" bigint,
    "advancedMinor" bigint, "toCreditorMinor" bigint)`);

export function openLines(
  tx: Transaction,
  creditorId: CreditorId,
  currency: Currency,
  cutOffOn: LocalDate,
): Promise<RemittanceLine[]> {
  return tx.query<RemittanceLine>(OPEN, [creditorId, currency, cutOffOn, LINES_MAX]);
}

export function storedLines(
  tx: Transaction,
  creditorId: CreditorId,
  remittanceId: string,
): Promise<RemittanceLine[]> {
  return tx.query<RemittanceLine>(STORED, [creditorId, remittanceId]);
}

export async function storeLines(
  tx: Transaction,
  creditorId: CreditorId,
  remittanceId: string,
  lines: readonly RemittanceLine[],
): Promise<void> {
  const rows = JSON.stringify(lines, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
  await tx.query(STORE, [creditorId, remittanceId, rows]);
}
