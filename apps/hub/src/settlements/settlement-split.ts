import { type ClaimState, smaller } from '@app/domain';

/** What was received, in minor units of the claim's currency: as one sum, or already parted by the pipeline. */
export type Received =
  | { readonly kind: 'sum'; readonly minor: bigint }
  | {
      readonly kind: 'parts';
      readonly principalMinor: bigint;
      readonly interestMinor: bigint;
      readonly feesMinor: bigint;
      /** Of the fees: the creditor's own, charged before the hand-over. */
      readonly ownFeesMinor: bigint;
    };

export interface SplitFacts {
  readonly claimState: ClaimState;
  readonly outstandingMinor: bigint;
  /** The whole principal part in the currency of the books, as the bank converted it; absent where the currencies are equal. */
  readonly principalInBooksMinor?: bigint;
}

export interface Split {
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  /** Of the fees: the creditor's own, charged before the hand-over. */
  readonly ownFeesMinor: bigint;
  /** More than is owed: kept for the debtor, never dropped. */
  readonly surplusMinor: bigint;
  readonly principalInBooksMinor: bigint;
}

/** States in which nobody collects: what comes in is taken, and waits for a person. */
const NOT_COLLECTED: readonly ClaimState[] = ['closed', 'withdrawn', 'rejected'];

export function isCollected(state: ClaimState): boolean {
  return !NOT_COLLECTED.includes(state);
}

/**
 * Principal never exceeds what is outstanding; the rest is surplus. On a claim that is not collected (any more) all of
 * it is surplus. The parts always add up to what was received.
 */
export function splitReceived(received: Received, facts: SplitFacts): Split {
  const asked = askedParts(received, facts);
  if (!isCollected(facts.claimState)) {
    const surplusMinor = asked.principalMinor + asked.interestMinor + asked.feesMinor + asked.surplusMinor;
    const nothing = { principalMinor: 0n, interestMinor: 0n, feesMinor: 0n, ownFeesMinor: 0n };
    return { ...nothing, surplusMinor, principalInBooksMinor: 0n };
  }
  const principalMinor = smaller(asked.principalMinor, facts.outstandingMinor);
  return {
    principalMinor,
    interestMinor: asked.interestMinor,
    feesMinor: asked.feesMinor,
    ownFeesMinor: asked.ownFeesMinor,
    surplusMinor: asked.surplusMinor + asked.principalMinor - principalMinor,
    principalInBooksMinor: inBooks(principalMinor, asked.principalMinor, facts.principalInBooksMinor),
  };
}

function askedParts(received: Received, facts: SplitFacts): Omit<Split, 'principalInBooksMinor'> {
  if (received.kind === 'parts') return { ...received, surplusMinor: 0n };
  const principalMinor = smaller(received.minor, facts.outstandingMinor);
  const surplusMinor = received.minor - principalMinor;
  return { principalMinor, interestMinor: 0n, feesMinor: 0n, ownFeesMinor: 0n, surplusMinor };
}

/**
 * The bank converted the whole principal at one rate, so the part of it that counts has its share, cut to whole minor
 * units; the remainder stays with the surplus. No other rate is ever used.
 */
function inBooks(principalMinor: bigint, askedMinor: bigint, askedInBooksMinor: bigint | undefined): bigint {
  if (askedInBooksMinor === undefined) return principalMinor;
  if (askedMinor === 0n) return 0n;
  return (askedInBooksMinor * principalMinor) / askedMinor;
}
