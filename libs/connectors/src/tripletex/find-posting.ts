import { type Money, negate, parseMoney } from '@app/domain';
import {
  ConnectionBlockedError,
  type WriteBackBaseline,
  type WriteBackInstruction,
} from '../contract/index.js';
import type { TripletexClient } from './client.js';
import { isOwn } from './movements.js';
import { readVoucher } from './posting-reads.js';
import type { WireInvoice, WirePosting, WireVoucher } from './wire.js';
import { readTarget } from './write-back-target.js';

const CANDIDATES_MAX = 10;

/** Postings that were not there before, of exactly the amount and day of the instruction. */
export function newPostings(
  invoice: WireInvoice,
  { kind, amount, bookOn }: WriteBackInstruction,
  baseline: WriteBackBaseline,
): readonly WirePosting[] {
  const before = new Set(Array.isArray(baseline['postingIds']) ? baseline['postingIds'].map(String) : []);
  const change = kind === 'payment' ? negate(amount) : amount;
  return invoice.postings.filter(
    (posting) =>
      !before.has(posting.id) &&
      !isOwn(posting, invoice) &&
      posting.date === bookOn &&
      isAmount(posting.amountCurrency, change),
  );
}

/** An amount that is no exact money is not ours: we book whole minor units only. */
export function isAmount(text: string, change: Money): boolean {
  try {
    return parseMoney(text, change.currency).minor === change.minor;
  } catch {
    return false;
  }
}

export interface OursAmong {
  readonly ours: readonly WirePosting[];
  /** Candidates whose voucher is not shown to us: they can be neither adopted nor ruled out. */
  readonly unsure: number;
}

/**
 * Which candidates are our own booking. A payment's voucher must debit the chosen payment type's account: the same
 * amount booked by somebody else that day debits another. A reversal's voucher must reverse the voucher named.
 */
export async function findOurs(
  client: TripletexClient,
  candidates: readonly WirePosting[],
  instruction: WriteBackInstruction,
  signal?: AbortSignal,
): Promise<OursAmong> {
  const ours: WirePosting[] = [];
  let unsure = Math.max(0, candidates.length - CANDIDATES_MAX);
  for (const candidate of candidates.slice(0, CANDIDATES_MAX)) {
    const voucher = candidate.voucher && (await shownVoucher(client, candidate.voucher.id, signal));
    if (!voucher) unsure += 1;
    else if (isOurs(voucher, instruction)) ours.push(candidate);
  }
  return { ours, unsure };
}

function isOurs(voucher: WireVoucher, instruction: WriteBackInstruction): boolean {
  if (instruction.kind === 'reversal') {
    const link = voucher.reverseVoucher?.id;
    return link === undefined || link === instruction.reverses?.voucherId;
  }
  const target = readTarget(instruction.target);
  return voucher.postings.some(({ account, amountCurrency, postingRuleId }) => {
    // Filled in on some companies with the payment type's id: then it must be ours.
    if (postingRuleId !== undefined && postingRuleId !== 0 && String(postingRuleId) !== target?.paymentTypeId)
      return false;
    return account?.id === target?.debitAccountId && !amountCurrency.startsWith('-');
  });
}

async function shownVoucher(
  client: TripletexClient,
  id: string,
  signal?: AbortSignal,
): Promise<WireVoucher | undefined> {
  try {
    return await readVoucher(client, id, signal);
  } catch (error) {
    if (error instanceof ConnectionBlockedError && error.reason === 'permission-missing') return undefined;
    throw error;
  }
}
