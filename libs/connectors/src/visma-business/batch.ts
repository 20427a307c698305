import { formatDecimal } from '@app/domain';
import { OutcomeUnknownError, type WriteBackInstruction } from '../contract/index.js';
import { DecodeError, isRecord } from '../kit/index.js';
import type { ChangeAnswer, Question } from './client.js';
import { toDayNumber } from './days.js';
import { ExactNumber, type GraphqlValue } from './graphql.js';
import type { Schema } from './schema.js';
import { type LineSides, voucherLines } from './voucher-lines.js';
import type { VoucherParts } from './voucher-parts.js';
import { wireMadeBatch, wireUpdateResult } from './wire.js';

/** The shortest text column seen holds 60 characters; a token takes 20 of them. */
const TEXT_MAX = 40;

/** How the voucher is written. */
export interface VoucherForm {
  /**
   * Absent: Visma is asked to suggest the series' next number, as null asks it to. Given: the plain form, which leaves our
   * reference to the batch's description, for companies where one of the two is not taken.
   */
  readonly voucherNo?: number;
}

/** The order of the fields is the order in which Visma assigns the columns: each may depend on the ones before. */
const LINE_FIELDS: readonly (readonly [field: string, variable: string, type: string])[] = [
  ['voucherNo', 'voucherNo', 'Int'],
  ['voucherDate', 'day', 'Int'],
  ['valueDate', 'day', 'Int'],
  ['debitAccountType', 'debitType', 'Int'],
  ['debitAccountNo', 'debitNo', 'Int'],
  ['creditAccountType', 'creditType', 'Int'],
  ['creditAccountNo', 'creditNo', 'Int'],
  ['customerNo', 'customerNo', 'Int'],
  ['amountDomestic', 'amount', 'Decimal'],
  ['text', 'text', 'String'],
  ['crossReference', 'reference', 'String'],
  ['externalReference1', 'token', 'String'],
];

/** What differs from line to line of a batch; the rest is said once. */
const OF_EACH_LINE: ReadonlySet<string> = new Set([
  'debitType',
  'debitNo',
  'creditType',
  'creditNo',
  'amount',
]);
const OF_THE_CUSTOMER: ReadonlySet<string> = new Set(['customerNo', 'reference']);

/**
 * One batch: the customer's line names the invoice by its reference; interest and fees stand on lines beside it. Where
 * each line asks for the series' next number they may get one each: they are still one posting, since each is in balance
 * and a batch is posted whole.
 */
export function createQuestion(
  schema: Schema,
  companyNo: number,
  instruction: WriteBackInstruction,
  parts: VoucherParts,
  token: string,
  { voucherNo }: VoucherForm,
): Omit<Question, 'signal'> {
  const { bookOn, text } = instruction;
  const lines = voucherLines(instruction, parts);
  const shared: { readonly [name: string]: GraphqlValue } = {
    day: toDayNumber(bookOn),
    voucherNo: voucherNo ?? null,
    customerNo: parts.customerNo,
    text: `${token} ${text}`.slice(0, TEXT_MAX),
    reference: parts.reference,
    token,
  };
  const describes = schema.has('Batch_Input', 'description');
  const isPlain = voucherNo !== undefined && describes;
  const fields = LINE_FIELDS.filter(
    ([field]) => schema.has('Voucher_Input', field) && !(isPlain && field === 'externalReference1'),
  );
  const variables: { [name: string]: GraphqlValue } = { company: companyNo, series: parts.voucherSeriesNo };
  const types = new Map<string, string>([
    ['company', 'Int!'],
    ['series', 'Int'],
  ]);
  const use = (name: string, type: string, value: GraphqlValue | undefined): string => {
    types.set(name, type);
    variables[name] = value ?? null;
    return `$${name}`;
  };
  const vouchers = lines.map((line, place) => {
    const own = ownValues(line);
    const columns = fields
      .filter(([, variable]) => line.isCustomers || !OF_THE_CUSTOMER.has(variable))
      .map(([field, variable, type]) =>
        OF_EACH_LINE.has(variable)
          ? `${field}: ${use(place === 0 ? variable : `${variable}${place}`, type, own[variable])}`
          : `${field}: ${use(variable, type, shared[variable])}`,
      );
    return `{ ${columns.join(' ')} }`;
  });
  const description = describes ? `description: ${use('token', 'String', token)} ` : '';
  const valueDate = use('day', 'Int', shared['day']);
  const declared = [...types].map(([name, type]) => `$${name}: ${type}`);
  const operation = 'kravhub_create_batch';
  return {
    operation,
    document:
      `mutation ${operation}(${declared.join(', ')}) { useCompany(no: $company) { batch_create(values: [{ ` +
      `voucherSeriesNo: $series valueDate: ${valueDate} ${description}` +
      `vouchers: [${vouchers.join(', ')}] }]) { affectedRows items { batchNo } } } }`,
    variables,
  };
}

