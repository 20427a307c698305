import type { CaseId, ClaimId, CreditorId, Currency, LocalDate } from '@app/domain';
import type { Transaction } from '../database/transaction.js';

/** What is held for a debtor who paid more than was owed, by the claim that it was paid on. */
export interface Overpayment {
  readonly creditorId: CreditorId;
  readonly claimId: ClaimId;
  readonly caseId: CaseId | null;
  readonly invoiceNumber: string | null;
  readonly currency: Currency;
  readonly heldMinor: bigint;
  readonly since: LocalDate;
}

export const OVERPAYMENTS_MAX = 1_000;

/** Oldest first. In an operator's transaction. */
export function overpayments(
  tx: Transaction,
  { creditorId, claimId }: { readonly creditorId?: CreditorId; readonly claimId?: ClaimId },
): Promise<Overpayment[]> {
  return tx.query<Overpayment>(HELD, [creditorId ?? null, claimId ?? null, OVERPAYMENTS_MAX]);
}

const HELD = `
  select h.creditor_id as "creditorId", h.claim_id as "claimId", c.case_id as "caseId",
    coalesce(k.invoice_number, c.invoice_number) as "invoiceNumber", h.currency, h.minor as "heldMinor", h.since
  from (
    select creditor_id, claim_id, currency, -sum(amount_minor)::bigint as minor, min(booked_on) as since
    from client_money_line where kind = 'debtors' and claim_id is not null
      and ($1::uuid is null or creditor_id = $1) and ($2::uuid is null or claim_id = $2)
    group by creditor_id, claim_id, currency having sum(amount_minor) < 0
  ) h
  left join case_claim c on c.creditor_id = h.creditor_id and c.claim_id = h.claim_id
  left join claim k on k.creditor_id = h.creditor_id and k.id = h.claim_id
  order by h.since, h.claim_id limit $3`;
