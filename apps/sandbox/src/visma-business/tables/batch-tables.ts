import type { Batch, UpdatedBatch, VoucherLine } from '../rows.js';
import { type Column, day, decimal, int, stamp, string, type Table } from './table.js';

const RATE_PLACES = 6;

export const BATCH: Table<Batch> = {
  field: 'batch',
  type: 'Batch',
  key: ['batchNo'],
  columns: {
    batchNo: int((row) => row.batchNo),
    valueDate: day((row) => row.valueDate),
    voucherSeriesNo: int((row) => row.voucherSeriesNo),
    description: string((row) => row.description),
    suspended: int((row) => row.suspended),
    origin: int(() => 0),
    sumDebitDomestic: decimal(({ lines }) => sum(lines, 'debitAccountNo')),
    sumCreditDomestic: decimal(({ lines }) => sum(lines, 'creditAccountNo')),
    createdTimestamp: stamp((row) => row.createdAtMs),
    changedTimestamp: stamp((row) => row.createdAtMs),
  },
  joins: { joindown_Voucher_via_Batch: { children: 'voucher', find: ({ lines }) => lines } },
  sums: [],
  rows: ({ batches }) => batches.values(),
};

const REFERENCES: Readonly<Record<string, Column<VoucherLine>>> = {
  reference: string(({ invoiceNo, voucherNo }) => (invoiceNo === '' ? String(voucherNo) : invoiceNo)),
  crossReference: string((row) => row.crossReference),
};

export const VOUCHER: Table<VoucherLine> = {
  field: 'voucher',
  type: 'Voucher',
  key: ['batchNo', 'lineNo'],
  columns: {
    lineNo: int((row) => row.lineNo),
    batchNo: int((row) => row.batch.batchNo),
    voucherNo: int((row) => row.voucherNo),
    voucherDate: day((row) => row.voucherDate),
    valueDate: day((row) => row.valueDate),
    voucherType: int((row) => row.voucherType),
    debitAccountType: int((row) => row.debitAccountType),
    debitAccountNo: int((row) => row.debitAccountNo),
    creditAccountType: int((row) => row.creditAccountType),
    creditAccountNo: int((row) => row.creditAccountNo),
    customerNo: int((row) => row.customerNo),
    amountDomestic: decimal((row) => row.amountMinor),
    amountInCurrency: decimal((row) => row.currencyMinor),
    currencyNo: int((row) => row.currencyNo),
    exchangeRate: decimal(rate, { places: RATE_PLACES }),
    text: string((row) => row.text),
    invoiceNo: string((row) => row.invoiceNo),
    ...REFERENCES,
    externalReference1: string((row) => row.externalReference1),
    dueDate: day((row) => row.dueDate),
    createdTimestamp: stamp((row) => row.createdAtMs),
    changedTimestamp: stamp((row) => row.createdAtMs),
  },
  joins: {},
  sums: [],
  rows: function* ({ batches }) {
    for (const { lines } of batches.values()) yield* lines;
  },
};

export const UPDATED_BATCH: Table<UpdatedBatch> = {
  field: 'updatedBatch',
  type: 'UpdatedBatch',
  key: ['voucherJournalNo'],
  columns: {
    voucherJournalNo: int((row) => row.journalNo),
    batchNo: int(({ batch }) => batch.batchNo),
    valueDate: day(({ batch }) => batch.valueDate),
    voucherSeriesNo: int(({ batch }) => batch.voucherSeriesNo),
    description: string(({ batch }) => batch.description),
    createdTimestamp: stamp((row) => row.updatedAtMs),
    changedTimestamp: stamp((row) => row.updatedAtMs),
  },
  joins: {},
  sums: [],
  rows: ({ updated }) => updated,
};

interface UpdatedLine {
  readonly journalNo: number;
  readonly updatedAtMs: number;
  readonly line: VoucherLine;
}

export const UPDATED_VOUCHER: Table<UpdatedLine> = {
  field: 'updatedVoucher',
  type: 'UpdatedVoucher',
  key: ['voucherJournalNo', 'voucherNo'],
  columns: {
    voucherJournalNo: int((row) => row.journalNo),
    voucherNo: int(({ line }) => line.voucherNo),
    voucherDate: day(({ line }) => line.voucherDate),
    creditAccountNo: int(({ line }) => line.creditAccountNo),
    amountDomestic: decimal(({ line }) => line.amountMinor),
    reference: string(({ line }, world) => REFERENCES['reference']?.read(line, world) ?? ''),
    crossReference: string(({ line }) => line.crossReference),
    externalReference1: string(({ line }, { switches }) =>
      switches.externalReferenceFollows ? line.externalReference1 : '',
    ),
    createdTimestamp: stamp((row) => row.updatedAtMs),
    changedTimestamp: stamp((row) => row.updatedAtMs),
  },
  joins: {},
  sums: [],
  rows: function* ({ updated }) {
    for (const { batch, journalNo, updatedAtMs } of updated)
      for (const line of batch.lines) yield { line, journalNo, updatedAtMs };
  },
};

function sum(lines: readonly VoucherLine[], side: 'debitAccountNo' | 'creditAccountNo'): number {
  return lines.reduce((total, line) => total + (line[side] === 0 ? 0 : line.amountMinor), 0);
}

/** Millionths of the domestic currency for one unit; 0 for a line in the domestic currency. */
function rate({ amountMinor, currencyMinor }: VoucherLine): number {
  return currencyMinor === 0 ? 0 : Math.round((amountMinor / currencyMinor) * 10 ** RATE_PLACES);
}
