import { parseMoney } from '@app/domain';
import { allocate as allocateEntries, type Share as EntryShare } from '../kit/index.js';
import type { WireEntry } from './wire.js';

/** How much of one entry went against another within their match, in øre. */
export type Share = EntryShare<WireEntry>;

/**
 * Who paid what within one match. PowerOffice says only which entries belong together, and how much of each is used
 * (`Amount` less `Balance`). Undefined when the match is not whole.
 */
export function allocate(entries: readonly WireEntry[]): readonly Share[] | undefined {
  return allocateEntries(
    entries.map((entry) => ({
      entry,
      id: BigInt(entry.Id),
      usedMinor: usedMinor(entry),
      isDocument: isInvoice(entry),
    })),
  );
}

export function isInvoice({ VoucherType }: WireEntry): boolean {
  return VoucherType === 'OutgoingInvoice' || VoucherType === 'OutgoingCreditNote';
}

/** Signed: what has been taken off a debit is positive, what a credit has given is negative. */
function usedMinor({ Amount, Balance }: WireEntry): bigint {
  return parseMoney(Amount, 'NOK').minor - parseMoney(Balance, 'NOK').minor;
}

/** Ledger entry ids rise with time. */
export function byId(a: WireEntry, b: WireEntry): number {
  const difference = BigInt(a.Id) - BigInt(b.Id);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
