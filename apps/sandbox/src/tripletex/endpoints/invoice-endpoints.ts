import type { LocalDate } from '@app/domain';
import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import type { Company } from '../company.js';
import { tinyPdf } from '../pdf.js';
import type { Invoice } from '../rows.js';
import { answerList, answerOne } from '../wire/answers.js';
import { noPermission, notFound } from '../wire/api-error.js';
import { readInteger } from '../wire/parameters.js';

interface InvoiceFilter {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly ids: readonly number[] | undefined;
  readonly voucherIds: readonly number[] | undefined;
  readonly number: number | undefined;
  readonly kid: string | undefined;
  readonly customerId: number | undefined;
}

/** `GET /invoice`: charged invoices and credit notes of a window of invoice dates; drafts are not among them. */
export function listInvoices(call: Call): Reply {
  const { query, company, models } = call;
  const filter: InvoiceFilter = {
    ...query.window('invoiceDateFrom', 'invoiceDateTo'),
    ids: query.integers('id'),
    voucherIds: query.integers('voucherId'),
    number: query.integer('invoiceNumber'),
    kid: query.text('kid') || undefined,
    customerId: query.integer('customerId'),
  };
  return answerList(call, models.invoicing.invoice, {
    key: `invoices ${JSON.stringify(filter)}`,
    search: () => searchInvoices(company, filter),
  });
}

function searchInvoices(company: Company, filter: InvoiceFilter): Invoice[] {
  return candidates(company, filter).filter(
    (row) =>
      row.charged !== undefined &&
      !row.isHidden &&
      row.on >= filter.from &&
      row.on < filter.to &&
      (filter.customerId === undefined || row.customer.id === filter.customerId) &&
      (filter.number === undefined || row.number === filter.number) &&
      (filter.kid === undefined || row.kid === filter.kid) &&
      (!filter.voucherIds || filter.voucherIds.includes(row.charged.voucher.id)),
  );
}

/** The smallest set an index offers; the caller filters what is left. */
function candidates(company: Company, filter: InvoiceFilter): Invoice[] {
  if (filter.ids) return [...new Set(filter.ids)].flatMap((id) => company.invoices.get(id) ?? []);
  if (filter.voucherIds) {
    return [...new Set(filter.voucherIds)].flatMap((id) => company.invoicesByVoucher.get(id) ?? []);
  }
  if (filter.number !== undefined) return [company.invoicesByNumber.get(filter.number) ?? []].flat();
  if (filter.customerId !== undefined) return company.invoicesByCustomer.get(filter.customerId) ?? [];
  return company.invoicesByDay.range(filter.from, filter.to);
}

/** `GET /invoice/{id}`: also drafts. */
export function getInvoice(call: Call): Reply {
  return answerOne(call, call.models.invoicing.invoice, invoiceAt(call, 'id'));
}

/** `GET /invoice/{invoiceId}/pdf`. */
export function getInvoicePdf(call: Call): Reply {
  const invoice = invoiceAt(call, 'invoiceId');
  const headers = {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="faktura-${invoice.number}.pdf"`,
  };
  const lines = [`Faktura ${invoice.number}`, invoice.customer.details.name, `Forfall ${invoice.dueOn}`];
  return { status: 200, headers, body: tinyPdf(lines) };
}

/** `GET /invoice/paymentType`. */
export function listPaymentTypes(call: Call): Reply {
  const { query, company, models } = call;
  const ids = query.integers('id');
  const description = query.text('description')?.toLowerCase();
  return answerList(call, models.paymentType, {
    key: `paymentTypes ${ids} ${description}`,
    search: () =>
      [...company.paymentTypes.values()].filter(
        (row) =>
          (!ids || ids.includes(row.id)) &&
          (!description || row.description.toLowerCase().includes(description)),
      ),
  });
}

export function requireInvoicing({ company }: Call): void {
  if (!company.rights.invoicing) throw noPermission();
}

function invoiceAt({ company, path }: Call, name: string): Invoice {
  const invoice = company.invoices.get(readInteger(path[name] ?? ''));
  if (!invoice || invoice.isHidden) throw notFound();
  return invoice;
}
