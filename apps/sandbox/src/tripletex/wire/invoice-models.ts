import type { Posting, Voucher } from '../../books/entries.js';
import type { Currency, Customer, Invoice, InvoiceRemark, Reminder, VoucherStatusRow } from '../rows.js';
import type { UnverifiedBehaviour } from '../unverified.js';
import {
  amount,
  constant,
  flag,
  Model,
  type ModelTraits,
  number,
  reference,
  references,
  text,
} from './model.js';

export interface InvoiceParts {
  readonly currency: Model<Currency>;
  readonly customer: Model<Customer>;
  readonly posting: Model<Posting>;
  readonly voucher: Model<Voucher>;
}

export interface InvoiceModels {
  readonly invoice: Model<Invoice>;
  readonly reminder: Model<Reminder>;
  readonly voucherStatus: Model<VoucherStatusRow>;
}

/** Invoices and what hangs on them. */
export function invoiceModels(
  traits: ModelTraits,
  of: InvoiceParts,
  switches: UnverifiedBehaviour,
): InvoiceModels {
  const reminder = reminderModel(traits, of);
  const remark = remarkModel(traits);
  return {
    invoice: invoiceModel(traits, of, { reminder, remark }, switches),
    reminder,
    voucherStatus: statusModel(traits, of),
  };
}

/** What is left to pay in the invoice's currency: nothing on a draft, and nothing on a credit note booked on another. */
export function outstandingMinor({ charged }: Invoice): number {
  return !charged || charged.isAppliedElsewhere ? 0 : charged.item.outstandingMinor;
}

function outstandingBaseMinor({ charged }: Invoice): number {
  return !charged || charged.isAppliedElsewhere ? 0 : charged.item.outstandingBaseMinor;
}

/** Charges so far and interest of the newest reminder, while anything is outstanding. */
function remindedMinor(row: Invoice, switches: UnverifiedBehaviour): number {
  const last = row.reminders.at(-1);
  if (!last || !switches.remindersInTotal || outstandingMinor(row) <= 0) return 0;
  return last.totalChargeMinor + last.interestMinor;
}

function customerPostings(row: Invoice, switches: UnverifiedBehaviour): readonly Posting[] {
  if (!row.charged) return [];
  const { item, posting, isAppliedElsewhere } = row.charged;
  if (isAppliedElsewhere) {
    const original = row.credits?.charged?.posting;
    return original ? [original, posting] : [posting];
  }
  if (switches.partialCreditListedOnOriginal || row.creditedBy) return item.postings;
  return item.postings.filter((p) => p.voucher.kind !== 'credit-note');
}

