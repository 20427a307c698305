import { minorUnits } from '../books/amounts.js';
import { ACCOUNT_TYPE, CURRENCIES } from './catalogue.js';
import type { Company } from './company.js';
import { dayNumber, dayOfNumber } from './day-numbers.js';
import { writeRefused, type ErrorEntry, type WRITE_STATUS } from './errors.js';
import type { Batch, VoucherLine } from './rows.js';
import type { World } from './world.js';

/** What one insert needs to know and where it tells what failed. */
export interface Insert {
  readonly world: World;
  readonly company: Company;
  readonly path: readonly (string | number)[];
  readonly suggests: ReadonlySet<string>;
  readonly errors: ErrorEntry[];
}

/** Columns in the order in which they were sent: the vendor assigns them in that order. */
export type SentRow = Readonly<Record<string, unknown>>;

type Assign<R> = (row: R, value: unknown, insert: Insert) => void;
type Refusal = keyof typeof WRITE_STATUS;

const REFERENCE_LENGTH = 20;
const TEXT_LENGTH = 60;

/** Why a column could not be assigned. */
class NotAssigned extends Error {
  constructor(
    readonly status: Refusal,
    message: string,
  ) {
    super(message);
  }
}

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
    batch.description = text(value, TEXT_LENGTH, world);
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
    line.text = text(value, TEXT_LENGTH, world);
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

/** Customers' numbers have five digits here, accounts four ("Account number series"). */
function suggestedType(number: number): number {
  return number >= 10_000 ? ACCOUNT_TYPE.customer : ACCOUNT_TYPE.ledger;
}

function accountType(value: unknown): number {
  const number = whole(value);
  if (number < 1 || number > 4) throw new NotAssigned('InvalidValue', `${number} is no account type.`);
  return number;
}

function account(company: Company, type: number, number: number): number {
  const isKnown =
    type === ACCOUNT_TYPE.customer ? company.customers.has(number) : company.accounts.has(number);
  if (!isKnown || type === ACCOUNT_TYPE.supplier || type === ACCOUNT_TYPE.asset)
    throw new NotAssigned('RowNotFound', `There is no account ${number} of type ${type}.`);
  return number;
}

function day(value: unknown): number {
  const number = whole(value);
  if (dayOfNumber(number) === undefined) throw new NotAssigned('InvalidValue', `${number} is no date.`);
  return number;
}

function whole(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new NotAssigned('InvalidValue', 'A whole number is expected.');
}

function amount(value: unknown): number {
  const minor = value === null ? undefined : minorUnits(String(value));
  if (minor === undefined)
    throw new NotAssigned('InvalidValue', 'An amount with at most two decimals is expected.');
  return minor;
}

function text(value: unknown, length: number, { switches }: World): string {
  const whole = value === null ? '' : String(value);
  if (whole.length <= length) return whole;
  if (switches.longText === 'cut') return whole.slice(0, length);
  throw new NotAssigned('StringTooLong', `At most ${length} characters fit.`);
}
