import type { LocalDate } from '@app/domain';
import type { PostingDraft, Voucher, VoucherKind } from '../books/entries.js';
import { kidFor } from '../demo/identifiers.js';
import { toKroner } from './catalogue.js';
import type { Customer } from './entity.js';
import type { ArRow, RowType } from './rows.js';
import type { World } from './world.js';

/** What a row says beyond its posting. */
export interface RowFacts {
  readonly type: RowType;
  readonly source: string;
  readonly invoiceNumber?: string | null;
  readonly invoiceDate?: LocalDate | null;
  readonly dueOn?: LocalDate | null;
  readonly paymentReference?: string | null;
  readonly extIdentifier?: string | null;
  readonly trRegNumber?: number;
  readonly text?: string | null;
  readonly importedAtMs?: number;
}

export interface InvoiceDraft {
  readonly customer: Customer;
  readonly on: LocalDate;
  readonly dueOn: LocalDate;
  /** Including VAT, minor units of `currency`. */
  readonly grossMinor: number;
  readonly currency: string;
  readonly vatPercent: 0 | 25;
  /** Made in Xledger (SO), in another system (AR), or an opening balance (OS). */
  readonly source: 'SO' | 'AR' | 'OS';
  readonly type?: RowType;
  readonly kid?: string | null;
  readonly text?: string;
}

/** Makes a row of the customer ledger from a customer's posting. */
export function addRow(
  world: World,
  customer: Customer,
  voucher: Voucher,
  line: number,
  facts: RowFacts,
): ArRow {
  const posting = voucher.postings[line];
  if (!posting) throw new Error(`Voucher ${voucher.id} has no line ${line + 1}.`);
  const nowMs = world.nowMs();
  return world.addRow({
    id: posting.id,
    entity: customer.entity,
    customer,
    posting,
    voucher,
    type: facts.type,
    source: facts.source,
    invoiceNumber: facts.invoiceNumber ?? null,
    invoiceDate: facts.invoiceDate ?? null,
    dueOn: facts.dueOn ?? null,
    paymentReference: facts.paymentReference ?? null,
    extIdentifier: facts.extIdentifier ?? null,
    trRegNumber: facts.trRegNumber ?? 0,
    text: facts.text ?? null,
    amountMinor: posting.currencyMinor,
    remainingMinor: posting.currencyMinor,
    matchId: 0,
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
    importedAtMs: facts.importedAtMs,
    lastPaidOn: null,
    reminderOn: null,
    lateFeeMinor: 0,
    malformed: undefined,
    isHidden: false,
  });
}

export function bookInvoice(world: World, draft: InvoiceDraft): ArRow {
  const { customer, on, dueOn, grossMinor, currency, vatPercent, source } = draft;
  const { entity } = customer;
  const number = entity.nextInvoiceNumber();
  const text = draft.text ?? `Faktura ${number}`;
  const baseMinor = toKroner(grossMinor, currency);
  const vatMinor = vatPercent === 25 ? Math.round(baseMinor / 5) : 0;
  const postings: PostingDraft[] = [
    customerLine(customer, baseMinor, currency, grossMinor, String(number), dueOn),
    { account: entity.account(vatPercent === 25 ? 3000 : 3100), amountMinor: vatMinor - baseMinor },
  ];
  if (vatMinor !== 0) postings.push({ account: entity.account(2700), amountMinor: 0 - vatMinor });
  const voucher = entity.books.post({ on, text, kind: 'invoice', postings, intoClosedPeriod: true });
  return addRow(world, customer, voucher, 0, {
    type: draft.type === undefined ? 'INVOICE' : draft.type,
    source,
    invoiceNumber: String(number),
    invoiceDate: on,
    dueOn,
    paymentReference: draft.kid === undefined ? kidFor(customer.number, number) : draft.kid,
    text,
  });
}

export interface SettlingDraft {
  readonly on: LocalDate;
  /** How much the customer's debt falls, minor units of `currency`. */
  readonly minor: number;
  readonly currency: string;
  readonly kind: VoucherKind;
  /** The other side: bank, income, loss. */
  readonly accountNumber: number;
  readonly facts: RowFacts;
}

/** Books something that lowers what a customer owes: a payment, a credit memo, a loss. A negative one raises it. */
export function bookSettling(world: World, customer: Customer, draft: SettlingDraft): ArRow {
  const { entity } = customer;
  const baseMinor = toKroner(draft.minor, draft.currency);
  const { invoiceNumber, text } = draft.facts;
  const voucher = entity.books.post({
    on: draft.on,
    text: text ?? '',
    kind: draft.kind,
    postings: [
      customerLine(customer, 0 - baseMinor, draft.currency, 0 - draft.minor, invoiceNumber ?? ''),
      { account: entity.account(draft.accountNumber), amountMinor: baseMinor },
    ],
  });
  return addRow(world, customer, voucher, 0, draft.facts);
}

/** Books the opposite of a row's voucher and matches the two, so that what the row had settled is open again. */
export function reverseRow(world: World, row: ArRow, on: LocalDate): ArRow {
  const { customer, entity } = row;
  const reversal = entity.books.reverse(row.voucher, on, `Reversering av ${row.text ?? row.voucher.text}`);
  const line = reversal.postings.findIndex((posting) => posting.customerId === customer.id);
  const counter = addRow(world, customer, reversal, line, {
    type: null,
    source: 'GL',
    invoiceNumber: row.invoiceNumber,
    text: reversal.text,
  });
  world.matching.unmatch(row);
  world.matching.match([row, counter]);
  return counter;
}

function customerLine(
  customer: Customer,
  amountMinor: number,
  currency: string,
  currencyMinor: number,
  documentNumber: string,
  dueOn?: LocalDate,
): PostingDraft {
  const account = customer.entity.account(1500);
  return { account, amountMinor, currency, currencyMinor, customerId: customer.id, documentNumber, dueOn };
}
