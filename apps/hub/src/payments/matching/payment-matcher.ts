import { type BankTransaction, type Match, type MatchResult, matchTransaction } from '@app/bank-files';
import { type ClaimId, latest, type LocalDate } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { OwedNow } from '../../cases/money/owed-now.js';
import type { Transaction } from '../../database/transaction.js';
import { askedBy, askedInFields, isDecidedByFields, matchByName } from './asked-list.js';
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
    const told = payments.map((payment) => payment.told);
    const inFields = await this.issued.named(tx, askedInFields(told));
    const byFields = issueList(inFields.claims, new Map());
    const others = told.filter((one) => !isDecidedByFields(one, byFields));
    const named = others.length === 0 ? inFields : await this.issued.named(tx, askedBy(others));
    if ((inFields.isCut || named.isCut) && payments.length > 1) return this.#inHalves(tx, payments);
    const all = new Map([...inFields.claims, ...named.claims].map((claim) => [claim.claimId, claim]));
    const byName = others.length === 0 ? byFields : issueList([...all.values()], new Map());
    const looks = told.map((one) => matchByName(one, byName));
    const matches = looks.map(({ match }) => match);
    // Whoever named something of ours is not looked for by amount.
    const amounts = looks.flatMap(({ asksFor }) => asksFor ?? []);
    const byId = new Map(all);
    for (const claim of await this.issued.owing(tx, amounts)) byId.set(claim.claimId, claim);
    const claims = [...byId.values()];
    if (amounts.length > 0) {
      const byPrincipal = issueList(claims, new Map());
      for (const [index, { asksFor }] of looks.entries())
        if (asksFor) matches[index] = matchTransaction(payments[index]!.told, byPrincipal);
    }
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
    for (const payment of unsure) matches[payment.index] = matchTransaction(payment.told, byOwed);
    return { matches, claims: byId, owed };
  }

  /**
   * Locks claims that payments were matched with, in one order over all creditors.
   * @returns those that are no longer as they were matched
   */
  changedSince(tx: Transaction, claims: readonly IssuedClaim[]): Promise<ClaimId[]> {
    return this.issued.changedSince(tx, claims);
  }

  /** A claim that a list has no room for may be the one that makes a payment uncertain: fewer payments ask for fewer claims. */
  async #inHalves(tx: Transaction, payments: readonly PaymentToMatch[]): Promise<Matched> {
    const middle = Math.ceil(payments.length / 2);
    const first = await this.match(tx, payments.slice(0, middle));
    const second = await this.match(tx, payments.slice(middle));
    return {
      matches: [...first.matches, ...second.matches],
      claims: new Map([...first.claims, ...second.claims]),
      owed: new Map([...first.owed, ...second.owed]),
    };
  }
}

/** Claims of whose costs and interest the result may depend. */
function claimsBeyond(result: MatchResult): ClaimId[] {
  if (result.kind === 'too-much') return result.allocations.map(({ claim }) => claim as ClaimId);
  if (result.kind === 'proposal') return result.candidates.map(({ claim }) => claim as ClaimId);
  return [];
}
