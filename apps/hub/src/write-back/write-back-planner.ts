import type { WriteBackKey, WriteBackTarget } from '@app/connectors';
import {
  type Currency,
  latest,
  type LedgerDebtorId,
  type LedgerItemId,
  type LedgerPosting,
  type LocalDate,
  money,
  type WriteBackId,
} from '@app/domain';
import type { StoredInstruction } from './instruction-json.js';
import { type ByHand, type BesideFacts, moneyBeside } from './money-beside.js';
import { REMEDIES } from './remedies.js';
import type { WriteBackState } from './write-back.entity.js';

/** What is known when a settlement is taken in. Amounts in minor units. */
export interface WriteBackPlanFacts {
  /** Becomes the key: made and stored before the first call. */
  readonly id: WriteBackId;
  readonly settlement: {
    readonly kind: 'payment' | 'reversal';
    readonly receivedOn: LocalDate;
    readonly principalMinor: bigint;
    readonly principalInBooksMinor: bigint;
  };
  readonly claim: {
    readonly ledgerItemId: LedgerItemId;
    readonly ledgerDebtorId: LedgerDebtorId;
    readonly invoiceNumber: string;
    readonly invoicedOn: LocalDate;
    readonly currency: Currency;
  };
  readonly connection: {
    readonly target: WriteBackTarget | null;
    readonly mode: 'automatic' | 'approve';
  };
  readonly booksCurrency: Currency;
  /** What the accountant knows the case by; no personal data. */
  readonly caseReference: string;
  /** Of a payment: interest and fees beside its principal. */
  readonly beside: BesideFacts;
  /** With a reversal: how far the write-back of the original payment has come. */
  readonly original?: OriginalWriteBack;
}

export interface OriginalWriteBack {
  readonly state: WriteBackState;
  readonly posting: LedgerPosting | null;
  /** What of it was left to be booked by hand: a reversal leaves the same. */
  readonly byHand: readonly ByHand[];
}

export interface WriteBackPlan {
  readonly state: 'planned' | 'proposed' | 'not-needed' | 'refused';
  readonly instruction: StoredInstruction;
  /** What of the creditor's share is not part of the instruction. */
  readonly byHand: readonly ByHand[];
  readonly note: string | null;
  readonly remedy: string | null;
  readonly refusalCode: string | null;
  /** The original payment was not sent yet: it never shall be. */
  readonly cancelsOriginal: boolean;
}

/**
 * Only the principal belongs in the customer ledger. Interest and fees that are the creditor's stand beside it in the same
 * posting where the ledger can and an account is chosen, and are left to be booked by hand elsewhere; what is the
 * collector's or the debtor's is in neither. A reversal takes back what its payment's posting holds. Booked on the day the money was received, or on the invoice's day when that is later, since a ledger
 * takes no payment before its invoice.
 */
export function planWriteBack(facts: WriteBackPlanFacts): WriteBackPlan {
  const isPayment = facts.settlement.kind === 'payment';
  const { lines, byHand } = isPayment
    ? moneyBeside(facts.beside)
    : { lines: [], byHand: facts.original?.byHand ?? [] };
  const plan = {
    instruction: { ...instructionOf(facts), ...(lines.length === 0 ? {} : { lines }) },
    byHand,
    note: null,
    remedy: null,
    refusalCode: null,
    cancelsOriginal: false,
  };
  if (facts.settlement.principalMinor === 0n) {
    return { ...plan, state: 'not-needed', note: 'Nothing of it reduces the invoice.' };
  }
  if (facts.settlement.kind === 'reversal') {
    const way = reversalWay(facts.original);
    if (way.go === 'not-needed') {
      return { ...plan, state: 'not-needed', note: way.note, cancelsOriginal: way.cancelsOriginal };
    }
  }
  if (facts.connection.target === null) {
    const note = 'Nobody has chosen yet where settlements are booked in this ledger.';
    return { ...plan, state: 'refused', note, remedy: REMEDIES.chooseTarget, refusalCode: 'target-missing' };
  }
  return { ...plan, state: facts.connection.mode === 'automatic' ? 'planned' : 'proposed' };
}

function instructionOf({
  id,
  settlement,
  claim,
  connection,
  booksCurrency,
  caseReference,
}: WriteBackPlanFacts): StoredInstruction {
  return {
    key: id as string as WriteBackKey,
    kind: settlement.kind,
    ledgerItemId: claim.ledgerItemId,
    ledgerDebtorId: claim.ledgerDebtorId,
    invoiceNumber: claim.invoiceNumber,
    invoicedOn: claim.invoicedOn,
    amount: money(settlement.principalMinor, claim.currency),
    amountInBooks: money(settlement.principalInBooksMinor, booksCurrency),
    bookOn: latest(settlement.receivedOn, claim.invoicedOn),
    // Both Norwegian and Swedish.
    text: `Inkasso ${caseReference}, faktura ${claim.invoiceNumber}`,
    ...(connection.target === null ? {} : { target: connection.target }),
  };
}

export type ReversalWay =
  /** The original is booked: take this posting back. */
  | { readonly go: 'post'; readonly posting: LedgerPosting }
  /** The original is on its way, or waits for a person: nobody knows yet whether there is something to take back. */
  | { readonly go: 'wait'; readonly note: string }
  | { readonly go: 'not-needed'; readonly note: string; readonly cancelsOriginal: boolean };

export const ALREADY_TAKEN_BACK = {
  go: 'not-needed',
  note: 'The original booking was taken back in the ledger already.',
  cancelsOriginal: false,
} as const satisfies ReversalWay;

/** What the reversal of a payment asks of the ledger. Asked when it is planned and again right before it is sent. */
export function reversalWay(original: Pick<OriginalWriteBack, 'state' | 'posting'> | undefined): ReversalWay {
  if (original === undefined) {
    return { go: 'not-needed', note: 'The original payment was never to be booked.', cancelsOriginal: false };
  }
  switch (original.state) {
    case 'proposed':
    case 'planned':
    case 'refused':
      return {
        go: 'not-needed',
        note: 'The original payment was not booked yet, and never will be.',
        cancelsOriginal: true,
      };
    case 'not-needed':
    case 'cancelled':
      return { go: 'not-needed', note: 'The original payment was not booked by us.', cancelsOriginal: false };
    case 'reversed':
      return ALREADY_TAKEN_BACK;
    case 'sending':
    case 'being-confirmed':
      return { go: 'wait', note: 'The original payment is still being confirmed.' };
    case 'booked':
    case 'verified':
    case 'needs-matching':
      if (original.posting !== null) return { go: 'post', posting: original.posting };
      return { go: 'wait', note: 'A person must first say whether the original payment was booked.' };
  }
}
