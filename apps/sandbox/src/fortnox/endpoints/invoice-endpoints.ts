import type { LocalDate } from '@app/domain';
import type { Reply } from '../../server/exchange.js';
import { tinyPdf } from '../../tripletex/pdf.js';
import type { Call } from '../call.js';
import { bookInvoice, creditInvoice } from '../invoicing.js';
import type { Invoice, InvoiceTexts } from '../rows.js';
import { readBody, textIn } from '../wire/body.js';
import { jsonAnswer, notFound, refused } from '../wire/errors.js';
import { contains, dayIn, flagIn, modifiedSince, pageOf, sorted } from '../wire/list.js';
import { balanceMinor, invoiceListItem, type Page } from '../wire/models.js';
import { invoiceSingle } from '../wire/single-models.js';

/** Search fields of the list that the simulator gives a meaning, by what they search in. */
const TEXT_SEARCH: Readonly<Record<string, (invoice: Invoice) => string>> = {
  customername: ({ addressee }) => addressee.name,
  customernumber: ({ customer }) => customer.number,
  documentnumber: ({ number }) => number,
  ocr: ({ ocr }) => ocr,
  currency: ({ currency }) => currency.code,
  invoicetype: ({ type }) => type,
  ourreference: ({ texts }) => texts.ourReference,
  yourreference: ({ texts }) => texts.yourReference,
  yourordernumber: ({ texts }) => texts.yourOrderNumber,
  externalinvoicereference1: ({ texts }) => texts.externalReference1,
  externalinvoicereference2: ({ texts }) => texts.externalReference2,
  articledescription: ({ description }) => description,
};
/** Accepted, and without rows to find: nothing in the simulator carries them. */
const EMPTY_SEARCH = ['costcenter', 'project', 'articlenumber'];
export const INVOICE_PARAMETERS: readonly string[] = [
  ...Object.keys(TEXT_SEARCH),
  ...EMPTY_SEARCH,
  'filter',
  'label',
  'fromdate',
  'todate',
  'fromfinalpaydate',
  'tofinalpaydate',
  'lastmodified',
  'notcompleted',
  'sent',
  'credit',
  'accountnumberfrom',
  'accountnumberto',
];

export function listInvoices(call: Call): Reply {
  const { request, world, company, page } = call;
  const { query } = request;
  const keep = filterOf(query.get('filter'), page, world.today());
  const since = modifiedSince(query, world.switches.lastModifiedZone);
  const [from, to] = [dayIn(query, 'fromdate'), dayIn(query, 'todate')];
  const [paidFrom, paidTo] = [dayIn(query, 'fromfinalpaydate'), dayIn(query, 'tofinalpaydate')];
  const flags = {
    sent: flagIn(query, 'sent'),
    draft: flagIn(query, 'notcompleted'),
    credit: flagIn(query, 'credit'),
  };
  const label = query.get('label');
  const searches = [...query].flatMap(([name, part]) => {
    const text = TEXT_SEARCH[name];
    return text ? [(invoice: Invoice) => contains(text(invoice), part)] : [];
  });
  const isEmpty = EMPTY_SEARCH.some((name) => (query.get(name) ?? '') !== '');
  const rows = [...company.invoices.values()].filter(
    (invoice) =>
      !isEmpty &&
      !invoice.isHidden &&
      keep(invoice) &&
      (since === undefined || invoice.changedAtMs >= since) &&
      isWithin(invoice.on, from, to) &&
      ((paidFrom ?? paidTo) === undefined ||
        (invoice.finalPaidOn !== null && isWithin(invoice.finalPaidOn, paidFrom, paidTo))) &&
      (flags.sent === undefined || invoice.isSent === flags.sent) &&
      (flags.draft === undefined || invoice.isNotCompleted === flags.draft) &&
      (flags.credit === undefined || (invoice.credits !== undefined) === flags.credit) &&
      (label === null || invoice.labelIds.includes(Number(label))) &&
      searches.every((matches) => matches(invoice)),
  );
  const inOrder = sorted(rows, query, {
    customername: ({ addressee }) => addressee.name,
    customernumber: ({ customer }) => customer.number,
    documentnumber: ({ number }) => Number(number),
    invoicedate: ({ on }) => on,
    ocr: ({ ocr }) => ocr,
    total: ({ grossMinor }) => grossMinor,
  });
  return pageOf('Invoices', inOrder, query, world.switches, (invoice) => invoiceListItem(page, invoice));
}

function filterOf(filter: string | null, page: Page, today: LocalDate): (invoice: Invoice) => boolean {
  const { switches } = page;
  const isUnpaid = (invoice: Invoice): boolean => {
    const isThere =
      invoice.voucher !== undefined || (invoice.method === 'CASH' && switches.cashInvoicesAreUnpaid);
    const isMeant = invoice.credits === undefined || switches.creditNotesAreUnpaid;
    return isThere && isMeant && !invoice.isCancelled && balanceMinor(page, invoice) !== 0;
  };
  switch (filter) {
    case null:
      return () => true;
    case 'cancelled':
      return ({ isCancelled }) => isCancelled;
    case 'fullypaid':
      return (invoice) => invoice.voucher !== undefined && balanceMinor(page, invoice) === 0;
    case 'unpaid':
      return isUnpaid;
    case 'unpaidoverdue':
      return (invoice) =>
        isUnpaid(invoice) && (switches.overdueOnDueDay ? invoice.dueOn <= today : invoice.dueOn < today);
    case 'unbooked':
      return ({ voucher, isCancelled }) => voucher === undefined && !isCancelled;
    default:
      throw refused('badFilter');
  }
}

