import type { Closing, Posting, Voucher } from '../../books/entries.js';
import { currencyByCode, VOUCHER_TYPES } from '../catalogue.js';
import type { Company } from '../company.js';
import type { Currency, Customer, LedgerAccount } from '../rows.js';
import {
  amount,
  constant,
  type Field,
  flag,
  Model,
  type ModelTraits,
  number,
  reference,
  references,
  text,
} from './model.js';

export interface LedgerParts {
  readonly account: Model<LedgerAccount>;
  readonly currency: Model<Currency>;
  readonly customer: Model<Customer>;
  readonly vat: Model<0>;
}

/** Voucher types are per company, like accounts and payment types. */
export interface VoucherType {
  readonly id: number;
  readonly name: string;
}

export interface LedgerModels {
  readonly posting: Model<Posting>;
  readonly voucher: Model<Voucher>;
  readonly closing: Model<Closing>;
  readonly voucherType: Model<VoucherType>;
}

const nothing = constant('null');

/** Vouchers, postings and close groups of one company; they refer to each other. */
export function ledgerModels(company: Company, traits: ModelTraits, of: LedgerParts): LedgerModels {
  const models: LedgerModels = {
    posting: postingModel(company, traits, of, () => models),
    voucher: voucherModel(company, traits, () => models),
    closing: new Model<Closing>(
      {
        name: 'CloseGroupDTO',
        path: 'ledger/closeGroup',
        id: (row) => row.id,
        fields: {
          date: text((row) => row.on),
          postings: references(
            () => models.posting,
            (row) => row.postings,
          ),
        },
      },
      traits,
    ),
    voucherType: new Model<VoucherType>(
      {
        name: 'VoucherTypeDTO',
        path: 'ledger/voucherType',
        id: (row) => row.id,
        fields: { name: text((row) => row.name), displayName: text((row) => row.name) },
      },
      traits,
    ),
  };
  return models;
}

function postingModel(
  company: Company,
  traits: ModelTraits,
  of: LedgerParts,
  models: () => LedgerModels,
): Model<Posting> {
  const gross = (minor: (row: Posting) => number): Field<Posting> => {
    const plain = amount(minor);
    return {
      ...plain,
      compile: (selection, partial, name) => {
        const write = plain.compile(selection, partial, name);
        // An amount sent with three decimals is kept in the gross fields; only `amount` is rounded.
        return (row) => row.grossText ?? write(row);
      },
    };
  };
  return new Model<Posting>(
    {
      name: 'PostingDTO',
      path: 'ledger/posting',
      id: (row) => row.id,
      version: () => 1,
      createdAtMs: (row) => row.voucher.madeAtMs,
      fields: {
        voucher: reference(
          () => models().voucher,
          (row) => row.voucher,
        ),
        date: text((row) => row.on),
        description: text((row) => row.text),
        // The whole account comes here even when it is only named.
        account: reference(
          () => of.account,
          (row) => company.account(row.account.number),
          'expanded',
        ),
        amortizationAccount: nothing,
        amortizationStartDate: nothing,
        amortizationEndDate: nothing,
        customer: reference(
          () => of.customer,
          (row) => (row.customerId === undefined ? null : company.customers.get(row.customerId)),
        ),
        supplier: nothing,
        employee: nothing,
        project: nothing,
        product: nothing,
        department: nothing,
        vatType: reference(
          () => of.vat,
          () => 0 as const,
        ),
        amount: amount((row) => row.amountMinor),
        amountCurrency: amount((row) => row.currencyMinor),
        amountGross: gross((row) => row.amountMinor),
        amountGrossCurrency: gross((row) => row.currencyMinor),
        currency: reference(
          () => of.currency,
          (row) => currencyByCode(row.currency),
        ),
        closeGroup: reference(
          () => models().closing,
          (row) => row.closing,
        ),
        invoiceNumber: text((row) => row.documentNumber),
        termOfPayment: text((row) => row.dueOn),
        row: number((row) => row.row),
        type: text((row) => (isInvoiceLine(row) ? 'OUTGOING_INVOICE_CUSTOMER_POSTING' : null)),
        externalRef: constant('""'),
        systemGenerated: flag((row) => row.row === 0 && !isInvoiceLine(row)),
        taxTransactionType: text(() => '(Ikke valgt)'),
        taxTransactionTypeId: constant('0'),
        matched: flag(() => false),
        quantityAmount1: constant('0'),
        quantityType1: nothing,
        quantityAmount2: constant('0'),
        quantityType2: nothing,
        isVatReadonly: flag((row) => row.account.role === 'customers'),
        isAmountVatClosed: flag(() => false),
        postingRuleId: number((row) => row.paymentTypeId),
        freeAccountingDimension1: nothing,
        freeAccountingDimension2: nothing,
        freeAccountingDimension3: nothing,
        asset: nothing,
      },
    },
    traits,
  );
}

function voucherModel(company: Company, traits: ModelTraits, models: () => LedgerModels): Model<Voucher> {
  return new Model<Voucher>(
    {
      name: 'VoucherDTO',
      path: 'ledger/voucher',
      id: (row) => row.id,
      version: (row) => row.version,
      createdAtMs: (row) => row.madeAtMs,
      fields: {
        date: text((row) => row.on),
        number: number((row) => row.number),
        tempNumber: constant('0'),
        year: number((row) => Number(row.on.slice(0, 4))),
        description: text((row) => row.text),
        voucherType: reference(
          () => models().voucherType,
          (row) => voucherTypes(company).get(row.kind),
        ),
        reverseVoucher: reference(
          () => models().voucher,
          (row) => row.reversedBy ?? row.reverses,
        ),
        postings: references(
          () => models().posting,
          (row) => row.postings,
        ),
        document: nothing,
        attachment: nothing,
        externalVoucherNumber: text((row) => row.externalNumber),
        ediDocument: nothing,
        supplierVoucherType: nothing,
        wasAutoMatched: flag(() => false),
        vendorInvoiceNumber: constant('""'),
        displayName: text((row) => `${row.number}-${row.on.slice(0, 4)}`),
        numberAsString: text((row) => `${row.number}-${row.on.slice(0, 4)}`),
      },
    },
    traits,
  );
}

/** By kind of voucher; kinds without an entry have no type. */
export function voucherTypes(company: Company): ReadonlyMap<string, VoucherType> {
  const cached = typesByCompany.get(company);
  if (cached) return cached;
  const types = new Map(
    Object.entries(VOUCHER_TYPES).map(([kind, [offset, name]]) => [
      kind,
      { id: company.voucherTypeIdBase * 10 + offset, name },
    ]),
  );
  typesByCompany.set(company, types);
  return types;
}

const typesByCompany = new WeakMap<Company, ReadonlyMap<string, VoucherType>>();

function isInvoiceLine(row: Posting): boolean {
  return (
    row.account.role === 'customers' && (row.voucher.kind === 'invoice' || row.voucher.kind === 'credit-note')
  );
}
