import type { LocalDate } from '@app/domain';
import type { PostingDraft, Voucher, VoucherKind } from '../books/entries.js';
import { kidFor } from '../demo/identifiers.js';
import { type AccountUse, toDomestic, VOUCHER_TYPE } from './catalogue.js';
import type { Journal } from './company-books.js';
import { methodFor } from './ledger-row.js';
import { match, unmatch } from './matching.js';
import type { Associate, LedgerRow, RowKind } from './rows.js';
import type { World } from './world.js';

/** What a row says beyond its posting. */
export interface RowFacts {
  readonly kind: RowKind;
  readonly voucherNo: number;
  readonly voucherType: number;
  readonly valueOn?: LocalDate;
  readonly dueOn?: LocalDate | undefined;
  readonly invoiceNo?: string;
  readonly crossReference?: string;
  readonly cid?: string;
  readonly text: string;
  readonly externalReference1?: string;
  readonly orderNo?: number;
}

export interface InvoiceDraft {
  readonly associate: Associate;
  readonly on: LocalDate;
  readonly dueOn: LocalDate;
  /** Including VAT, minor units of `currency`. */
  readonly grossMinor: number;
  readonly currency: string;
  readonly vatPercent: 0 | 25;
  /** Default one made from customer and invoice number; empty for none. */
  readonly cid?: string;
  /** Default the voucher's number. */
  readonly invoiceNo?: string;
  readonly text?: string;
  /** Booked together with others. Default a journal of its own. */
  readonly journal?: Journal;
}

/** Makes a row of the customer ledger from a customer's posting. */
export function addRow(
  world: World,
  associate: Associate,
  voucher: Voucher,
  line: number,
  journal: Journal,
  facts: RowFacts,
): LedgerRow {
  const posting = voucher.postings[line];
  if (!posting) throw new Error(`Voucher ${voucher.id} has no line ${line + 1}.`);
  const { company } = associate;
  const nowMs = world.nowMs();
  const method = methodFor(associate);
  const { invoiceNo = '' } = facts;
  const row: LedgerRow = {
    id: posting.id,
    company,
    associate,
    posting,
    voucher,
    kind: facts.kind,
    journalNo: journal.number,
    auditNo: journal.nextAuditNo(),
    voucherNo: facts.voucherNo,
    voucherType: facts.voucherType,
    valueOn: facts.valueOn ?? voucher.on,
    dueOn: facts.dueOn,
    invoiceNo,
    reference: invoiceNo === '' ? String(facts.voucherNo) : invoiceNo,
    crossReference: facts.crossReference ?? '',
    cid: facts.cid ?? '',
    text: facts.text,
    externalReference1: facts.externalReference1 ?? '',
    orderNo: facts.orderNo ?? 0,
    hasOpenEntry: method >= 1 && method <= 4,
    amountMinor: posting.currencyMinor,
    outstandingMinor: posting.currencyMinor,
    matches: new Set(),
    isInterestDone: false,
    noReminders: 0,
    remindersSent: 0,
    lastReminderOn: undefined,
    stopCollectionOn: undefined,
    debtCollectionCaseNo: 0,
    debtCollectionStatus: '',
    paymentSuggested: 0,
    createdAtMs: nowMs,
    changedAtMs: nowMs,
    malformed: undefined,
    isHidden: false,
  };
  world.addRow(row);
  return row;
}

