import { ACCOUNT_TYPE, CURRENCIES } from './catalogue.js';
import type { Company } from './company.js';
import { dayNumber } from './day-numbers.js';
import { type ErrorEntry, writeRefused } from './errors.js';
import {
  account,
  accountType,
  amount,
  day,
  NotAssigned,
  suggestedType,
  text,
  whole,
} from './insert-values.js';
import type { Batch, VoucherLine } from './rows.js';
import type { World } from './world.js';

/** What one insert needs to know and where it tells what failed. */
export interface Insert {
  readonly world: World;
  readonly company: Company;
  readonly path: readonly (string | number)[];
  readonly suggests: ReadonlySet<string>;
  readonly errors: ErrorEntry[];
  /** Takes back what was written, newest last. */
  readonly undo: (() => void)[];
}

/** Columns in the order in which they were sent: the vendor assigns them in that order. */
export type SentRow = Readonly<Record<string, unknown>>;

type Assign<R> = (row: R, value: unknown, insert: Insert) => void;

const REFERENCE_LENGTH = 20;

const BATCH: Readonly<Record<string, Assign<Batch>>> = {
  valueDate: (batch, value, { world }) => {
    batch.valueDate = value === null ? dayNumber(world.today()) : day(value);
  },
  voucherSeriesNo: (batch, value, { company }) => {
    const number = value === null ? 6 : whole(value);
    if (!company.series.has(number))
      throw new NotAssigned('RowNotFound', `There is no voucher series ${number}.`);
    batch.voucherSeriesNo = number;
  },
  description: (batch, value, { world }) => {
    batch.description = text(value, world.switches.textLength, world);
  },
  vouchers: (batch, value, insert) => {
    (Array.isArray(value) ? value : []).forEach((row, place) => {
      const path = [...insert.path, `vouchers/${place}`];
      insertLine(batch, row as SentRow, { ...insert, path });
    });
  },
};

const LINE: Readonly<Record<string, Assign<VoucherLine>>> = {
  batchNo: () => undefined,
  voucherNo: (line, value, { company }) => {
    line.voucherNo = value === null ? suggestedNo(line, company) : whole(value);
    const series = company.series.get(line.batch.voucherSeriesNo);
    if (series && line.voucherNo >= series.next && line.voucherNo <= series.last)
      series.next = line.voucherNo + 1;
  },
  voucherDate: (line, value) => {
    line.voucherDate = value === null ? line.batch.valueDate : day(value);
  },
  valueDate: (line, value) => {
    line.valueDate = value === null ? line.batch.valueDate : day(value);
  },
  voucherType: (line, value) => {
    line.voucherType = value === null ? 0 : whole(value);
  },
  debitAccountType: (line, value) => {
    line.debitAccountType = accountType(value);
  },
  debitAccountNo: (line, value, { company }) => {
    const number = whole(value);
    line.debitAccountType ||= suggestedType(number);
    line.debitAccountNo = account(company, line.debitAccountType, number);
  },
  creditAccountType: (line, value) => {
    line.creditAccountType = accountType(value);
  },
  creditAccountNo: (line, value, { company }) => {
    const number = whole(value);
    line.creditAccountType ||= suggestedType(number);
    line.creditAccountNo = account(company, line.creditAccountType, number);
  },
  customerNo: (line, value, { company }) => {
    line.customerNo = value === null ? 0 : account(company, ACCOUNT_TYPE.customer, whole(value));
  },
  amountDomestic: (line, value) => {
    line.amountMinor = amount(value);
  },
  currencyNo: (line, value) => {
    const number = value === null ? 0 : whole(value);
    if (number !== 0 && !CURRENCIES.some((currency) => currency.number === number))
      throw new NotAssigned('RowNotFound', `There is no currency ${number}.`);
    line.currencyNo = number;
  },
  amountInCurrency: (line, value) => {
    line.currencyMinor = amount(value);
  },
  dueDate: (line, value) => {
    line.dueDate = value === null ? 0 : day(value);
  },
  text: (line, value, { world }) => {
    line.text = text(value, world.switches.textLength, world);
  },
  invoiceNo: (line, value, { world }) => {
    line.invoiceNo = text(value, REFERENCE_LENGTH, world);
  },
  crossReference: (line, value, { world }) => {
    line.crossReference = text(value, REFERENCE_LENGTH, world);
  },
  externalReference1: (line, value, { world }) => {
    line.externalReference1 = text(value, world.switches.externalReferenceLength, world);
  },
};

