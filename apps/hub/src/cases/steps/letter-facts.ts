import type { CaseId, ClaimId, DebtorKind, LocalDate, PostalAddress } from '@app/domain';
import type {
  StandIn,
  StandIns,
  StoredCircumstances,
  StoredContactPoint,
} from '../entities/case-debtor.entity.js';
import { prepared, type Transaction } from '../../database/transaction.js';

/** What letters say besides balance and step: names, addresses, invoices. Read only when a letter is made. */
export interface LetterFacts {
  readonly debtorName: string;
  readonly debtorKind: DebtorKind;
  readonly organisationNumber: string | null;
  readonly address: PostalAddress | null;
  /** Post came back from it. */
  readonly addressFailed: boolean;
  readonly guardian: StandIn | null;
  readonly standIns: StandIns;
  readonly circumstances: StoredCircumstances;
  readonly contactPoints: readonly StoredContactPoint[];
  readonly handler: string | null;
  readonly invoices: readonly InvoiceFacts[];
}

export interface InvoiceFacts {
  readonly claimId: ClaimId;
  readonly invoiceNumber: string;
  readonly invoicedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly subject: string | null;
  readonly paymentReference: string | null;
}

export async function letterFacts(tx: Transaction, caseId: CaseId): Promise<LetterFacts> {
  const [facts] = await tx.query<LetterFacts>(FACTS, [tx.creditorId, caseId]);
  if (!facts) throw new Error(`Case ${caseId} has no debtor.`);
  return facts;
}

const FACTS = prepared(`
  select b.name as "debtorName", b.kind as "debtorKind", b.organisation_number as "organisationNumber", b.address, b.address_failed as "addressFailed", nullif(b.guardian, 'null'::jsonb) as guardian,
    b.stand_ins as "standIns", b.circumstances,
    b.contact_points as "contactPoints", d.handler,
    (select jsonb_agg(jsonb_build_object('claimId', c.claim_id, 'invoiceNumber', c.invoice_number, 'invoicedOn', c.invoiced_on,
       'dueOn', c.due_on, 'subject', c.subject, 'paymentReference', c.payment_reference) order by c.due_on, c.claim_id)
     from case_claim c where c.creditor_id = d.creditor_id and c.case_id = d.id) as invoices
  from debt_case d join case_debtor b on b.creditor_id = d.creditor_id and b.id = d.debtor_id
  where d.creditor_id = $1 and d.id = $2`);
