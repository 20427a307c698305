import { type Money, parseMoney } from '@app/domain';
import type { WriteBackBaseline, WriteBackInstruction } from '../contract/index.js';
import { DecodeError, unusableAnswer } from '../kit/index.js';
import type { FortnoxClient } from './client.js';
import { BOOKS, isNegative } from './movements.js';
import { listPayments, readPayment } from './payments.js';
import type { WirePayment, WirePaymentRow } from './wire.js';
import { readTarget } from './write-back-target.js';

/** More new payments of one amount and day than this are looked at by a person, not by us. */
const CANDIDATES_MAX = 10;

/** Sources that no payment of ours has: bank files, autogiro, Fortnox Finans, netting. */
const OTHERS_SOURCES = new Set(['file', 'autogiro', 'finance', 'settle']);

/** All payments on the instruction's invoice. @throws RetryableLedgerError one of them cannot be read */
export async function paymentsOn(
  client: FortnoxClient,
  invoiceNumber: string,
  signal?: AbortSignal,
): Promise<readonly WirePaymentRow[]> {
  try {
    return await listPayments(client, invoiceNumber, signal);
  } catch (error) {
    if (error instanceof DecodeError)
      throw unusableAnswer('Fortnox', { operation: 'GET /invoicepayments', repeatable: true }, error.message);
    throw error;
  }
}

/** What the payment's own amount is, in the books' currency: negative where it takes one back. */
export function signedInBooks({ kind, amountInBooks }: WriteBackInstruction): Money {
  return kind === 'payment' ? amountInBooks : { ...amountInBooks, minor: -amountInBooks.minor };
}

export interface OursAmong {
  readonly ours: readonly WirePayment[];
  /** Candidates beyond the bound: they can be neither adopted nor ruled out. */
  readonly unsure: number;
}

/**
 * Payments that were not there before and can only be ours: the amount and day of the instruction, the target's own
 * mode and account. No payment carries a reference of ours, so this is all that tells.
 */
export async function findOurs(
  client: FortnoxClient,
  instruction: WriteBackInstruction,
  baseline: WriteBackBaseline,
  signal?: AbortSignal,
): Promise<OursAmong> {
  const before = new Set(Array.isArray(baseline['payments']) ? baseline['payments'].map(String) : []);
  const rows = await paymentsOn(client, instruction.invoiceNumber, signal);
  const candidates = rows.filter((row) => !before.has(row.Number) && isAlike(row, instruction));
  const ours: WirePayment[] = [];
  for (const { Number } of candidates.slice(0, CANDIDATES_MAX)) {
    const payment = await readPayment(client, Number, signal);
    if (payment && isOurs(payment, instruction)) ours.push(payment);
  }
  return { ours, unsure: Math.max(0, candidates.length - CANDIDATES_MAX) };
}

/** Same day and same amount. */
export function isAlike(
  { Amount, PaymentDate }: Pick<WirePaymentRow, 'Amount' | 'PaymentDate'>,
  instruction: WriteBackInstruction,
): boolean {
  return PaymentDate === instruction.bookOn && isAmount(Amount, signedInBooks(instruction));
}

export function isOurs(payment: WirePayment, instruction: WriteBackInstruction): boolean {
  const target = readTarget(instruction.target);
  const { ModeOfPayment, ModeOfPaymentAccount, Source } = payment;
  return (
    target !== undefined &&
    isAlike(payment, instruction) &&
    ModeOfPayment === target.mode &&
    (ModeOfPaymentAccount === undefined || ModeOfPaymentAccount === target.account) &&
    !OTHERS_SOURCES.has(Source ?? '')
  );
}

/** An amount that is no exact money is not ours: we book whole öre only. */
export function isAmount(text: string, amount: Money): boolean {
  try {
    return parseMoney(text, BOOKS).minor === amount.minor;
  } catch {
    return false;
  }
}

/** Numbers of booked payments that a later booked one of the opposite amount takes back: the newest such, each once. */
export function takenBack(rows: readonly WirePaymentRow[]): ReadonlySet<string> {
  const taken = new Set<string>();
  const booked = rows.filter(({ Booked }) => Booked === true);
  booked.forEach(({ Amount }, index) => {
    if (!isNegative(Amount)) return;
    const { minor } = parseMoney(Amount, BOOKS);
    const undone = booked
      .slice(0, index)
      .findLast((row) => !taken.has(row.Number) && isAmount(row.Amount, { minor: -minor, currency: BOOKS }));
    if (undone) taken.add(undone.Number);
  });
  return taken;
}
