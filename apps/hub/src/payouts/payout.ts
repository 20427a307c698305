import type { CaseId, ClaimId, Currency, LocalDate } from '@app/domain';
import type { AccountKind } from '../client-money/accounts.js';
import type { AccountOwner } from '../client-money/owner.js';

export const PAYOUT_PURPOSES = ['remittance', 'refund', 'return', 'fee'] as const;
/**
 * - `remittance`: the creditor's money to the creditor
 * - `refund`: what a debtor paid beyond what was owed
 * - `return`: received, and nobody's here: back to whoever sent it
 * - `fee`: what the collector earned, to the collector's own account
 */
export type PayoutPurpose = (typeof PAYOUT_PURPOSES)[number];

export const PAYOUT_STATES = [
  'proposed',
  'planned',
  'in-file',
  'sent',
  'paid',
  'failed',
  'cancelled',
] as const;
/**
 * - `proposed`: a person must approve it; its money is set apart already
 * - `planned`: goes into the next file to the bank
 * - `in-file`: stands in a file that was made, and nobody has answered for it yet
 * - `sent`: the bank took the file
 * - `paid`: seen on the bank's statement
 * - `failed`: the bank refused it; its money is back where it was
 * - `cancelled`: taken back before it was in a file; its money is back where it was
 */
export type PayoutState = (typeof PAYOUT_STATES)[number];

/** From where an order may go on; the rest are its ends. */
export const OPEN_STATES: readonly PayoutState[] = ['proposed', 'planned', 'in-file', 'sent'];

export const PAYEE_KINDS = ['iban', 'bban', 'bankgiro', 'plusgiro'] as const;
/** `bban` is a Norwegian account number of eleven digits. */
export type PayeeKind = (typeof PAYEE_KINDS)[number];

export interface Payee {
  readonly name: string;
  readonly kind: PayeeKind;
  /** Without spaces, dots or hyphens. */
  readonly number: string;
}

/** What the payee is told: a reference that its books recognise by themselves, or words. */
export type PaymentReference =
  | { readonly kind: 'kid' | 'ocr' | 'rf'; readonly value: string }
  /** At most 140 characters. */
  | { readonly kind: 'text'; readonly value: string };

/** An order to a bank to pay. */
export interface PayoutOrder {
  readonly owner: AccountOwner;
  /** Whose money it is: `unallocated` is the collector's bank account's; the others are the owner's. */
  readonly from: Extract<AccountKind, 'creditor' | 'debtors' | 'earned' | 'unallocated'>;
  readonly purpose: PayoutPurpose;
  /** Minor units, more than nothing. */
  readonly minor: bigint;
  readonly currency: Currency;
  /** The collector's account at the bank that it is paid from. */
  readonly bankAccountId: string;
  readonly to: Payee;
  readonly reference: PaymentReference;
  readonly about?: {
    readonly claimId?: ClaimId;
    readonly caseId?: CaseId;
    /** The bank's transaction that brought the money. */
    readonly transactionId?: string;
  };
  /** Tells what is paid, once: the same key of an owner is never ordered twice. Example: `refund:<case>:3`. */
  readonly key: string;
  /** Not before this day. Default: today in the account's country. */
  readonly executeOn?: LocalDate;
  /** A person must approve it first, whatever its sum. Default: as the paying account says. */
  readonly approve?: boolean;
}

export interface Payout {
  readonly owner: AccountOwner;
  readonly id: string;
  readonly key: string;
  /** Ours, and only this order's; the bank repeats it on its statement. */
  readonly endToEndId: string;
  readonly from: PayoutOrder['from'];
  readonly purpose: PayoutPurpose;
  readonly minor: bigint;
  readonly currency: Currency;
  readonly bankAccountId: string;
  /** The account at the bank as the journal names it. */
  readonly place: string;
  readonly to: Payee;
  readonly reference: PaymentReference;
  readonly claimId: ClaimId | null;
  readonly caseId: CaseId | null;
  readonly transactionId: string | null;
  readonly executeOn: LocalDate;
  readonly state: PayoutState;
  readonly stateAt: Date;
  /** What the bank or a person said of its end. */
  readonly reason: string | null;
  readonly fileId: string | null;
  readonly seenTransactionId: string | null;
  readonly createdAt: Date;
}

/** 34 characters of [0-9A-Z], at most 35 are allowed (ISO 20022, Max35Text). */
export function endToEndIdOf(payoutId: string): string {
  return `KH${payoutId.replaceAll('-', '').toUpperCase()}`;
}

/** Whether it looks like one that we gave. */
export function isEndToEndId(text: string): boolean {
  return /^KH[0-9A-F]{32}$/.test(text);
}

export function sameOrder(order: PayoutOrder, payout: Payout): boolean {
  const { to, reference } = order;
  return (
    order.from === payout.from &&
    order.purpose === payout.purpose &&
    order.minor === payout.minor &&
    order.currency === payout.currency &&
    order.bankAccountId === payout.bankAccountId &&
    to.kind === payout.to.kind &&
    to.number === payout.to.number &&
    reference.kind === payout.reference.kind &&
    reference.value === payout.reference.value
  );
}
