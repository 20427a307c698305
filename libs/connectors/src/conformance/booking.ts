import { expect } from '@jest/globals';
import { type LedgerItemId, type LedgerPosting, type Money, money } from '@app/domain';
import {
  BookedLaterError,
  type LedgerSession,
  type WriteBack,
  type WriteBackBaseline,
  type WriteBackInstruction,
  type WriteBackKey,
} from '../contract/index.js';
import type { Bench } from './bench.js';

/** An invoice of 1000.00 and an instruction to book 400.00 on it. */
export interface Booking {
  readonly session: LedgerSession;
  readonly writeBack: WriteBack;
  readonly itemId: string;
  readonly instruction: WriteBackInstruction;
}

let keys = 0;

export async function makeBooking(bench: Bench, amountMinor = 40_000n): Promise<Booking> {
  const session = bench.session();
  const { writeBack } = session;
  if (!writeBack) throw new Error('The connector has no write-back.');
  const itemId = bench.ledger.addInvoice({ amount: '1000.00', invoicedOn: bench.daysAgo(50) });
  const { found } = await session.readItems([itemId as LedgerItemId]);
  const item = found[0];
  const option = (await writeBack.targets()).find(({ proposed }) => proposed);
  if (!item || !option) throw new Error('The ledger shows neither the new invoice nor a proposed target.');
  keys += 1;
  const amount: Money = money(amountMinor, item.original.currency);
  const instruction: WriteBackInstruction = {
    key: `conformance-${keys}` as WriteBackKey,
    kind: 'payment',
    ledgerItemId: item.ledgerItemId,
    ledgerDebtorId: item.ledgerDebtorId,
    invoiceNumber: item.invoiceNumber,
    invoicedOn: item.invoicedOn,
    amount,
    amountInBooks: amount,
    bookOn: bench.today,
    text: 'Case KH-1',
    target: option.target,
  };
  return { session, writeBack, itemId, instruction };
}

/**
 * Posts, and answers with the posting. A ledger that books later is then asked for it: until it has booked, it may say
 * neither that the booking is absent nor that it is there.
 */
export async function postThrough(
  bench: Bench,
  writeBack: WriteBack,
  instruction: WriteBackInstruction,
  baseline: WriteBackBaseline,
): Promise<LedgerPosting> {
  try {
    return await writeBack.post(instruction, baseline);
  } catch (error) {
    if (!(error instanceof BookedLaterError)) throw error;
  }
  if (!bench.ledger.completeBookings)
    throw new Error('The ledger books at once, and its connector says later.');
  const early = await writeBack.find(instruction, baseline);
  expect(['being-confirmed', 'posted']).toContain(early.outcome);
  bench.ledger.completeBookings();
  const found = await writeBack.find(instruction, baseline);
  if (found.outcome !== 'posted') throw new Error(`The ledger has booked, and find says ${found.outcome}.`);
  return found.posting;
}

export function reversalOf({ instruction }: Booking, posting: LedgerPosting): WriteBackInstruction {
  return {
    ...instruction,
    key: `${instruction.key}-back` as WriteBackKey,
    kind: 'reversal',
    reverses: posting,
  };
}
