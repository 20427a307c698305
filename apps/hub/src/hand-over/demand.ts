import {
  asJson,
  type ClaimId,
  type Currency,
  type JsonObject,
  type LocalDate,
  type OpenItem,
} from '@app/domain';
import { noticesToJson } from '../open-items/open-item-json.js';
import { caseReference } from '../outbox/case-reference.js';

/** What the claim itself says of a demand; debtor and notices come from the ledger's newest answer. */
export interface DemandedClaim {
  readonly claimId: ClaimId;
  readonly invoiceNumber: string;
  readonly invoicedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly currency: Currency;
  readonly principalMinor: bigint;
  readonly paidMinor: bigint;
  readonly creditedMinor: bigint;
  readonly writtenOffMinor: bigint;
  readonly outstandingMinor: bigint;
  readonly paymentReference: string | null;
}

/** What the pipeline is told about a new claim: the demand, whom to send it to, and what the creditor has sent before. */
export function demandOf(claim: DemandedClaim, { debtor, notices }: OpenItem): JsonObject {
  return {
    invoiceNumber: claim.invoiceNumber,
    invoicedOn: claim.invoicedOn,
    dueOn: claim.dueOn,
    currency: claim.currency,
    principalMinor: claim.principalMinor.toString(),
    paidMinor: claim.paidMinor.toString(),
    creditedMinor: claim.creditedMinor.toString(),
    writtenOffMinor: claim.writtenOffMinor.toString(),
    outstandingMinor: claim.outstandingMinor.toString(),
    paymentReference: claim.paymentReference,
    debtor: asJson(debtor),
    notices: noticesToJson(notices).map((notice) => asJson(notice)),
    reference: caseReference(claim.claimId),
  };
}
