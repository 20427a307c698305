import type { LocalDate } from '@app/domain';
import type { PostingDraft, VoucherKind } from '../books/entries.js';
import { NOK, type VoucherType } from './catalogue.js';
import type { Company } from './company.js';
import type { Customer, Document, Entry, GlAccount, SentVoucher } from './rows.js';
import { uuidFrom } from './uuid.js';

/** One line of a voucher: on an account of the ledger, or on a customer's sub-ledger account. */
export interface LineDraft {
  readonly on: GlAccount | Customer;
  readonly postedOn: LocalDate;
  /** In the company's currency and in the line's own; debit positive. */
  readonly amountMinor: number;
  readonly currency?: string;
  readonly currencyMinor?: number;
  readonly text?: string;
  /** Number of the invoice that the line raises or names. */
  readonly invoiceNo?: string;
  readonly dueOn?: LocalDate;
  readonly cid?: string | null;
  readonly customMatchingReference?: string | null;
  readonly isWriteOff?: boolean;
  readonly paidFromBankAccount?: string | null;
}

export interface DocumentDraft {
  readonly type: VoucherType;
  readonly kind: VoucherKind;
  readonly on: LocalDate;
  readonly text: string;
  readonly lines: readonly LineDraft[];
  readonly byIntegration?: boolean;
  readonly externalImportReference?: string | null;
  readonly sent?: SentVoucher;
  /** How long reads do not show it, and answers show 0 as its number. */
  readonly hiddenForMs?: number;
  readonly unnumberedForMs?: number;
}

export interface Posted {
  readonly document: Document;
  /** The lines on customers, in order. */
  readonly entries: readonly Entry[];
}

/**
 * Books a voucher and enters its customer lines on the customer ledger, with nothing matched yet.
 * @throws BooksRefusedError when the lines do not sum to zero
 */
export function postDocument(company: Company, draft: DocumentDraft): Posted {
  const { tools, books } = company;
  const voucher = books.post({
    on: draft.on,
    text: draft.text,
    kind: draft.kind,
    externalNumber: draft.externalImportReference ?? '',
    postings: draft.lines.map((line) => bookLine(company, line, draft.text)),
  });
  const nowMs = tools.nowMs();
  const document: Document = {
    uuid: uuidFrom(tools.seed, `voucher/${voucher.id}`),
    voucher,
    number: company.nextVoucherNo(),
    numberedFromMs: nowMs + (draft.unnumberedForMs ?? 0),
    type: draft.type,
    byIntegration: draft.byIntegration ?? false,
    externalImportReference: draft.externalImportReference ?? null,
    createdAt: tools.stamp(),
    visibleFromMs: nowMs + (draft.hiddenForMs ?? 0),
    ...(draft.sent ? { sent: draft.sent } : {}),
  };
  company.addDocument(document);
  return { document, entries: enter(company, document, draft.lines) };
}

/** The opposite of a voucher; what becomes of its matches is the caller's matter. */
export function reverseDocument(
  company: Company,
  document: Document,
  on: LocalDate,
  byIntegration: boolean,
): Posted {
  const { tools, books } = company;
  const text = `Reversering av bilag ${document.number}`;
  const voucher = books.reverse(document.voucher, on, text);
  const reversal: Document = {
    uuid: uuidFrom(tools.seed, `voucher/${voucher.id}`),
    voucher,
    number: company.nextVoucherNo(),
    numberedFromMs: tools.nowMs(),
    type: 'ReversalVoucher',
    byIntegration,
    externalImportReference: null,
    createdAt: tools.stamp(),
    visibleFromMs: tools.nowMs(),
  };
  company.addDocument(reversal);
  company.freeNumbersOf(document);
  const lines = document.voucher.postings.map((posting): Partial<LineDraft> => {
    const entry = company.entries.get(posting.id);
    return entry ? { isWriteOff: entry.isWriteOff } : {};
  });
  return { document: reversal, entries: enter(company, reversal, lines) };
}

function bookLine(company: Company, line: LineDraft, text: string): PostingDraft {
  const isCustomer = 'subledgerAccountId' in line.on;
  return {
    account: isCustomer ? company.account(1500) : (line.on as GlAccount),
    ...(isCustomer ? { customerId: line.on.id } : {}),
    amountMinor: line.amountMinor,
    currency: line.currency ?? NOK,
    currencyMinor: line.currencyMinor ?? line.amountMinor,
    on: line.postedOn,
    text: line.text ?? text,
    documentNumber: line.invoiceNo ?? '',
    dueOn: line.dueOn,
  };
}

function enter(company: Company, document: Document, lines: readonly Partial<LineDraft>[]): Entry[] {
  const entries: Entry[] = [];
  document.voucher.postings.forEach((posting, i) => {
    const customer = posting.customerId === undefined ? undefined : company.customers.get(posting.customerId);
    if (!customer) return;
    const line = lines[i];
    const entry: Entry = {
      id: posting.id,
      posting,
      document,
      customer,
      invoice: undefined,
      cid: line?.cid ?? null,
      customMatchingReference: line?.customMatchingReference ?? null,
      balanceMinor: posting.amountMinor,
      balanceCurrencyMinor: posting.currencyMinor,
      allocations: new Set(),
      matchId: null,
      isWriteOff: line?.isWriteOff ?? false,
      paidFromBankAccount: line?.paidFromBankAccount ?? null,
      changedAt: document.createdAt,
    };
    company.entries.set(entry.id, entry);
    entries.push(entry);
  });
  return entries;
}