function invoiceModel(
  traits: ModelTraits,
  of: InvoiceParts,
  own: { readonly reminder: Model<Reminder>; readonly remark: Model<InvoiceRemark> },
  switches: UnverifiedBehaviour,
): Model<Invoice> {
  const plainOutstanding =
    switches.outstandingCurrency === 'invoice' ? outstandingMinor : outstandingBaseMinor;
  const stub = constant('[]');
  return new Model<Invoice>(
    {
      name: 'InvoiceDTO',
      path: 'invoice',
      id: (row) => row.id,
      version: (row) => row.version,
      createdAtMs: (row) => row.createdAtMs,
      replaced: (row) => row.malformed,
      fields: {
        invoiceNumber: number((row) => row.number),
        invoiceDate: text((row) => row.on),
        customer: reference(
          () => of.customer,
          (row) => row.customer,
        ),
        creditedInvoice: number((row) => row.credits?.id ?? 0),
        isCredited: flag((row) => switches.isCreditedShown && row.creditedBy !== undefined),
        invoiceDueDate: text((row) => row.dueOn),
        kid: text((row) => row.kid),
        invoiceComment: text((row) => row.comment),
        comment: constant('""'),
        orders: stub,
        orderLines: stub,
        travelReports: stub,
        projectInvoiceDetails: stub,
        voucher: reference(
          () => of.voucher,
          (row) => row.charged?.voucher,
        ),
        deliveryDate: text((row) => row.on),
        amount: amount((row) => row.grossBaseMinor),
        amountCurrency: amount((row) => row.grossMinor),
        amountExcludingVat: amount((row) => row.netBaseMinor),
        amountExcludingVatCurrency: amount((row) => row.netMinor),
        amountRoundoff: constant('0.0'),
        amountRoundoffCurrency: constant('0.0'),
        amountOutstanding: amount(plainOutstanding),
        amountCurrencyOutstanding: amount(outstandingMinor),
        amountOutstandingTotal: amount((row) => plainOutstanding(row) + remindedMinor(row, switches)),
        amountCurrencyOutstandingTotal: amount((row) => outstandingMinor(row) + remindedMinor(row, switches)),
        sumRemits: constant('0'),
        currency: reference(
          () => of.currency,
          (row) => row.currency,
        ),
        // The vendor also says so of a draft whose amount is zero.
        isCreditNote: flag((row) => row.grossMinor < 0 || (!row.charged && row.grossMinor === 0)),
        isCharged: flag((row) => row.charged !== undefined),
        // False on ordinary charged invoices, true on drafts: recorded so.
        isApproved: flag((row) => row.charged === undefined),
        postings: references(
          () => of.posting,
          (row) => customerPostings(row, switches),
        ),
        reminders: references(
          () => own.reminder,
          (row) => row.reminders,
        ),
        invoiceRemarks: constant('""'),
        invoiceRemark: reference(
          () => own.remark,
          (row) => row.remark,
        ),
        paymentTypeId: constant('0'),
        paidAmount: constant('0'),
        isPeriodizationPossible: flag(() => true),
        documentId: number((row) => (row.charged ? 90_000_000 + row.number : 0)),
        ehfSendStatus: text(() => 'DO_NOT_SEND'),
      },
    },
    traits,
  );
}

function remarkModel(traits: ModelTraits): Model<InvoiceRemark> {
  return new Model<InvoiceRemark>(
    {
      name: 'InvoiceRemarkDTO',
      path: 'invoiceRemark',
      id: (row) => row.id,
      fields: {
        description: text((row) => row.description),
        postponeRemindersTo: text((row) => row.postponeRemindersTo),
      },
    },
    traits,
  );
}

function reminderModel(traits: ModelTraits, of: InvoiceParts): Model<Reminder> {
  return new Model<Reminder>(
    {
      name: 'ReminderDTO',
      path: 'reminder',
      id: (row) => row.id,
      fields: {
        reminderDate: text((row) => row.on),
        charge: amount((row) => row.chargeMinor),
        chargeCurrency: amount((row) => row.chargeMinor),
        totalCharge: amount((row) => row.totalChargeMinor),
        totalChargeCurrency: amount((row) => row.totalChargeMinor),
        totalAmountCurrency: amount(
          (row) => outstandingMinor(row.invoice) + row.totalChargeMinor + row.interestMinor,
        ),
        interests: amount((row) => row.interestMinor),
        interestRate: constant('0'),
        termOfPayment: text((row) => row.termOfPayment),
        currency: reference(
          () => of.currency,
          (row) => row.invoice.currency,
        ),
        type: text((row) => row.type),
        comment: constant('""'),
        kid: text((row) => row.invoice.kid),
        bankAccountNumber: constant('""'),
        bankAccountIBAN: constant('""'),
        bankAccountSWIFT: constant('""'),
        bank: constant('""'),
      },
    },
    traits,
  );
}

function statusModel(traits: ModelTraits, of: InvoiceParts): Model<VoucherStatusRow> {
  return new Model<VoucherStatusRow>(
    {
      name: 'VoucherStatusDTO',
      path: 'voucherStatus',
      id: (row) => row.id,
      fields: {
        voucher: reference(
          () => of.voucher,
          (row) => row.voucher,
        ),
        type: text(() => 'DEBT_COLLECTION'),
        status: text((row) => row.status),
        timestamp: text((row) => new Date(row.atMs).toISOString().slice(0, 19)),
        message: text((row) => row.message),
        externalObjectUrl: text((row) => row.externalObjectUrl),
        comment: text((row) => row.comment),
        referenceNumber: text((row) => row.referenceNumber),
      },
    },
    traits,
  );
}
