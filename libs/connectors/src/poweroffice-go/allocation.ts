import { parseMoney } from '@app/domain';
import type { WireEntry } from './wire.js';

/** How much of one entry went against another within their match, in øre. */
export interface Share {
  readonly credit: WireEntry;
  readonly debit: WireEntry;
  /** Positive. */
  readonly minor: bigint;
}

/**
 * Who paid what within one match. PowerOffice says only which entries belong together, and how much of each is used
 * (`Amount` less `Balance`), so with several invoices under one match the shares are laid out in a fixed way: an entry
 * that takes another back goes against its exact opposite first, then oldest against oldest. The sum of an invoice's
 * shares is always what was taken off it. Undefined when the match is not whole: its debits and credits differ.
 */
export function allocate(entries: readonly WireEntry[]): readonly Share[] | undefined {
  const used = [...entries].sort(byId).map((entry) => ({ entry, left: usedMinor(entry) }));
  const debits = used.filter(({ left }) => left > 0n);
  const credits = used.filter(({ left }) => left < 0n).map(({ entry, left }) => ({ entry, left: -left }));
  if (used.reduce((sum, { left }) => sum + left, 0n) !== 0n) return undefined;
  const shares: Share[] = [];
  const take = (debit: (typeof debits)[number], credit: (typeof credits)[number]): void => {
    const minor = debit.left < credit.left ? debit.left : credit.left;
    if (minor === 0n) return;
    shares.push({ credit: credit.entry, debit: debit.entry, minor });
    debit.left -= minor;
    credit.left -= minor;
  };
  for (const debit of debits) {
    if (isInvoice(debit.entry)) continue;
    const opposite = credits.find(
      (credit) => credit.left === debit.left && byId(credit.entry, debit.entry) < 0,
    );
    if (opposite) take(debit, opposite);
  }
  for (const debit of debits) for (const credit of credits) take(debit, credit);
  return shares;
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
