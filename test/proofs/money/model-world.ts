import { addDays, type ClaimId, type CreditorId, type LocalDate, type SettlementId } from '@app/domain';
import { allocatePayment, allocationPolicy } from '@app/collection';
import { COLLECTOR } from '../../../apps/hub/src/client-money/owner.js';
import { classifyClaim } from '../../../apps/hub/src/reconciliation/classify-difference.js';
import { moneyViolations } from '../../../apps/hub/src/reconciliation/client-money/money-violations.js';
import type { SettlementMoney } from '../../../apps/hub/src/reconciliation/client-money/settlement-money.js';
import {
  allocatedIntake,
  type Intake,
  takenBack,
} from '../../../apps/hub/src/settlements/settlement-intake.js';
import { splitReceived } from '../../../apps/hub/src/settlements/settlement-split.js';
import * as entries from './entries.js';
import { MemoryBook } from './memory-book.js';
import { CURRENCY, ModelClaim, type ModelSettlement } from './model-claim.js';

export type Draw = (below: number) => number;

/** A debtor's claims that are collected together, or with an agency that parts the money itself. */
export interface ModelCase {
  readonly creditorId: CreditorId;
  readonly hasAgency: boolean;
  claims: ModelClaim[];
}

/** Debtors, creditors, their ledgers and the bank, played by the hub's own rules. */
export class ModelWorld {
  readonly book = new MemoryBook();
  readonly creditors: readonly CreditorId[];
  readonly cases: ModelCase[];
  readonly settlements: ModelSettlement[] = [];
  orders: entries.Order[] = [];
  postings = 0;
  today: LocalDate;
  #ids = 0;

  constructor(creditors: number, casesEach: number, from: LocalDate) {
    this.today = from;
    this.creditors = Array.from({ length: creditors }, () => this.id<CreditorId>());
    this.cases = this.creditors.flatMap((creditorId, at) =>
      Array.from({ length: casesEach }, (_, number) => ({
        creditorId,
        hasAgency: (at + number) % 5 === 4,
        claims: [],
      })),
    );
  }

  id<Id extends string>(): Id {
    this.#ids += 1;
    return `00000000-0000-7000-8000-${String(this.#ids).padStart(12, '0')}` as Id;
  }

  later(): void {
    this.today = addDays(this.today, 1);
  }

  addClaim(of: ModelCase, principalMinor: bigint): ModelClaim {
    const claim = new ModelClaim(this.id<ClaimId>(), of.creditorId, this.today, principalMinor);
    of.claims.push(claim);
    return claim;
  }

