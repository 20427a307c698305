import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { currency, type JsonObject, localDate, type Money, parseMoney } from '@app/domain';
import type { Cursor, WriteBackBaseline, WriteBackInstruction } from '@app/connectors';
import { UsageError } from './arguments.js';

/** @throws UsageError naming the file, never its content */
export function readJsonFile(path: string, what: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`${what}: the file ${path} cannot be read.`);
  }
  try {
    const value = JSON.parse(text) as unknown;
    if (isObject(value)) return value;
  } catch {
    // Said below: the parser's own words would repeat the content.
  }
  throw new UsageError(`${what}: the file ${path} does not hold a JSON object.`);
}

export function readCursorFile(path: string): Cursor | undefined {
  try {
    readFileSync(path);
  } catch {
    return undefined;
  }
  const { version, state } = readJsonFile(path, '--cursor');
  if (typeof version !== 'number' || !isObject(state))
    throw new UsageError(`--cursor: ${path} does not hold a cursor.`);
  return { version, state };
}

/** Whole or not at all: a pull may be stopped at any moment. */
export function writeCursorFile(path: string, cursor: Cursor): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(cursor)}\n`);
  renameSync(`${path}.new`, path);
}

export interface InstructionFile {
  readonly instruction: WriteBackInstruction;
  /** Of an earlier attempt. */
  readonly baseline: WriteBackBaseline | undefined;
}

export function readInstructionFile(path: string): InstructionFile {
  const { instruction, baseline } = readJsonFile(path, '--instruction');
  if (!isObject(instruction)) throw new UsageError('--instruction: the file has no "instruction".');
  return { instruction: toInstruction(instruction), baseline: isObject(baseline) ? baseline : undefined };
}

const TEXTS = [
  'key',
  'kind',
  'ledgerItemId',
  'ledgerDebtorId',
  'invoiceNumber',
  'invoicedOn',
  'bookOn',
  'text',
];

function toInstruction(raw: JsonObject): WriteBackInstruction {
  for (const name of TEXTS) {
    if (typeof raw[name] !== 'string') throw new UsageError(`--instruction: "${name}" must be text.`);
  }
  if (raw['kind'] !== 'payment' && raw['kind'] !== 'reversal') {
    throw new UsageError('--instruction: "kind" is payment or reversal.');
  }
  if (!isObject(raw['target']))
    throw new UsageError('--instruction: "target" must be one that `targets` printed.');
  const amount = toMoney(raw['amount'], 'amount');
  const amountInBooks =
    raw['amountInBooks'] === undefined ? amount : toMoney(raw['amountInBooks'], 'amountInBooks');
  const { reverses } = raw;
  try {
    localDate(String(raw['bookOn']));
    localDate(String(raw['invoicedOn']));
  } catch {
    throw new UsageError('--instruction: "bookOn" and "invoicedOn" are days of the form YYYY-MM-DD.');
  }
  const posting = isObject(reverses)
    ? { reverses: { ...reverses, change: toMoney(reverses['change'], 'reverses.change') } }
    : {};
  return { ...raw, ...posting, amount, amountInBooks } as unknown as WriteBackInstruction;
}

function toMoney(raw: unknown, name: string): Money {
  if (isObject(raw) && typeof raw['amount'] === 'string' && typeof raw['currency'] === 'string') {
    try {
      return parseMoney(raw['amount'], currency(raw['currency']));
    } catch {
      // Said below.
    }
  }
  throw new UsageError(`--instruction: "${name}" must read like { "amount": "400.00", "currency": "NOK" }.`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
