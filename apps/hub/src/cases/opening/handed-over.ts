import {
  type ClaimId,
  type CreditorNotice,
  type Currency,
  type Debtor,
  isLocalDate,
  type JsonObject,
  type LocalDate,
} from '@app/domain';
import { type NoticeJson, noticesFromJson } from '../../open-items/open-item-json.js';

/** What the pipeline was handed over, read from the message that it kept. Amounts in minor units. */
export interface HandedOver {
  readonly invoiceNumber: string;
  readonly invoicedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly principalMinor: bigint;
  /** Paid, credited and written off before the hand-over. */
  readonly reducedMinor: bigint;
  readonly outstandingMinor: bigint;
  readonly paymentReference: string | null;
  readonly debtor: Debtor;
  readonly notices: readonly CreditorNotice[];
}

/** The hub wrote the message itself: one without these fields is a fault of ours, and no case is opened on a guess. */
export class UnreadableHandOverError extends Error {
  constructor(claimId: ClaimId, field: string) {
    super(`The hand-over of claim ${claimId} has no readable ${field}; no case is opened for it.`);
    this.name = 'UnreadableHandOverError';
  }
}

/** @throws UnreadableHandOverError */
export function handedOver(claimId: ClaimId, payload: JsonObject): HandedOver {
  const text = (field: string): string => {
    const value = payload[field];
    if (typeof value !== 'string' || value === '') throw new UnreadableHandOverError(claimId, field);
    return value;
  };
  const day = (field: string): LocalDate => {
    const value = text(field);
    if (!isLocalDate(value)) throw new UnreadableHandOverError(claimId, field);
    return value;
  };
  const minor = (field: string): bigint => {
    const value = text(field);
    if (!/^-?\d+$/.test(value)) throw new UnreadableHandOverError(claimId, field);
    return BigInt(value);
  };
  const { debtor, notices, paymentReference } = payload;
  if (typeof debtor !== 'object' || debtor === null || Array.isArray(debtor))
    throw new UnreadableHandOverError(claimId, 'debtor');
  return {
    invoiceNumber: text('invoiceNumber'),
    invoicedOn: day('invoicedOn'),
    dueOn: day('dueOn'),
    principalMinor: minor('principalMinor'),
    reducedMinor: minor('paidMinor') + minor('creditedMinor') + minor('writtenOffMinor'),
    outstandingMinor: minor('outstandingMinor'),
    paymentReference: typeof paymentReference === 'string' ? paymentReference : null,
    debtor: debtor as unknown as Debtor,
    notices: Array.isArray(notices) ? noticesFromJson(notices as unknown as NoticeJson[]) : [],
  };
}

/** What tells one case from another: a debtor in a ledger, and the currency. */
export interface CaseKey {
  readonly connectionId: string;
  readonly ledgerDebtorId: string;
  readonly currency: Currency;
}

export function keyText({ connectionId, ledgerDebtorId, currency }: CaseKey): string {
  return `${connectionId} ${currency} ${ledgerDebtorId}`;
}