/** Writes a batch and the vouchers inside it. Undefined when the row could not be made at all. */
export function insertBatch(sent: SentRow, insert: Insert): Batch | undefined {
  const { company, world, errors } = insert;
  const batch: Batch = {
    batchNo: company.nextBatchNo(),
    valueDate: 0,
    voucherSeriesNo: 0,
    description: '',
    suspended: 0,
    lines: [],
    createdAtMs: world.nowMs(),
  };
  world.changes += 1;
  const before = errors.length;
  assign(batch, suggested(sent, ['valueDate', 'voucherSeriesNo'], insert), BATCH, insert);
  if (batch.voucherSeriesNo === 0 || batch.valueDate === 0) {
    if (errors.length === before)
      errors.push(
        writeRefused(insert.path, 'InvalidValue', 'A batch needs valueDate and voucherSeriesNo.', [
          batch.valueDate === 0 ? 'valueDate' : 'voucherSeriesNo',
        ]),
      );
    return undefined;
  }
  if (errors.length > before && world.switches.badField === 'row-refused') return undefined;
  company.batches.set(batch.batchNo, batch);
  insert.undo.push(() => company.batches.delete(batch.batchNo));
  return batch;
}

/** Writes one voucher line into a batch. */
export function insertLine(batch: Batch, sent: SentRow, insert: Insert): VoucherLine | undefined {
  const line: VoucherLine = {
    batch,
    lineNo: batch.lines.length + 1,
    voucherNo: 0,
    voucherDate: 0,
    valueDate: 0,
    voucherType: 0,
    debitAccountType: 0,
    debitAccountNo: 0,
    creditAccountType: 0,
    creditAccountNo: 0,
    customerNo: 0,
    amountMinor: 0,
    currencyNo: 0,
    currencyMinor: 0,
    text: '',
    invoiceNo: '',
    dueDate: 0,
    crossReference: '',
    externalReference1: '',
    crossReferences: [],
    createdAtMs: insert.world.nowMs(),
  };
  const before = insert.errors.length;
  assign(line, suggested(sent, ['voucherNo', 'voucherType', 'text'], insert), LINE, insert);
  if (insert.errors.length > before && insert.world.switches.badField === 'row-refused') return undefined;
  batch.lines.push(line);
  insert.undo.push(() => batch.lines.pop());
  insert.world.changes += 1;
  return line;
}

function assign<R>(
  row: R,
  sent: SentRow,
  columns: Readonly<Record<string, Assign<R>>>,
  insert: Insert,
): void {
  for (const [name, value] of Object.entries(sent)) {
    try {
      if (value === null && !insert.world.switches.nullSuggests)
        throw new NotAssigned('InvalidValue', `${name} cannot be null.`);
      columns[name]?.(row, value, insert);
    } catch (error) {
      if (!(error instanceof NotAssigned)) throw error;
      insert.errors.push(writeRefused(insert.path, error.status, error.message, [name]));
    }
  }
}

/** Columns asked for by `suggest` come last, as if they had been sent as null; the batch's own come before its vouchers. */
function suggested(sent: SentRow, names: readonly string[], { suggests }: Insert): SentRow {
  const added = names.filter((name) => suggests.has(name) && !(name in sent));
  const entries = added.map((name) => [name, null] as const);
  return {
    ...Object.fromEntries('vouchers' in sent ? entries : []),
    ...sent,
    ...Object.fromEntries(entries),
  };
}

function suggestedNo({ batch }: VoucherLine, company: Company): number {
  if (batch.voucherSeriesNo === 0)
    throw new NotAssigned('NoSuggestion', 'No voucher number can be suggested before the series is known.');
  const number = company.takeVoucherNo(batch.voucherSeriesNo);
  if (number === undefined)
    throw new NotAssigned('NoSuggestion', `Voucher series ${batch.voucherSeriesNo} has run out.`);
  return number;
}
