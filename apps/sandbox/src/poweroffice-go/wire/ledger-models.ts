import type { Posting } from '../../books/entries.js';
import type { Company } from '../company.js';
import { numberOf } from '../document-number.js';
import type { Customer, Entry } from '../rows.js';
import type { World } from '../world.js';
import { alphabetical, Forms, nulls } from './forms.js';
import { withMalformed } from './invoice-model.js';
import { decimal, type Value } from './json.js';
import type { Model } from './list.js';

/** An entry with its balance as of the day that was asked for. */
export interface EntryRow {
  readonly entry: Entry;
  readonly balanceMinor: number;
}

/** `CustomerLedgerEntryDto`. */
export function entryModel(world: World): Model<EntryRow> {
  const forms = new Forms(world.switches);
  const plain: Record<string, (row: EntryRow) => Value> = {
    ...nulls(
      'CreatedFromImportJournalId',
      'DepartmentCode',
      'DepartmentId',
      'Dim1Code',
      'Dim1Id',
      'Dim2Code',
      'Dim2Id',
      'Dim3Code',
      'Dim3Id',
      'LocationCode',
      'LocationId',
      'ProjectCode',
      'ProjectId',
    ),
    Amount: ({ entry }) => decimal(entry.posting.amountMinor),
    Balance: ({ balanceMinor }) => decimal(balanceMinor),
    Cid: ({ entry }) => entry.cid,
    CreatedDateTimeOffset: ({ entry }) => forms.stamp(entry.document.createdAt),
    CurrencyAmount: ({ entry }) => decimal(entry.posting.currencyMinor),
    CurrencyCode: ({ entry }) => entry.posting.currency,
    CustomMatchingReference: ({ entry }) => entry.customMatchingReference,
    CustomerAccountNo: ({ entry }) => entry.customer.number,
    CustomerExternalNo: ({ entry }) => entry.customer.details.externalNumber,
    CustomerId: ({ entry }) => entry.customer.id,
    CustomerName: ({ entry }) => entry.customer.details.name,
    // Only invoices and credit notes have a due date and an invoice number.
    DueDate: ({ entry }) => (entry.invoice ? forms.day(entry.invoice.dueOn) : null),
    ExternalImportReference: ({ entry }) => entry.document.externalImportReference,
    Id: ({ entry }) => entry.id,
    InvoiceNo: ({ entry }) => (entry.invoice ? String(entry.invoice.number) : null),
    IsCreatedByCurrentIntegration: ({ entry }) => entry.document.byIntegration,
    IsWriteOff: ({ entry }) => entry.isWriteOff,
    LastChangedDateTimeOffset: ({ entry }) => forms.stamp(entry.changedAt),
    MatchId: ({ entry }) => entry.matchId,
    PaidFromBankAccount: ({ entry }) => entry.paidFromBankAccount,
    PostingDate: ({ entry }) => forms.day(entry.posting.on),
    VoucherDate: ({ entry }) => forms.day(entry.document.voucher.on),
    VoucherId: ({ entry }) => entry.document.uuid,
    VoucherNo: ({ entry }) => numberOf(world, entry.document),
    VoucherType: ({ entry }) => entry.document.type,
  };
  return alphabetical(withMalformed(plain, ({ entry }) => entry.invoice?.malformed));
}

export interface BalanceRow {
  readonly customer: Customer;
  readonly balanceMinor: number;
}

/** `CustomerBalanceDto`. */
export const BALANCE_MODEL: Model<BalanceRow> = {
  Balance: ({ balanceMinor }) => decimal(balanceMinor),
  CustomerAccountNo: ({ customer }) => customer.number,
  CustomerExternalNo: ({ customer }) => customer.details.externalNumber,
  CustomerId: ({ customer }) => customer.id,
  CustomerName: ({ customer }) => customer.details.name,
};

/** Ids of account transactions lie apart from those of ledger entries. */
const TRANSACTION_ID_OFFSET = 1_000_000_000;

/** `AccountTransactionDto`. */
export function transactionModel(world: World, company: Company): Model<Posting> {
  const forms = new Forms(world.switches);
  const documentOf = (row: Posting) => company.documentOf(row);
  const reversed = (row: Posting) => {
    const { reverses } = row.voucher;
    return reverses && company.documentsByVoucher.get(reverses.id);
  };
  const model: Record<string, (row: Posting) => Value> = {
    ...nulls(
      'BankTransferId',
      'CorrectionOfVoucherId',
      'CorrectionOfVoucherNo',
      'CreatedFromImportJournalId',
      'DepartmentCode',
      'DepartmentId',
      'Dim1Code',
      'Dim1Id',
      'Dim2Code',
      'Dim2Id',
      'Dim3Code',
      'Dim3Id',
      'EmployeeAccountNo',
      'IsNoteMainEntry',
      'LocationCode',
      'LocationId',
      'ProductCode',
      'ProductId',
      'ProjectCode',
      'ProjectId',
      'Quantity',
      'Quantity2',
      'SupplierAccountNo',
    ),
    AccountId: (row) => row.account.id,
    AccountNo: (row) => row.account.number,
    AgricultureDepartment: () => 'None',
    Amount: (row) => decimal(row.amountMinor),
    ContactId: (row) => row.customerId ?? null,
    CreatedDateTimeOffset: (row) => forms.stamp(documentOf(row).createdAt),
    CurrencyAmount: (row) => decimal(row.currencyMinor),
    CurrencyCode: (row) => row.currency,
    CustomerAccountNo: (row) => company.customers.get(row.customerId ?? 0)?.number ?? null,
    Description: (row) => row.text,
    ExternalImportReference: (row) => documentOf(row).externalImportReference,
    Id: (row) => row.id + TRANSACTION_ID_OFFSET,
    ImportedVoucherNo: (row) => importedVoucherNo(documentOf(row).sent?.header['ImportedVoucherNo']),
    IsReversed: (row) => row.voucher.reversedBy !== undefined,
    LastChangedDateTimeOffset: (row) => forms.stamp(documentOf(row).createdAt),
    PostingDate: (row) => forms.day(row.on),
    ReversedVoucherId: (row) => reversed(row)?.uuid ?? null,
    ReversedVoucherNo: (row) => reversed(row)?.number ?? null,
    SubLedgerEntryId: (row) => (company.entries.has(row.id) ? row.id : null),
    VatAmount: () => decimal(0),
    VatCode: () => '0',
    VatId: () => company.vatCodes[0]?.id ?? null,
    VatRate: () => decimal(0),
    VatReturnSpecification: () => 'None',
    VoucherDate: (row) => forms.day(row.voucher.on),
    VoucherDescription: (row) => row.voucher.text,
    VoucherId: (row) => documentOf(row).uuid,
    VoucherNo: (row) => numberOf(world, documentOf(row)),
    VoucherType: (row) => documentOf(row).type,
  };
  return alphabetical(model);
}

function importedVoucherNo(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
