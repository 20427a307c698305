import { type BankTransaction, type Match, type MatchResult, matchTransaction } from '@app/bank-files';
import { type ClaimId, latest, type LocalDate } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { OwedNow } from '../../cases/money/owed-now.js';
import type { Transaction } from '../../database/transaction.js';
import { askedBy } from './asked-list.js';
import { type IssuedClaim, issueList, IssuedClaims } from './issued-claims.js';

export interface PaymentToMatch {
  readonly told: BankTransaction;
  readonly paidOn: LocalDate;
}

export interface Matched {
  /** In the order given. */
  readonly matches: readonly Match[];
  readonly claims: ReadonlyMap<ClaimId, IssuedClaim>;
  /** Of those claims for which it mattered. */
  readonly owed: ReadonlyMap<ClaimId, OwedNow>;
}

/** Finds for a batch of payments whose they are. In an operator's transaction. */
@Injectable()
export class PaymentMatcher {
  constructor(private readonly issued: IssuedClaims) {}

  /**
   * First by the principals alone: nearly every payment is decided by them. Where one is more than that, or may be
   * exactly what is owed with costs and interest, these are counted, and it is matched once more.
   */
  async match(tx: Transaction, payments: readonly PaymentToMatch[]): Promise<Matched> {
    const claims = await this.issued.find(tx, askedBy(payments.map(({ told }) => told)));
    const byId = new Map(claims.map((claim) => [claim.claimId, claim]));
    const byPrincipal = issueList(claims, new Map());
    const matches = payments.map(({ told }) => matchTransaction(told, byPrincipal));
    const unsure = payments.flatMap((payment, index) => {
      const ids = claimsBeyond(matches[index]!.result);
      return ids.length === 0 ? [] : [{ ...payment, index, ids }];
    });
    const [first] = unsure;
    if (!first) return { matches, claims: byId, owed: new Map() };
    const some = new Set(unsure.flatMap(({ ids }) => ids));
    const on = unsure.reduce((last, { paidOn }) => latest(last, paidOn), first.paidOn);
    const owed = await this.issued.owedOf(
      tx,
      claims.filter(({ claimId }) => some.has(claimId)),
      on,
    );
    const byOwed = issueList(claims, owed);
    for (const { told, index } of unsure) matches[index] = matchTransaction(told, byOwed);
    return { matches, claims: byId, owed };
  }
}

/** Claims of whose costs and interest the result may depend. */
function claimsBeyond(result: MatchResult): ClaimId[] {
  if (result.kind === 'too-much') return result.allocations.map(({ claim }) => claim as ClaimId);
  if (result.kind === 'proposal') return result.candidates.map(({ claim }) => claim as ClaimId);
  return [];
}
