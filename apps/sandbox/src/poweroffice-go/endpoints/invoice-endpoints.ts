import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import type { Company } from '../company.js';
import { isVisible } from '../document-number.js';
import type { Invoice } from '../rows.js';
import { UUID } from '../uuid.js';
import { invoiceModel } from '../wire/invoice-model.js';
import { alphabetical, nulls } from '../wire/forms.js';
import { decimal, type Value } from '../wire/json.js';
import { listReply, type Model, objectReply } from '../wire/list.js';
import { cannotCast, notFound } from '../wire/problem.js';

export const INVOICE_FILTERS = [
  'balanceLastChangedDateTimeOffsetGreaterThan',
  'customerNos',
  'customMatchingReferences',
  'departmentCodes',
  'externalImportReferences',
  'fromDate',
  'importedOrderNos',
  'includeSubProject',
  'invoiceIds',
  'invoiceNos',
  'onlyCreatedByCurrentIntegration',
  'onlyUnpaidInvoices',
  'orderNos',
  'projectCodes',
  'sentDateTimeOffsetGreaterThan',
  'toDate',
  'voucherNos',
];

/** `GET /OutgoingInvoices`. */
export function listInvoices(call: Call): Reply {
  return listReply(call, invoiceModel(call.world), selectInvoices(call));
}

/** The invoices and credit notes that the filters let through, in the order they were sent. */
export function selectInvoices({ world, company, query }: Call): Invoice[] {
  const balanceAfter = query.stamp('balanceLastChangedDateTimeOffsetGreaterThan');
  const sentAfter = query.stamp('sentDateTimeOffsetGreaterThan');
  const customerNos = query.numbers('customerNos');
  const invoiceNos = query.numbers('invoiceNos');
  const voucherNos = query.numbers('voucherNos');
  const orderNos = query.numbers('orderNos');
  const ids = query.uuids('invoiceIds');
  const fromDate = query.day('fromDate');
  const toDate = query.day('toDate');
  const onlyUnpaid = query.flag('onlyUnpaidInvoices') ?? false;
  const onlyOwn = query.flag('onlyCreatedByCurrentIntegration') ?? false;
  // Nothing carries these: naming one finds nothing, `-1` finds what carries none.
  const impossible = ['customMatchingReferences', 'externalImportReferences', 'importedOrderNos'].some(
    (name) => query.text(name) !== undefined,
  );
  const otherDimension = ['departmentCodes', 'projectCodes'].some((name) => {
    const codes = query.list(name);
    return codes !== undefined && !codes.includes('-1');
  });
  if (impossible || otherDimension) return [];
  return [...company.invoices.values()].filter(
    (row) =>
      !row.isHidden &&
      isVisible(world, row.document) &&
      (balanceAfter === undefined || row.entry.changedAt > balanceAfter) &&
      (sentAfter === undefined || row.sentAt > sentAfter) &&
      (customerNos?.(row.customer.number) ?? true) &&
      (invoiceNos?.(row.number) ?? true) &&
      (voucherNos?.(row.document.number) ?? true) &&
      (orderNos?.(row.number - 4_000) ?? true) &&
      (ids?.has(row.document.uuid) ?? true) &&
      (fromDate === undefined || row.on >= fromDate) &&
      (toDate === undefined || row.on <= toDate) &&
      (!onlyUnpaid || row.entry.balanceMinor !== 0) &&
      (!onlyOwn || row.document.byIntegration),
  );
}

/** `GET /OutgoingInvoices/{id}`. */
export function getInvoice(call: Call): Reply {
  return objectReply(invoiceModel(call.world), findInvoice(call));
}

/** `GET /OutgoingInvoices/{id}/Lines`: the sandbox sells one thing at a time. */
export function listInvoiceLines(call: Call): Reply {
  return listReply(call, lineModel(call), [findInvoice(call)]);
}

/** `OutgoingInvoiceLineDto`. */
function lineModel({ company }: Call): Model<Invoice> {
  const isTaxed = (row: Invoice): boolean => row.netMinor !== row.grossMinor;
  const account = (row: Invoice) => company.account(isTaxed(row) ? 3000 : 3100);
  const vat = (row: Invoice) => company.vatCodes[isTaxed(row) ? 1 : 2];
  return alphabetical<(row: Invoice) => Value>({
    ...nulls(
      ...NO_DIMENSIONS,
      'ExternalImportReference',
      'ProductCode',
      'ProductId',
      'ProductUnitCost',
      'SellersReferenceEmployeeId',
      'SellersReferenceEmployeeNo',
    ),
    AccountId: (row) => account(row).id,
    AccountNo: (row) => account(row).number,
    AgricultureDepartment: () => 'None',
    Allowance: () => decimal(0),
    Description: () => 'Varer og tjenester',
    Id: (row) => row.entry.id,
    IsAccrued: () => false,
    LineType: () => 'Normal',
    NetAmount: (row) => decimal(row.netMinor),
    NetPostedAmount: (row) => decimal(row.netBaseMinor),
    ProductUnitPrice: (row) => decimal(row.netMinor),
    Quantity: () => decimal(1_00),
    SortOrder: () => 1,
    TotalAmount: (row) => decimal(row.grossMinor),
    TotalPostedAmount: (row) => decimal(row.grossBaseMinor),
    UnitOfMeasureCode: () => 'EA',
    VatAmount: (row) => decimal(row.grossMinor - row.netMinor),
    VatCode: (row) => vat(row)?.code ?? null,
    VatId: (row) => vat(row)?.id ?? null,
    VatRate: (row) => decimal((vat(row)?.rate ?? 0) * 100),
    VatReturnSpecification: () => 'None',
  });
}

const NO_DIMENSIONS = [
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
];

function findInvoice({ world, company, path }: Call): Invoice {
  const id = uuidIn(path['id']);
  const invoice = company.invoices.get(id);
  if (!invoice || invoice.isHidden || !isVisible(world, invoice.document))
    throw notFound(`Outgoing invoice with id = ${id} not found.`);
  return invoice;
}

export function uuidIn(text = ''): string {
  if (!UUID.test(text)) throw cannotCast(`The value '${text}' is not valid.`);
  return text.toLowerCase();
}

/** The invoice number that a line names, if the company has such an invoice of the customer. */
export function invoiceNamed(company: Company, invoiceNo: string): Invoice | undefined {
  return /^\d{1,15}$/.test(invoiceNo) ? company.invoicesByNumber.get(Number(invoiceNo)) : undefined;
}
