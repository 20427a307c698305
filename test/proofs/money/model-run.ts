import { localDate } from '@app/domain';
import { COLLECTOR } from '../../../apps/hub/src/client-money/owner.js';
import { seededRandom } from '../../support/seeded-random.js';
import * as entries from './entries.js';
import { CURRENCY, type ModelClaim } from './model-claim.js';
import { type ModelCase, ModelWorld } from './model-world.js';

export interface ProofFigures {
  readonly seed: number;
  readonly operations: number;
  /** How often each was carried out; one that found nothing to do is not counted. */
  readonly byName: Readonly<Record<string, number>>;
  readonly settlements: number;
  readonly postings: number;
  readonly entries: number;
  readonly checks: number;
  /** With the operation after which they were found. */
  readonly violations: readonly string[];
}

const CREDITORS = 3;
const CASES_EACH = 4;
const CLAIMS_PER_CASE = 4;
/** After so many operations all that is under way arrives, and everything is compared. */
const ROUND = 250;
/** A seed with so many violations needs no further one. */
const VIOLATIONS_MAX = 20;

class Player {
  readonly world = new ModelWorld(CREDITORS, CASES_EACH, localDate('2026-01-05'));

  constructor(private readonly random: () => number) {}

  below(end: number): number {
    return Math.floor(this.random() * end);
  }

  amount(most: bigint): bigint {
    return most < 1n ? 0n : 1n + BigInt(this.below(Math.min(2 ** 31, Number(most))));
  }

  one<T>(all: readonly T[]): T | undefined {
    return all[this.below(all.length)];
  }

  case(): ModelCase {
    const chosen = this.one(this.world.cases);
    if (!chosen) throw new Error('There are no cases.');
    return chosen;
  }

  /** A claim that something is owed on, with its case. */
  owing(): { readonly of: ModelCase; readonly claim: ModelClaim } | undefined {
    const of = this.case();
    const claim = this.one(of.claims.filter(({ balance }) => balance.outstanding > 0n));
    return claim && { of, claim };
  }

  any(): { readonly of: ModelCase; readonly claim: ModelClaim } | undefined {
    const of = this.case();
    const claim = this.one(of.claims);
    return claim && { of, claim };
  }

  overBank(): boolean {
    return this.random() < 0.8;
  }
}

