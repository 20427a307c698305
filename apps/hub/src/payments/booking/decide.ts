import type { MatchResult } from '@app/bank-files';
import { type ClaimId, type Currency, smaller } from '@app/domain';

/** Money of one payment for one claim, in minor units of the payment's currency. */
export interface Share {
  readonly claimId: ClaimId;
  readonly minor: bigint;
}

/** What the machine books of a payment, and why something of it is left for a person; null when nothing is. */
export interface Decision {
  readonly shares: readonly Share[];
  readonly reason: string | null;
}

/** What the booking has to know of a claim besides the match. */
export interface ClaimTerms {
  readonly currency: Currency;
  /** Where it differs from the claim's, the bank's own conversion is needed, which no file tells. */
  readonly booksCurrency: Currency;
  /** What other claims of its case would take of a surplus. */
  readonly besideMinor: bigint;
}

/**
 * Only what is certain is booked without a person. A surplus stays where it is, with the reason, until somebody says whose it is;
 * but what the payer's other claims in the same case owe is no surplus: one reference stands on a letter for all of them.
 */
export function decide(
  result: MatchResult,
  paidMinor: bigint,
  termsOf: (claimId: ClaimId) => ClaimTerms | undefined,
): Decision {
  switch (result.kind) {
    case 'matched':
      return booked([result.allocation], null);
    case 'several':
      return booked(result.allocations, null);
    case 'too-much': {
      const [only] = result.allocations;
      if (!only || result.allocations.length > 1) return booked(result.allocations, 'surplus');
      const beside = termsOf(only.claim as ClaimId)?.besideMinor ?? 0n;
      const minor = smaller(paidMinor, only.amount.minor + beside);
      return booked([{ ...only, amount: { ...only.amount, minor } }], minor === paidMinor ? null : 'surplus');
    }
    case 'proposal':
      return { shares: [], reason: result.reason };
    case 'unmatched':
      return { shares: [], reason: result.reason };
    case 'closed-claim':
    case 'wrong-currency':
    case 'foreign-reference':
      return { shares: [], reason: result.kind };
  }

  function booked(
    allocations: readonly { readonly claim: string; readonly amount: { readonly minor: bigint } }[],
    reason: string | null,
  ): Decision {
    const shares = allocations.map(({ claim, amount }) => ({
      claimId: claim as ClaimId,
      minor: amount.minor,
    }));
    const needsBank = shares.some(({ claimId }) => {
      const terms = termsOf(claimId);
      return terms !== undefined && terms.currency !== terms.booksCurrency;
    });
    if (needsBank) return { shares: [], reason: 'books-amount-missing' };
    return { shares, reason: shares.length === 0 ? (reason ?? 'surplus') : reason };
  }
}
