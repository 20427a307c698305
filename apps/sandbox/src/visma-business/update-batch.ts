import type { LocalDate } from '@app/domain';
import type { PostingDraft, Voucher } from '../books/entries.js';
import { addRow } from './bookings.js';
import { ACCOUNT_TYPE, CURRENCIES, VOUCHER_TYPE } from './catalogue.js';
import type { Company } from './company.js';
import type { Journal } from './company-books.js';
import { dayOfNumber } from './day-numbers.js';
import { matchAutomatically } from './matching.js';
import type { Batch, LedgerRow, VoucherLine } from './rows.js';
import type { World } from './world.js';

/** The batch cannot be posted and stays as it was, in words for a person. */
export class BatchRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'BatchRefused';
  }
}

/**
 * Posts a batch whole: vouchers into the books, rows into the customer ledger, matched by the method in force; the batch
 * itself is frozen. Answers the journal's number.
 * @throws BatchRefused when anything stands in the way; then nothing is posted
 */
export function updateBatch(world: World, company: Company, batch: Batch): number {
  check(company, batch);
  const journal = company.openJournal();
  const made: { readonly row: LedgerRow; readonly line: VoucherLine }[] = [];
  for (const lines of byVoucher(batch)) {
    const { voucher, customers } = post(company, lines);
    for (const { line, place } of customers)
      made.push({ line, row: enter(world, company, journal, line, voucher, place) });
  }
  company.batches.delete(batch.batchNo);
  company.updated.push({ journalNo: journal.number, batch, updatedAtMs: world.nowMs() });
  world.changes += 1;
  for (const { row, line } of made) {
    const { crossReference, crossReferences } = line;
    const references = [crossReference, ...crossReferences].filter((reference) => reference !== '');
    matchAutomatically(row, references, (one) => world.changed(one));
  }
  return journal.number;
}

function enter(
  world: World,
  company: Company,
  journal: Journal,
  line: VoucherLine,
  voucher: Voucher,
  place: number,
): LedgerRow {
  const posting = voucher.postings[place];
  const associate = company.associates.get(posting?.customerId ?? 0);
  if (!posting || !associate) throw new Error(`Voucher ${line.voucherNo} names no customer.`);
  return addRow(world, associate, voucher, place, journal, {
    kind: posting.amountMinor < 0 ? 'payment' : 'other',
    voucherNo: line.voucherNo,
    voucherType: line.voucherType || VOUCHER_TYPE.general,
    valueOn: dateOf(line),
    dueOn: dayOfNumber(line.dueDate),
    invoiceNo: line.invoiceNo,
    crossReference: line.crossReference,
    text: line.text,
    externalReference1: world.switches.externalReferenceFollows ? line.externalReference1 : '',
  });
}

function check(company: Company, batch: Batch): void {
  if (batch.suspended !== 0) throw new BatchRefused(`Batch ${batch.batchNo} is suspended.`);
  if (batch.lines.length === 0) throw new BatchRefused(`Batch ${batch.batchNo} has no vouchers.`);
  for (const line of batch.lines) checkLine(company, line);
  for (const lines of byVoucher(batch)) {
    const sum = lines.flatMap(sides).reduce((total, { sign, line }) => total + sign * line.amountMinor, 0);
    if (sum !== 0) throw new BatchRefused(`Voucher ${lines[0]?.voucherNo ?? 0} is not in balance.`);
  }
}

function checkLine(company: Company, line: VoucherLine): void {
  const { lineNo } = line;
  if (line.voucherNo === 0) throw new BatchRefused(`Line ${lineNo} has no voucher number.`);
  const on = dayOfNumber(line.voucherDate);
  const valueOn = dayOfNumber(line.valueDate);
  if (on === undefined || valueOn === undefined) throw new BatchRefused(`Line ${lineNo} has no date.`);
  for (const day of [on, valueOn])
    if (company.books.isClosed(day))
      throw new BatchRefused(`The period of ${day} is closed for company ${company.id}.`);
  if (line.amountMinor === 0) throw new BatchRefused(`Line ${lineNo} has no amount.`);
  if (foreignCurrency(company, line) !== undefined && line.currencyMinor === 0)
    throw new BatchRefused(`Line ${lineNo} has no amount in its currency.`);
  for (const { type, number } of sides(line)) {
    if (type === ACCOUNT_TYPE.ledger && company.accounts.get(number)?.isActive !== true)
      throw new BatchRefused(`Account ${number} is blocked.`);
  }
}

interface Side {
  readonly line: VoucherLine;
  readonly sign: 1 | -1;
  readonly type: number;
  readonly number: number;
}

/** The sides that a line names; one may be left to another line of the same voucher. */
function sides(line: VoucherLine): Side[] {
  const { debitAccountNo, debitAccountType, creditAccountNo, creditAccountType } = line;
  const both: Side[] = [
    { line, sign: 1, type: debitAccountType, number: debitAccountNo },
    { line, sign: -1, type: creditAccountType, number: creditAccountNo },
  ];
  return both.filter(({ number }) => number !== 0);
}

function byVoucher({ lines }: Batch): VoucherLine[][] {
  const vouchers = new Map<number, VoucherLine[]>();
  for (const line of lines) {
    const known = vouchers.get(line.voucherNo);
    if (known) known.push(line);
    else vouchers.set(line.voucherNo, [line]);
  }
  return [...vouchers.values()];
}

function post(
  company: Company,
  lines: readonly VoucherLine[],
): { voucher: Voucher; customers: { line: VoucherLine; place: number }[] } {
  const all = lines.flatMap(sides);
  const [first] = lines;
  const voucher = company.books.post({
    on: first ? dateOf(first) : ('' as LocalDate),
    text: first?.text ?? '',
    kind: 'payment',
    externalNumber: first?.externalReference1 ?? '',
    postings: all.map((side) => draft(company, side)),
  });
  const customers = all.flatMap(({ line, type }, place) =>
    type === ACCOUNT_TYPE.customer ? [{ line, place }] : [],
  );
  return { voucher, customers };
}

function draft(company: Company, { line, sign, type, number }: Side): PostingDraft {
  const currency = foreignCurrency(company, line);
  const amountMinor = sign * line.amountMinor;
  const inCurrency = currency === undefined ? {} : { currency, currencyMinor: sign * line.currencyMinor };
  const text = line.text;
  if (type !== ACCOUNT_TYPE.customer) {
    const account = company.accounts.get(number);
    if (!account) throw new Error(`Company ${company.id} has no account ${number}.`);
    return { account, amountMinor, text, ...inCurrency };
  }
  const customerId = company.customers.get(number)?.associateNo;
  return { account: company.account('customers'), amountMinor, customerId, text, ...inCurrency };
}

function foreignCurrency({ options }: Company, { currencyNo }: VoucherLine): string | undefined {
  const code = CURRENCIES.find(({ number }) => number === currencyNo)?.code;
  return code === options.currency ? undefined : code;
}

function dateOf(line: VoucherLine): LocalDate {
  const day = dayOfNumber(line.voucherDate);
  if (day === undefined) throw new Error(`Line ${line.lineNo} has no date.`);
  return day;
}
