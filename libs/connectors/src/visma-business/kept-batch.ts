import { formatDecimal } from '@app/domain';
import type { WriteBackInstruction } from '../contract/index.js';
import { sidesOf, type VoucherParts } from './batch.js';
import type { CompanyContext } from './company.js';
import { oneOf } from './filters.js';
import { ROWS_MAX } from './limits.js';
import { columns, type Schema } from './schema.js';
import { wireBatch, type WireVoucher, wireVoucher } from './wire.js';

/** A batch that is not posted, as Visma keeps it. */
export interface KeptBatch {
  readonly isThere: boolean;
  readonly description: string | undefined;
  readonly lines: readonly WireVoucher[];
}

export async function readBatch(
  { client, companyNo }: CompanyContext,
  batchNo: number,
  signal?: AbortSignal,
): Promise<KeptBatch> {
  const operation = 'kravhub_read_batch';
  const schema = await client.schema(signal);
  const filter = oneOf('batchNo', [batchNo]);
  const { lines, batches } = await client.tables(
    operation,
    companyNo,
    {
      lines: {
        table: 'voucher',
        fields: [...LINE_COLUMNS, ...columns(schema, 'Voucher', ['crossReference', 'externalReference1'])],
        filter,
        first: ROWS_MAX,
      },
      batches: {
        table: 'batch',
        fields: ['batchNo', ...columns(schema, 'Batch', ['description'])],
        filter,
        first: 2,
      },
    },
    signal,
  );
  return {
    isThere: batches.rows.length > 0,
    description: client.decodeRows(operation, wireBatch, batches.rows)[0]?.description,
    lines: client.decodeRows(operation, wireVoucher, lines.rows),
  };
}

const LINE_COLUMNS: readonly string[] = [
  'batchNo',
  'voucherNo',
  'debitAccountType',
  'debitAccountNo',
  'creditAccountType',
  'creditAccountNo',
  'customerNo',
  'amountDomestic',
];

export type LineCheck = 'as-sent' | { readonly differs: string };

/** Whether the batch holds exactly our voucher: a field that Visma could not take may be left out while the rest is kept. */
export function checkBatch(
  schema: Schema,
  { lines, description }: Pick<KeptBatch, 'lines' | 'description'>,
  { kind, amountInBooks }: WriteBackInstruction,
  parts: VoucherParts,
  token: string,
): LineCheck {
  const [line] = lines;
  if (!line || lines.length !== 1) return { differs: 'number of lines' };
  const { debitType, debitNo, creditType, creditNo } = sidesOf(kind, parts);
  const checks: readonly (readonly [is: boolean, what: string])[] = [
    [line.debitAccountType === debitType && line.debitAccountNo === debitNo, 'debit account'],
    [line.creditAccountType === creditType && line.creditAccountNo === creditNo, 'credit account'],
    [isAmount(line, formatDecimal(amountInBooks)), 'amount'],
    [line.crossReference === parts.reference || !schema.has('Voucher', 'crossReference'), 'reference'],
    [(line.voucherNo ?? 0) > 0, 'voucher number'],
    // Either is enough to find it again.
    [line.externalReference1 === token || description === token, 'external reference'],
  ];
  const wrong = checks.find(([is]) => !is);
  if (wrong) return { differs: wrong[1] };
  return 'as-sent';
}

function isAmount({ amountDomestic }: WireVoucher, decimal: string): boolean {
  return amountDomestic !== undefined && plain(amountDomestic) === plain(decimal);
}

/** `400`, `400.0` and `400.00` are one amount. */
function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