function isWithin(day: LocalDate, from: LocalDate | undefined, to: LocalDate | undefined): boolean {
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

export function getInvoice({ company, path, page }: Call): Reply {
  return answer(page, invoiceIn(company.invoices, path));
}

/** The PDF, and nothing else. */
export function previewInvoice({ company, path }: Call): Reply {
  return pdf(invoiceIn(company.invoices, path));
}

/** Prints: the invoice counts as sent from now on. */
export function printInvoice(call: Call): Reply {
  const invoice = marked(call);
  invoice.isSent = true;
  return pdf(invoice);
}

export function printReminder(call: Call): Reply {
  const invoice = marked(call);
  if (call.world.switches.printReminderCounts) {
    invoice.reminders += 1;
    invoice.remindedOn = call.world.today();
  }
  return pdf(invoice);
}

/** `email`, `einvoice`, `eprint`: the invoice goes out to the customer. `externalprint` only says that it did. */
export function sendInvoice(call: Call): Reply {
  const invoice = marked(call);
  invoice.isSent = true;
  return answer(call.page, invoice);
}

function marked({ company, operation, path }: Call): Invoice {
  const invoice = invoiceIn(company.invoices, path);
  company.noteSideEffect(operation, invoice.number);
  invoice.changedAtMs = company.nowMs();
  return invoice;
}

export function bookkeepInvoice({ company, path, page }: Call): Reply {
  const invoice = invoiceIn(company.invoices, path);
  if (invoice.isCancelled || invoice.voucher || invoice.isNotCompleted) throw refused('notEditable');
  if (company.isLocked(invoice.on)) throw refused('periodLocked');
  bookInvoice(company, invoice);
  return answer(page, invoice);
}

export function cancelInvoice({ company, path, page }: Call): Reply {
  const invoice = invoiceIn(company.invoices, path);
  if (invoice.voucher || invoice.isCancelled) throw refused('notEditable');
  invoice.isCancelled = true;
  invoice.changedAtMs = company.nowMs();
  return answer(page, invoice);
}

/** Makes a credit note over the whole; it is neither booked nor netted. Answers the original. */
export function creditInvoiceAction({ company, path, page, world }: Call): Reply {
  const invoice = invoiceIn(company.invoices, path);
  if (!invoice.voucher || invoice.credits) throw refused('notBooked');
  if (invoice.creditedBy) throw refused('alreadyCredited');
  creditInvoice(company, invoice, { on: world.today() });
  return answer(page, invoice);
}

const EDITABLE: Readonly<Record<string, keyof InvoiceTexts>> = {
  Comments: 'comments',
  Remarks: 'remarks',
  OurReference: 'ourReference',
  YourReference: 'yourReference',
  YourOrderNumber: 'yourOrderNumber',
  ExternalInvoiceReference1: 'externalReference1',
  ExternalInvoiceReference2: 'externalReference2',
};
const LENGTHS: Readonly<Record<string, number>> = {
  OurReference: 50,
  YourReference: 50,
  YourOrderNumber: 75,
  ExternalInvoiceReference1: 80,
  ExternalInvoiceReference2: 80,
};

/** `PUT /3/invoices/{DocumentNumber}`: texts only; the simulator lets no amount be changed. */
export function updateInvoice({ company, path, page, request, world }: Call): Reply {
  const invoice = invoiceIn(company.invoices, path);
  const fields = readBody(request.body, 'Invoice', new Set(Object.keys(EDITABLE)), {
    names: new Set(),
    refuse: true,
  });
  if (invoice.voucher && world.switches.bookedInvoiceTexts === 'refuse') throw refused('notEditable');
  for (const [name, text] of Object.entries(EDITABLE)) {
    const value = textIn(fields, name, LENGTHS[name] ?? 1024);
    if (value !== undefined) invoice.texts[text] = value;
  }
  invoice.changedAtMs = company.nowMs();
  return answer(page, invoice);
}

function invoiceIn(invoices: ReadonlyMap<string, Invoice>, path: Call['path']): Invoice {
  const invoice = invoices.get(path['DocumentNumber'] ?? '');
  if (!invoice) throw notFound('noInvoice');
  return invoice;
}

function answer(page: Page, invoice: Invoice): Reply {
  return jsonAnswer(200, { Invoice: invoiceSingle(page, invoice) });
}

function pdf({ number, on, dueOn, ocr }: Invoice): Reply {
  const body = tinyPdf([`Faktura ${number}`, `Fakturadatum ${on}`, `Oss tillhanda ${dueOn}`, `OCR ${ocr}`]);
  return { status: 200, headers: { 'content-type': 'application/pdf' }, body };
}
