import type { LocalDate } from '@app/domain';

export interface ToldGiro {
  /** 10 to 21. */
  readonly type: number;
  readonly amountMinor: bigint;
  readonly settledOn: LocalDate;
  readonly paidOn?: LocalDate;
  /** With a minus before the amount; not for types 18 and 20, which go out by themselves. */
  readonly isNegative?: boolean;
  /** Empty with a text only. */
  readonly kid: string;
  readonly form: string;
  readonly archive: string;
  readonly debitAccount?: string;
  readonly text?: string;
}

export interface ToldAssignment {
  readonly agreement: string;
  readonly number: string;
  readonly account: string;
  readonly transactions: readonly ToldGiro[];
}

export interface ToldTransmission {
  readonly number: string;
  readonly assignments: readonly ToldAssignment[];
}

/** Writes a transmission with its counts and sums. For tests only. */
export function writeOcrGiro({ number, assignments }: ToldTransmission): string {
  const bodies = assignments.map((assignment) => assignmentLines(assignment));
  const all = assignments.flatMap(({ transactions }) => transactions);
  const lines = bodies.flat();
  return [
    filled(`NY00001000008080${number}00010200`),
    ...lines,
    filled(`NY000089${totals(all, lines.length + 2)}${lastDay(all)}`),
  ]
    .map((line) => `${line}\r\n`)
    .join('');
}

function assignmentLines({ agreement, number, account, transactions }: ToldAssignment): string[] {
  const lines = transactions.flatMap((transaction, index) => transactionLines(transaction, index + 1));
  const days = transactions.map(({ settledOn }) => settledOn).sort();
  const [first, last] = [days[0], days.at(-1)];
  const range = first && last ? `${shortDay(last)}${shortDay(first)}${shortDay(last)}` : '0'.repeat(18);
  return [
    filled(`NY090020${agreement}${number}${account}`),
    ...lines,
    filled(`NY090088${totals(transactions, lines.length + 2)}${range}`),
  ];
}

function transactionLines(transaction: ToldGiro, index: number): string[] {
  const {
    type,
    amountMinor,
    settledOn,
    paidOn,
    kid,
    form,
    archive,
    debitAccount = '',
    text,
    isNegative = false,
  } = transaction;
  const number = String(index).padStart(7, '0');
  const sign = isNegative ? '-' : '0';
  const lines = [
    `NY09${type}30${number}${shortDay(settledOn)}0101000${''.padStart(3, '0')}${sign}${digits(amountMinor, 17)}${kid.padStart(25)}000000`,
    `NY09${type}31${number}${form.padStart(10, '0')}${archive.padStart(9, '0')}0000000${paidOn ? shortDay(paidOn) : '000000'}${debitAccount.padStart(11, '0')}`,
  ];
  if (text !== undefined) lines.push(`NY09${type}32${number}${text.padEnd(40)}`);
  return lines.map(filled);
}

function totals(transactions: readonly ToldGiro[], records: number): string {
  const sum = transactions.reduce(
    (all, { amountMinor, isNegative }) => (isNegative ? all - amountMinor : all + amountMinor),
    0n,
  );
  return `${digits(BigInt(transactions.length), 8)}${digits(BigInt(records), 8)}${digits(sum, 17)}`;
}

function lastDay(transactions: readonly ToldGiro[]): string {
  const last = transactions
    .map(({ settledOn }) => settledOn)
    .sort()
    .at(-1);
  return last ? shortDay(last) : '000000';
}

function shortDay(day: LocalDate): string {
  return `${day.slice(8)}${day.slice(5, 7)}${day.slice(2, 4)}`;
}

function digits(value: bigint, length: number): string {
  return value.toString().padStart(length, '0');
}

function filled(line: string): string {
  return line.padEnd(80, '0');
}