  /** Money for a claim. Over our client account it lies in the journal; otherwise another has it. */
  pay(of: ModelCase, claim: ModelClaim, minor: bigint, overBank: boolean): void {
    const intakes = of.hasAgency
      ? [{ claim, intake: this.#parted(claim, minor) }]
      : this.#allocated(of, claim, minor);
    if (overBank) this.book.post(entries.received(this.id(), minor, CURRENCY, this.today));
    let first: ModelSettlement | undefined;
    for (const { claim: paid, intake } of intakes) {
      const settlement: ModelSettlement = {
        id: this.id<SettlementId>(),
        claim: paid,
        kind: 'payment',
        parts: intake,
        overBank,
        isPart: first !== undefined,
        passedOn: [],
        isReversed: false,
      };
      first?.passedOn.push(settlement);
      first ??= settlement;
      paid.settle(settlement);
      this.settlements.push(settlement);
      if (overBank && totalOf(intake) > 0n) this.book.post(entries.allocated(this.#partsOf(settlement)));
    }
  }

  /** The debtor's bank takes a whole payment back, with what of it was passed on. */
  reverse(payment: ModelSettlement): void {
    const originals = [payment, ...payment.passedOn];
    const reversals = originals.map((original): ModelSettlement => {
      const { id, parts } = original;
      original.isReversed = true;
      return {
        ...original,
        id: this.id<SettlementId>(),
        kind: 'reversal',
        parts: takenBack({ id, ...parts }),
        passedOn: [],
        isReversed: true,
      };
    });
    reversals.forEach((reversal, at) => reversal.claim.settle(reversal, originals[at]));
    const [first, ...others] = reversals;
    first?.passedOn.push(...others);
    this.settlements.push(...reversals);
    const taken = originals.filter(({ parts }) => totalOf(parts) > 0n).map((one) => this.#partsOf(one));
    if (!first || !payment.overBank || taken.length === 0) return;
    const holds: entries.Holdings = (owner, kind, claimId) => this.book.holds(owner, kind, claimId);
    this.book.post(entries.takenBack(first.id, taken, holds, this.today));
  }

  order(order: Omit<entries.Order, 'payout' | 'currency' | 'bookedOn'>): void {
    const made = { ...order, payout: this.id<string>(), currency: CURRENCY, bookedOn: this.today } as const;
    this.book.post(entries.ordered(made));
    this.orders.push(made);
  }

  setOff(creditorId: CreditorId, minor: bigint): void {
    this.book.post(entries.setOff(this.id(), creditorId, minor, CURRENCY, this.today));
  }

  /** Everything that is under way arrives: bookings, pulls, the nightly look, and a person's orders. */
  settleDown(claims: readonly ModelClaim[]): void {
    for (const claim of claims) {
      this.postings += claim.drain();
      claim.pull();
      claim.readAgain();
      claim.orderAgain();
      this.postings += claim.drain();
      claim.pull();
    }
  }

  /** What does not agree, in words; empty when everything does. */
  faults(claims: readonly ModelClaim[]): string[] {
    const byClaim = new Map<ModelClaim, SettlementMoney[]>(claims.map((claim) => [claim, []]));
    for (const one of this.#compared()) byClaim.get(one.claim)?.push(this.#moneyOf(one));
    return claims.flatMap((claim) => {
      const own = byClaim.get(claim) ?? [];
      const found = classifyClaim(claim.claimSide(), claim.ledgerSide(), own);
      const { outstanding, paid, credited, writtenOff, principal } = claim.balance;
      const lost =
        principal !== paid + credited + writtenOff + outstanding ? ['the claim has lost money'] : [];
      return [
        ...found.map(
          ({ kind, evidence }) => `${claim.id} ${kind} ${JSON.stringify(evidence).slice(0, 3000)}`,
        ),
        ...lost,
      ];
    });
  }

  /** What is wrong with the client money as a whole. */
  moneyFaults(): string[] {
    const settlements = this.#compared().map((one) => this.#moneyOf(one));
    const found = moneyViolations(this.book.facts(settlements));
    const bank = -this.book.holds(COLLECTOR, 'bank');
    const kinds = ['creditor', 'debtors', 'earned', 'on-its-way'] as const;
    const owed = this.creditors.reduce(
      (sum, creditor) => kinds.reduce((part, kind) => part + this.book.holds(creditor, kind), sum),
      this.book.holds(COLLECTOR, 'unallocated') + this.book.holds(COLLECTOR, 'on-its-way'),
    );
    const advanced = this.creditors.reduce(
      (sum, creditor) => sum + this.book.holds(creditor, 'advanced'),
      0n,
    );
    const sums = bank === owed - advanced ? [] : [`bank ${bank}, owed ${owed}, advanced ${advanced}`];
    return [...found.map(({ kind, detail }) => `${kind} ${JSON.stringify(detail)}`), ...sums];
  }

  #parted(claim: ModelClaim, minor: bigint): Intake {
    const { outstanding } = claim.balance;
    const split = splitReceived(
      { kind: 'sum', minor },
      { claimState: claim.state, outstandingMinor: outstanding },
    );
    return { ...split, reversesId: null };
  }

  #allocated(
    of: ModelCase,
    claim: ModelClaim,
    minor: bigint,
  ): { readonly claim: ModelClaim; readonly intake: Intake }[] {
    const beside =
      minor > claim.balance.outstanding
        ? of.claims.filter((one) => one !== claim && one.balance.outstanding > 0n)
        : [];
    const { shares, heldMinor, overpaidMinor } = allocatePayment(
      minor,
      [claim, ...beside].map(({ id, dueOn, costsMinor, interestMinor, balance }) => ({
        claimId: id,
        dueOn,
        owed: {
          costs: atLeastNothing(costsMinor),
          court: 0n,
          interest: atLeastNothing(interestMinor),
          principal: balance.outstanding,
        },
      })),
      allocationPolicy('NO', 'voluntary'),
      [{ claimId: claim.id }],
    );
    return [claim, ...beside].flatMap((one) => {
      const part = (name: string): bigint =>
        shares.reduce(
          (sum, share) => (share.claimId === one.id && share.part === name ? sum + share.minor : sum),
          0n,
        );
      const parts = {
        principalMinor: part('principal'),
        interestMinor: part('interest'),
        feesMinor: part('costs'),
        ownFeesMinor: 0n,
      };
      const surplusMinor = one === claim ? heldMinor + overpaidMinor : 0n;
      const intake = allocatedIntake({ ...parts, surplusMinor });
      return one === claim || totalOf(intake) > 0n ? [{ claim: one, intake }] : [];
    });
  }

  #partsOf({ id, claim, parts }: ModelSettlement): entries.SettledParts {
    return {
      ...parts,
      settlementId: id,
      creditorId: claim.creditorId,
      claimId: claim.id,
      currency: CURRENCY,
      bookedOn: this.today,
    };
  }

  /** A reversal is compared as a whole. */
  #compared(): ModelSettlement[] {
    return this.settlements.filter(({ kind, isPart }) => kind === 'payment' || !isPart);
  }

  #moneyOf(settlement: ModelSettlement): SettlementMoney {
    const { id, claim, kind, overBank, passedOn } = settlement;
    const whole = kind === 'payment' ? [settlement] : [settlement, ...passedOn];
    const sum = (of: (parts: Intake) => bigint): bigint =>
      whole.reduce((total, { parts }) => total + of(parts), 0n);
    return {
      settlementId: id,
      creditorId: claim.creditorId,
      claimId: claim.id,
      claimIds: whole.map((one) => one.claim.id),
      kind,
      currency: CURRENCY,
      principalMinor: sum(({ principalMinor }) => principalMinor),
      interestMinor: sum(({ interestMinor }) => interestMinor),
      feesMinor: sum(({ feesMinor }) => feesMinor),
      surplusMinor: sum(({ surplusMinor }) => surplusMinor),
      overBank,
      lines: this.book.linesOf(id, kind),
    };
  }
}

export function totalOf({ principalMinor, interestMinor, feesMinor, surplusMinor }: Intake): bigint {
  return principalMinor + interestMinor + feesMinor + surplusMinor;
}

function atLeastNothing(minor: bigint): bigint {
  return minor < 0n ? 0n : minor;
}