export function bookInvoice(world: World, draft: InvoiceDraft): LedgerRow {
  const { associate, on, dueOn, grossMinor, currency, vatPercent } = draft;
  const { company } = associate;
  const voucherNo = company.takeVoucherNo(1) ?? 0;
  const invoiceNo = draft.invoiceNo ?? String(voucherNo);
  const text = draft.text ?? `Faktura ${invoiceNo}`;
  const baseMinor = toDomestic(grossMinor, currency, company.options.currency);
  const vatMinor = vatPercent === 25 ? Math.round(baseMinor / 5) : 0;
  const postings: PostingDraft[] = [
    customerLine(associate, baseMinor, currency, grossMinor, dueOn),
    {
      account: company.account(vatPercent === 25 ? 'sales' : 'vat-free-sales'),
      amountMinor: vatMinor - baseMinor,
    },
  ];
  if (vatMinor !== 0) postings.push({ account: company.account('vat'), amountMinor: 0 - vatMinor });
  const voucher = company.books.post({ on, text, kind: 'invoice', postings, intoClosedPeriod: true });
  return addRow(world, associate, voucher, 0, draft.journal ?? company.openJournal(), {
    kind: 'invoice',
    voucherNo,
    voucherType: VOUCHER_TYPE.invoice,
    dueOn,
    invoiceNo,
    cid: draft.cid ?? kidFor(associate.customerNo, voucherNo),
    text,
    orderNo: voucherNo + 400_000,
  });
}

const KINDS: Readonly<Record<'payment' | 'credit-note' | 'loss' | 'fee', readonly [VoucherKind, number]>> = {
  payment: ['payment', 3],
  'credit-note': ['credit-note', 2],
  loss: ['manual', 6],
  fee: ['manual', 6],
};

export interface SettlingDraft {
  readonly kind: keyof typeof KINDS;
  readonly on: LocalDate;
  /** How much the customer's debt falls, minor units of `currency`. Negative raises it. */
  readonly minor: number;
  readonly currency: string;
  /** The other side. */
  readonly account: AccountUse;
  readonly text: string;
  readonly invoiceNo?: string;
  readonly crossReference?: string;
  readonly dueOn?: LocalDate;
}

/** Books something that lowers what a customer owes: a payment, a credit note, a loss. */
export function bookSettling(world: World, associate: Associate, draft: SettlingDraft): LedgerRow {
  const { company } = associate;
  const { on, minor, currency, text, kind } = draft;
  const baseMinor = toDomestic(minor, currency, company.options.currency);
  const [voucherKind, seriesNo] = KINDS[kind];
  const voucher = company.books.post({
    on,
    text,
    kind: voucherKind,
    postings: [
      customerLine(associate, 0 - baseMinor, currency, 0 - minor, draft.dueOn),
      { account: company.account(draft.account), amountMinor: baseMinor },
    ],
  });
  const types = { payment: VOUCHER_TYPE.payment, 'credit-note': VOUCHER_TYPE.creditNote };
  return addRow(world, associate, voucher, 0, company.openJournal(), {
    kind,
    voucherNo: company.takeVoucherNo(seriesNo) ?? 0,
    voucherType: kind === 'payment' || kind === 'credit-note' ? types[kind] : VOUCHER_TYPE.general,
    text,
    ...(draft.dueOn === undefined ? {} : { dueOn: draft.dueOn }),
    ...(draft.invoiceNo === undefined ? {} : { invoiceNo: draft.invoiceNo }),
    ...(draft.crossReference === undefined ? {} : { crossReference: draft.crossReference }),
  });
}

/** Books the opposite of a row's voucher and matches the two, so that what the row had settled is open again. */
export function reverseRow(world: World, row: LedgerRow, on: LocalDate): LedgerRow {
  const { associate, company } = row;
  const text = `Tilbakeføring av bilag ${row.voucherNo}`;
  const reversal = company.books.reverse(row.voucher, on, text);
  const line = reversal.postings.findIndex((posting) => posting.customerId === associate.associateNo);
  const counter = addRow(world, associate, reversal, line, company.openJournal(), {
    kind: 'other',
    voucherNo: company.takeVoucherNo(6) ?? 0,
    voucherType: VOUCHER_TYPE.general,
    invoiceNo: row.invoiceNo,
    crossReference: row.crossReference,
    text,
  });
  const changed = (one: LedgerRow): void => world.changed(one);
  unmatch(row, changed);
  match([row, counter], on, changed);
  return counter;
}

function customerLine(
  associate: Associate,
  amountMinor: number,
  currency: string,
  currencyMinor: number,
  dueOn: LocalDate | undefined,
): PostingDraft {
  const account = associate.company.account('customers');
  const { associateNo: customerId } = associate;
  return { account, amountMinor, currency, currencyMinor, customerId, dueOn };
}
