import {
  type Currency,
  currency,
  type Debtor,
  type LedgerHold,
  type LedgerItemId,
  type LedgerVoucherId,
  localDate,
  MalformedAmountError,
  MalformedDateError,
  type OpenItem,
  parseMoney,
  UnknownCurrencyError,
} from '@app/domain';
import type { RefusalReason } from '../contract/index.js';
import { DecodeError, isRecord } from '../kit/index.js';
import type { KnownCustomer } from './customers.js';
import { standingOf, UntoldInCurrencyError } from './movements.js';
import { isPowerOfficeUuid, type WireEntry, type WireInvoice } from './wire.js';

/** Why one row cannot become an open item; the page around it goes on. */
export class RefusalError extends Error {
  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
    this.name = 'RefusalError';
  }
}

/** An invoice, its customer and the entries of its match, as an open item. Pure. @throws RefusalError */
export function toOpenItem(
  invoice: WireInvoice,
  customer: KnownCustomer,
  entries: readonly WireEntry[] | undefined,
): OpenItem {
  const isCreditNote = invoice.VoucherType === 'OutgoingCreditNote';
  // Only a demand must be paid by a day; a credit note is due as it is made.
  const dueDate = invoice.DueDate ?? (isCreditNote ? invoice.VoucherDate : undefined);
  if (dueDate === undefined)
    throw new RefusalError('missing-due-date', 'The invoice has no due date (DueDate).');
  const number = invoice.InvoiceNo ?? invoice.VoucherNo;
  if (number === undefined) {
    throw new RefusalError('malformed-record', 'The invoice has neither a number nor a voucher number.');
  }
  if (invoice.Balance === undefined) {
    throw new RefusalError('malformed-amount', 'The invoice has no remaining amount (Balance).');
  }
  try {
    const code = currencyOf(invoice);
    const { outstanding, movements } = standingOf(invoice, code, entries);
    const { debtor } = customer;
    return {
      ledgerItemId: invoice.Id as LedgerItemId,
      kind: isCreditNote ? 'credit-note' : 'invoice',
      invoiceNumber: number,
      invoicedOn: localDate(invoice.VoucherDate),
      dueOn: localDate(dueDate),
      original: parseMoney(invoice.TotalAmount, code),
      outstanding,
      ...(invoice.Cid ? { paymentReference: invoice.Cid } : {}),
      ledgerDebtorId: debtor.ledgerDebtorId,
      debtor: asSold(debtor, invoice),
      holds: toHolds(customer, invoice, outstanding.minor !== 0n),
      notices: [],
      movements,
      voucherId: invoice.Id as LedgerVoucherId,
    };
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Books are always in NOK, and an invoice without a currency is in the books' own. @throws UnknownCurrencyError */
export function currencyOf({ CurrencyCode = 'NOK' }: WireInvoice): Currency {
  return currency(CurrencyCode);
}

/** An invoice that was delivered by factoring belongs to the financier. */
function asSold(debtor: Debtor, { InvoiceDeliveryType }: WireInvoice): Debtor {
  return InvoiceDeliveryType === 'Factoring' ? { ...debtor, factored: true } : debtor;
}

function toHolds(
  { mayBeCollected }: KnownCustomer,
  { IsReversed }: WireInvoice,
  isOpen: boolean,
): readonly LedgerHold[] {
  const holds: LedgerHold[] = [];
  if (!mayBeCollected) {
    holds.push({
      reason: 'postponed',
      detail: 'PowerOffice says of the customer: do not transfer to a debt collection agency.',
    });
  }
  if (IsReversed === true && isOpen) {
    holds.push({ reason: 'credited', detail: 'The invoice’s voucher is reversed in PowerOffice.' });
  }
  return holds;
}

/** Anything that the mapper or the decoder threw, as a refusal in words for the accountant. */
export function asRefusal(error: unknown): RefusalError {
  if (error instanceof RefusalError) return error;
  if (error instanceof UnknownCurrencyError) {
    return new RefusalError('unknown-currency', 'The invoice’s currency is not one the hub handles.');
  }
  if (error instanceof UntoldInCurrencyError) {
    return new RefusalError(
      'malformed-amount',
      'The invoice is in another currency and partly paid: PowerOffice tells what is left in NOK only.',
    );
  }
  if (error instanceof MalformedAmountError) {
    return new RefusalError(
      'malformed-amount',
      'An amount of the invoice is not exact money: it has too many decimals or is no number.',
    );
  }
  if (error instanceof MalformedDateError) {
    return new RefusalError('malformed-date', 'A date of the invoice is not a day of the calendar.');
  }
  if (error instanceof DecodeError) return new RefusalError(reasonByPath(error), error.message);
  throw error;
}

function reasonByPath({ path }: DecodeError): RefusalReason {
  if (path === 'Id') return 'missing-id';
  if (path.startsWith('Customer')) return 'missing-debtor';
  if (/Amount|Balance/.test(path)) return 'malformed-amount';
  return path.endsWith('Date') ? 'malformed-date' : 'malformed-record';
}

/** The row's own id, where it has a readable one. */
export function readableId(row: unknown): string | undefined {
  const id = isRecord(row) ? row['Id'] : undefined;
  return isPowerOfficeUuid(id) ? id.toLowerCase() : undefined;
}
