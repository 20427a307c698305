/** An entry of a customer's account that is matched with others, and how much of it is used. */
export interface MatchedEntry<E> {
  readonly entry: E;
  /** Rises with time. */
  readonly id: bigint;
  /** Signed: what has been taken off a debit is positive, what a credit has given is negative. Minor units. */
  readonly usedMinor: bigint;
  /** A demand or what credits one; false for money and for whatever takes another entry back. */
  readonly isDocument: boolean;
}

/** How much of one entry went against another within their match, in minor units. */
export interface Share<E> {
  readonly credit: E;
  readonly debit: E;
  /** Positive. */
  readonly minor: bigint;
}

/**
 * Who paid what within one match, for ledgers that say only which entries belong together and how much of each is used.
 * With several invoices under one match the shares are laid out in a fixed way: an entry that takes another back goes
 * against its exact opposite first, then oldest against oldest. The sum of an entry's shares is always what was taken
 * off it. Undefined when the match is not whole: its debits and credits differ.
 */
export function allocate<E>(entries: readonly MatchedEntry<E>[]): readonly Share<E>[] | undefined {
  const used = [...entries].sort(byId).map((matched) => ({ ...matched, left: matched.usedMinor }));
  const debits = used.filter(({ left }) => left > 0n);
  const credits = used.filter(({ left }) => left < 0n).map((credit) => ({ ...credit, left: -credit.left }));
  if (used.reduce((sum, { left }) => sum + left, 0n) !== 0n) return undefined;
  const shares: Share<E>[] = [];
  const take = (debit: (typeof debits)[number], credit: (typeof credits)[number]): void => {
    const minor = debit.left < credit.left ? debit.left : credit.left;
    if (minor === 0n) return;
    shares.push({ credit: credit.entry, debit: debit.entry, minor });
    debit.left -= minor;
    credit.left -= minor;
  };
  for (const debit of debits) {
    if (debit.isDocument) continue;
    const opposite = credits.find((credit) => credit.left === debit.left && credit.id < debit.id);
    if (opposite) take(debit, opposite);
  }
  for (const debit of debits) for (const credit of credits) take(debit, credit);
  return shares;
}

function byId(a: { readonly id: bigint }, b: { readonly id: bigint }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
