import { type LedgerItemId, type LedgerPosting, type Money, money } from '@app/domain';
import type { LedgerSession, WriteBack, WriteBackInstruction, WriteBackKey } from '../contract/index.js';
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

export function reversalOf({ instruction }: Booking, posting: LedgerPosting): WriteBackInstruction {
  return {
    ...instruction,
    key: `${instruction.key}-back` as WriteBackKey,
    kind: 'reversal',
    reverses: posting,
  };
}
