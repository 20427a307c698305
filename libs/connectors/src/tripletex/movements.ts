import {
  type Currency,
  type LedgerMovement,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  parseMoney,
} from '@app/domain';
import type { WireInvoice, WirePosting } from './wire.js';

const INVOICE_POSTING = 'OUTGOING_INVOICE_CUSTOMER_POSTING';

/** Tells a credit note's voucher from a payment's; filled from the ledger before an invoice is mapped. */
export interface CreditVouchers {
  has(voucherId: string): boolean;
}

/**
 * What moved the invoice, one movement per posting of the customer ledger other than the invoice's own.
 *
 * A payment's posting has no type of its own, so the voucher decides: a credit note's → `credit`; any other negative
 * one → `payment`; a positive one takes something back → `reversal`.
 * @throws MalformedAmountError, MalformedDateError
 */
export function toMovements(
  invoice: WireInvoice,
  currency: Currency,
  creditVouchers: CreditVouchers,
): readonly LedgerMovement[] {
  if (invoice.postings.length < 2) {
    const only = invoice.postings[0];
    if (only === undefined || isOwn(only, invoice)) return [];
  }
  const movements: Draft[] = [];
  for (const posting of invoice.postings) {
    if (!isOwn(posting, invoice)) movements.push(toMovement(posting, currency, creditVouchers));
  }
  return movements.map(({ movement, reverseVoucher }) => {
    const reverses =
      movement.kind === 'reversal' ? reversedBy(movement, reverseVoucher, movements) : undefined;
    return reverses === undefined ? movement : { ...movement, reverses };
  });
}

/** Vouchers of negative postings whose kind the posting does not tell: they are looked up. */
export function undecidedVouchers(invoice: WireInvoice): readonly string[] {
  if (invoice.postings.length < 2) return [];
  const ids: string[] = [];
  for (const posting of invoice.postings) {
    if (
      isNegative(posting) &&
      posting.type !== INVOICE_POSTING &&
      !isOwn(posting, invoice) &&
      posting.voucher
    ) {
      ids.push(posting.voucher.id);
    }
  }
  return ids;
}

export function isOwn(posting: WirePosting, invoice: WireInvoice): boolean {
  if (posting.voucher && invoice.voucher) return posting.voucher.id === invoice.voucher.id;
  return posting.type === INVOICE_POSTING && !isNegative(posting);
}

interface Draft {
  readonly movement: LedgerMovement;
  readonly reverseVoucher: string | undefined;
}

function toMovement(posting: WirePosting, currency: Currency, creditVouchers: CreditVouchers): Draft {
  const { voucher } = posting;
  const isCredit =
    posting.type === INVOICE_POSTING || (voucher !== undefined && creditVouchers.has(voucher.id));
  const movement: LedgerMovement = {
    postingId: posting.id as LedgerPostingId,
    ...(voucher ? { voucherId: voucher.id as LedgerVoucherId } : {}),
    kind: isNegative(posting) ? (isCredit ? 'credit' : 'payment') : 'reversal',
    bookedOn: localDate(posting.date),
    change: parseMoney(posting.amountCurrency, currency),
  };
  return { movement, reverseVoucher: voucher?.reverseVoucher?.id };
}

/** By the voucher's own link where Tripletex gives one; else the only earlier movement of exactly that amount. */
function reversedBy(
  reversal: LedgerMovement,
  reverseVoucher: string | undefined,
  all: readonly Draft[],
): LedgerPostingId | undefined {
  const linked = all.find(
    ({ movement, reverseVoucher: back }) =>
      movement.kind !== 'reversal' &&
      ((reverseVoucher !== undefined && movement.voucherId === reverseVoucher) ||
        (back !== undefined && back === reversal.voucherId)),
  );
  if (linked) return linked.movement.postingId;
  const equal = all.filter(({ movement }) => movement.change.minor === -reversal.change.minor);
  return equal.length === 1 ? equal[0]?.movement.postingId : undefined;
}

function isNegative({ amountCurrency }: WirePosting): boolean {
  return amountCurrency.startsWith('-');
}