/** Answers whether there was something to do. */
type Operation = (player: Player) => boolean;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  invoice(player) {
    const of = player.case();
    if (of.claims.length >= CLAIMS_PER_CASE) return false;
    player.world.addClaim(of, player.amount(10_000_000n));
    return true;
  },
  charge(player) {
    const found = player.owing();
    if (!found || found.of.hasAgency) return false;
    found.claim.costsMinor += player.amount(70_000n);
    found.claim.interestMinor += player.amount(5_000n);
    return true;
  },
  pay(player) {
    const found = player.owing();
    if (!found) return false;
    const { of, claim } = found;
    const besides = of.hasAgency ? 0n : positive(claim.costsMinor) + positive(claim.interestMinor);
    player.world.pay(of, claim, claim.balance.outstanding + besides, player.overBank());
    return true;
  },
  'part-pay'(player) {
    const found = player.owing();
    if (!found) return false;
    player.world.pay(
      found.of,
      found.claim,
      player.amount(found.claim.balance.outstanding),
      player.overBank(),
    );
    return true;
  },
  overpay(player) {
    const found = player.any();
    if (!found) return false;
    const { of, claim } = found;
    player.world.pay(of, claim, claim.balance.outstanding + player.amount(200_000n), player.overBank());
    return true;
  },
  split(player) {
    const found = player.owing();
    if (!found || found.of.hasAgency || found.of.claims.length < 2) return false;
    const all = found.of.claims.reduce((sum, { balance }) => sum + balance.outstanding, 0n);
    player.world.pay(
      found.of,
      found.claim,
      found.claim.balance.outstanding + player.amount(all),
      player.overBank(),
    );
    return true;
  },
  'pay-directly'(player) {
    const found = player.owing();
    if (!found) return false;
    found.claim.invoice.post('payment', -player.amount(found.claim.invoice.outstandingMinor));
    return true;
  },
  credit(player) {
    const found = player.owing();
    const left = found?.claim.invoice.outstandingMinor ?? 0n;
    if (!found || left < 1n) return false;
    found.claim.invoice.post('credit', -player.amount(left));
    return true;
  },
  'write-off'(player) {
    const found = player.owing();
    if (!found) return false;
    found.claim.writeOff(player.amount(found.claim.balance.outstanding));
    return true;
  },
  'write-off-in-the-ledger'(player) {
    const found = player.owing();
    const left = found?.claim.invoice.outstandingMinor ?? 0n;
    if (!found || left < 1n) return false;
    found.claim.invoice.post('write-off', -player.amount(left));
    return true;
  },
  waive(player) {
    const found = player.any();
    if (!found || found.claim.costsMinor + found.claim.interestMinor < 1n) return false;
    found.claim.costsMinor -= player.amount(positive(found.claim.costsMinor));
    found.claim.interestMinor -= player.amount(positive(found.claim.interestMinor));
    return true;
  },
  reverse(player) {
    const alive = new Set(player.world.cases.flatMap(({ claims }) => claims));
    // What is over is out of the books' sight, and so are payments of which a part is over.
    const standing = player.world.settlements
      .slice(-400)
      .filter(({ kind, isReversed, isPart }) => kind === 'payment' && !isReversed && !isPart)
      .filter((one) => [one, ...one.passedOn].every(({ claim }) => alive.has(claim)));
    const payment = player.one(standing);
    if (!payment) return false;
    player.world.reverse(payment);
    return true;
  },
  'reverse-a-direct-payment'(player) {
    const found = player.any();
    const posting = found && player.one(found.claim.theirs());
    if (!found || !posting) return false;
    found.claim.invoice.reverse(posting);
    return true;
  },
  'take-ours-back-in-the-ledger'(player) {
    const found = player.any();
    const posting = found && player.one(found.claim.ours());
    if (!found || !posting) return false;
    found.claim.invoice.reverse(posting);
    return true;
  },
  refund(player) {
    const found = player.any();
    if (!found) return false;
    const { creditorId, id } = found.claim;
    const there = player.world.book.holds(creditorId, 'debtors', id);
    if (there < 1n) return false;
    player.world.order({ owner: creditorId, from: 'debtors', minor: player.amount(there), claimId: id });
    return true;
  },
  remit(player) {
    const { creditorId } = player.case();
    const { book } = player.world;
    const [there, advanced] = [book.holds(creditorId, 'creditor'), book.holds(creditorId, 'advanced')];
    if (there < 1n) return false;
    const kept = there < advanced ? there : advanced;
    if (kept > 0n) player.world.setOff(creditorId, kept);
    if (there > kept) player.world.order({ owner: creditorId, from: 'creditor', minor: there - kept });
    return true;
  },
  'take-out-fees'(player) {
    const { creditorId } = player.case();
    const there = player.world.book.holds(creditorId, 'earned');
    if (there < 1n) return false;
    player.world.order({ owner: creditorId, from: 'earned', minor: player.amount(there) });
    return true;
  },
  'unknown-money'(player) {
    const { world } = player;
    world.book.post(entries.received(world.id(), player.amount(500_000n), CURRENCY, world.today));
    return true;
  },
  'send-unknown-money-back'(player) {
    const there = player.world.book.holds(COLLECTOR, 'unallocated');
    if (there < 1n) return false;
    player.world.order({ owner: COLLECTOR, from: 'unallocated', minor: player.amount(there) });
    return true;
  },
  statement(player) {
    const { world } = player;
    if (world.orders.length === 0) return false;
    for (const order of world.orders) {
      const end = player.below(10) === 0 ? entries.orderFailed : entries.paidOut;
      world.book.post(end({ ...order, bookedOn: world.today }));
    }
    world.orders = [];
    return true;
  },
  work(player) {
    const found = player.any();
    if (!found) return false;
    player.world.postings += found.claim.drain();
    return true;
  },
  pull(player) {
    const found = player.any();
    if (!found) return false;
    found.claim.pull();
    return true;
  },
  night(player) {
    player.world.later();
    return true;
  },
};
const NAMES = Object.keys(OPERATIONS);
/** What happens often happens often here too. */
const OFTEN = [
  'invoice',
  'invoice',
  'charge',
  'pay',
  'part-pay',
  'part-pay',
  'overpay',
  'split',
  'work',
  'work',
  'pull',
  'pull',
];

/** Random operations of one seed, with everything compared again and again. */
export function proveMoney(seed: number, operations: number): ProofFigures {
  const player = new Player(seededRandom(seed));
  const { world } = player;
  const byName: Record<string, number> = Object.fromEntries(NAMES.map((name) => [name, 0]));
  const violations: string[] = [];
  let done = 0;
  let checks = 0;
  // Most draws find something to do; a world in which nothing can be done any more would be a fault of the proof.
  for (let draws = 0; done < operations && violations.length < VIOLATIONS_MAX; draws += 1) {
    if (draws > operations * 20) throw new Error(`Seed ${seed} finds nothing to do.`);
    const name = player.one([...NAMES, ...OFTEN]) ?? 'night';
    try {
      if (OPERATIONS[name]?.(player) !== true) continue;
    } catch (error) {
      violations.push(`${done} ${name}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    byName[name] = (byName[name] ?? 0) + 1;
    done += 1;
    if (done % ROUND !== 0 && done !== operations) continue;
    checks += 1;
    violations.push(...round(player).map((fault) => `${done} ${name}: ${fault}`));
  }
  const { settlements, postings, book } = world;
  return {
    seed,
    operations: done,
    byName,
    settlements: settlements.length,
    postings,
    entries: book.entries,
    checks,
    violations,
  };
}

/** All that is under way arrives, everything is compared, and what is over makes room for new claims. */
function round({ world }: Player): string[] {
  const claims = world.cases.flatMap((of) => of.claims);
  world.settleDown(claims);
  const faults = [...world.faults(claims), ...world.moneyFaults()];
  for (const of of world.cases) of.claims = of.claims.filter(({ balance }) => balance.outstanding > 0n);
  return faults;
}

function positive(minor: bigint): bigint {
  return minor < 0n ? 0n : minor;
}
