import { formatDecimal } from '@app/domain';
import type { WriteBackInstruction } from '../contract/index.js';
import type { VoucherParts } from './voucher-parts.js';
import type { CompanyContext } from './company.js';
import { oneOf } from './filters.js';
import { ROWS_MAX } from './limits.js';
import { columns, type Schema } from './schema.js';
import { type LineSides, voucherLines } from './voucher-lines.js';
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

/** Whether the batch holds exactly our lines: a field that Visma could not take may be left out while the rest is kept. */
export function checkBatch(
  schema: Schema,
  { lines, description }: Pick<KeptBatch, 'lines' | 'description'>,
  instruction: WriteBackInstruction,
  parts: VoucherParts,
  token: string,
): LineCheck {
  const sent = voucherLines(instruction, parts);
  if (lines.length !== sent.length) return { differs: 'number of lines' };
  const rest = [...lines];
  for (const wanted of sent) {
    // The one that bears the other account: among several of an account, the amount tells.
    const alike = rest.filter(
      (line) => differs(line, wanted, ['debit account', 'credit account']) === undefined,
    );
    const line = alike.find((one) => isAmount(one, formatDecimal(wanted.amount))) ?? alike[0] ?? rest[0];
    if (!line) return { differs: 'number of lines' };
    rest.splice(rest.indexOf(line), 1);
    const wrong = differs(line, wanted);
    if (wrong !== undefined) return { differs: wrong };
    if (
      wanted.isCustomers &&
      line.crossReference !== parts.reference &&
      schema.has('Voucher', 'crossReference')
    )
      return { differs: 'reference' };
    // Either is enough to find it again.
    if (line.externalReference1 !== token && description !== token) return { differs: 'external reference' };
  }
  return 'as-sent';
}

/** What of a line is not as it was sent; of all of it, or only of what is asked about. */
function differs(line: WireVoucher, wanted: LineSides, about?: readonly string[]): string | undefined {
  const { debitType, debitNo, creditType, creditNo, amount } = wanted;
  const checks: readonly (readonly [is: boolean, what: string])[] = [
    [line.debitAccountType === debitType && line.debitAccountNo === debitNo, 'debit account'],
    [line.creditAccountType === creditType && line.creditAccountNo === creditNo, 'credit account'],
    [isAmount(line, formatDecimal(amount)), 'amount'],
    [(line.voucherNo ?? 0) > 0, 'voucher number'],
  ];
  return checks.find(([is, what]) => !is && (about?.includes(what) ?? true))?.[1];
}

function isAmount({ amountDomestic }: WireVoucher, decimal: string): boolean {
  return amountDomestic !== undefined && plain(amountDomestic) === plain(decimal);
}

/** `400`, `400.0` and `400.00` are one amount. */
function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