function ownValues({ debitType, debitNo, creditType, creditNo, amount }: LineSides): {
  readonly [name: string]: GraphqlValue;
} {
  return { debitType, debitNo, creditType, creditNo, amount: new ExactNumber(formatDecimal(amount)) };
}

/** Number of the batch that was made; undefined when none was, by the answer. @throws OutcomeUnknownError unreadable */
export function madeBatch({ data }: ChangeAnswer): number | undefined {
  const made = partOf(data, 'batch_create');
  if (made === undefined) return undefined;
  try {
    return wireMadeBatch(made).items?.[0]?.batchNo;
  } catch (error) {
    throw unreadableAnswer(error);
  }
}

/** Posts exactly this batch: without a filter some processings take every row that qualifies. */
export function updateQuestion(companyNo: number, batchNo: number): Omit<Question, 'signal'> {
  const operation = 'kravhub_update_batch';
  return {
    operation,
    document:
      `mutation ${operation}($company: Int!, $batch: Int!) { useCompany(no: $company) { batch_processings ` +
      `{ updateBatch(filter: { batchNo: { _eq: $batch } }) { succeeded voucherJournalNo } } } }`,
    variables: { company: companyNo, batch: batchNo },
  };
}

/** `untold`: neither done nor refused in so many words; the work may go on. @throws OutcomeUnknownError unreadable */
export function readUpdate({ data, refusal }: ChangeAnswer): 'done' | 'refused' | 'untold' {
  if (refusal) return 'refused';
  const processings = partOf(data, 'batch_processings');
  const result = isRecord(processings) ? processings['updateBatch'] : undefined;
  if (!isRecord(result)) return 'untold';
  try {
    const { succeeded } = wireUpdateResult(result);
    if (succeeded === undefined) return 'untold';
    return succeeded ? 'done' : 'refused';
  } catch (error) {
    throw unreadableAnswer(error);
  }
}

/** A batch of ours that is not posted and shall not be. */
export function deleteQuestion(companyNo: number, batchNo: number): Omit<Question, 'signal'> {
  const operation = 'kravhub_delete_batch';
  return {
    operation,
    document:
      `mutation ${operation}($company: Int!, $batch: Int!) { useCompany(no: $company) ` +
      `{ batch_delete(filter: { batchNo: { _eq: $batch } }) { affectedRows } } }`,
    variables: { company: companyNo, batch: batchNo },
  };
}

function partOf(data: ChangeAnswer['data'], name: string): unknown {
  const company = data?.['useCompany'];
  const part = isRecord(company) ? company[name] : undefined;
  return part === null ? undefined : part;
}

function unreadableAnswer(error: unknown): unknown {
  if (!(error instanceof DecodeError)) return error;
  return new OutcomeUnknownError(
    'Visma’s answer to a booking cannot be used; it may have been carried out.',
    {
      cause: error,
    },
  );
}
