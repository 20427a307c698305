import { atLeastZero, type ClaimId, type Country, type Currency, type LocalDate } from '@app/domain';
import {
  BALANCE_PARTS,
  type BalancePart,
  DEFAULT_LAW_SETTINGS,
  exactBetween,
  type InterestRelief,
  type InterestStart,
  type InterestStatement,
  interestStart,
  lateInterest,
  type PrincipalChange,
  principalSteps,
  type RateIndex,
  rateIndex,
  roundInterest,
} from '@app/collection';
import type { CaseRecord, RecordClaim } from './case-record.js';

export type Owed = Readonly<Record<BalancePart, bigint>>;

export interface ClaimBalance {
  readonly claimId: ClaimId;
  readonly owed: Owed;
}

/** What is owed on a day, claim by claim; nothing of it is negative. Minor units. */
export interface CaseBalance {
  readonly currency: Currency;
  readonly asOf: LocalDate;
  readonly claims: readonly ClaimBalance[];
  readonly total: Owed;
}

/** Due days of claims: those of a few years. Forgotten together when they are many. */
const STARTS_MAX = 20_000;

const NOTHING: Owed = { principal: 0n, interest: 0n, costs: 0n, court: 0n };

/** Counts many claims of one country; the table of rates is summed up once. */
export class BalanceCounter {
  readonly #index: RateIndex;
  readonly #starts = new Map<LocalDate, InterestStart>();

  constructor(private readonly country: Country) {
    this.#index = rateIndex(country, DEFAULT_LAW_SETTINGS[country].interest.dayCount);
  }

  /** @throws OutsideTableError when a rate of the time is not known: no other one is taken for it */
  balance(record: CaseRecord, asOf: LocalDate): CaseBalance {
    const claims = record.claims.map((claim) => ({
      claimId: claim.id,
      owed: claim.state === 'withdrawn' ? NOTHING : this.#owed(record, claim, asOf),
    }));
    return { currency: record.currency, asOf, claims, total: totalOf(claims) };
  }

  #owed(record: CaseRecord, claim: RecordClaim, asOf: LocalDate): Owed {
    const settled = settledParts(record, claim.id);
    const accrued = this.#interest(record, claim, asOf);
    return {
      principal: BigInt(claim.outstanding),
      interest: atLeastZero(accrued + settled.interest),
      costs: atLeastZero(settled.costs),
      court: atLeastZero(settled.court),
    };
  }

  #interest(record: CaseRecord, claim: RecordClaim, asOf: LocalDate): bigint {
    const reliefs = reliefsOf(record);
    // The words for a letter cost more than the sum: only where a part of the time is waived are they needed.
    if (reliefs.length > 0) return interestStatement(record, claim, asOf, this.country).amount.minor;
    const { rounding } = DEFAULT_LAW_SETTINGS[this.country].interest;
    const start = this.#start(claim.dueOn);
    if (asOf <= start.inTimeUntil) return 0n;
    // Nearly all claims: nothing has come in, and the principal is the same from the first day to the last.
    if (record.movements.length === 0)
      return roundInterest(exactBetween(this.#index, baseOf(claim), start.startsOn, asOf), rounding);
    const steps = principalSteps(baseOf(claim), changesOf(record, claim), start.startsOn, start.inTimeUntil);
    const exact = steps.reduce((sum, { from, until, principalMinor }) => {
      const to = until === undefined || until > asOf ? asOf : until;
      return sum + exactBetween(this.#index, principalMinor, from, to);
    }, 0n);
    return roundInterest(exact, rounding);
  }

  #start(dueOn: LocalDate): InterestStart {
    const known = this.#starts.get(dueOn);
    if (known) return known;
    if (this.#starts.size >= STARTS_MAX) this.#starts.clear();
    const start = interestStart({ dueOn }, this.country, DEFAULT_LAW_SETTINGS[this.country].interest);
    this.#starts.set(dueOn, start);
    return start;
  }
}

/** The interest of a claim line by line, as letters and the case file show it. */
export function interestStatement(
  record: CaseRecord,
  claim: RecordClaim,
  asOf: LocalDate,
  country: Country,
): InterestStatement {
  return lateInterest(
    {
      principal: { minor: baseOf(claim), currency: record.currency },
      due: { dueOn: claim.dueOn },
      changes: changesOf(record, claim),
      until: asOf,
      country,
      standing: record.debtor.standing ?? 'consumer',
      reliefs: reliefsOf(record),
    },
    DEFAULT_LAW_SETTINGS[country].interest,
  );
}

function totalOf(claims: readonly ClaimBalance[]): Owed {
  if (claims.length === 1) return claims[0]!.owed;
  const total: Record<BalancePart, bigint> = { ...NOTHING };
  for (const { owed } of claims) for (const part of BALANCE_PARTS) total[part] += owed[part];
  return total;
}

export function owedOfClaim(balance: CaseBalance, claimId: ClaimId): bigint {
  const claim = balance.claims.find((found) => found.claimId === claimId);
  return claim ? sumOf(claim.owed) : 0n;
}

export function sumOf(owed: Owed): bigint {
  return BALANCE_PARTS.reduce((sum, part) => sum + owed[part], 0n);
}

/**
 * What had gone before the hand-over has days that nobody told: it is taken off from the beginning, in the debtor's
 * favour.
 */
function baseOf({ principal, reducedBefore }: RecordClaim): bigint {
  return BigInt(principal) - BigInt(reducedBefore);
}

function changesOf(record: CaseRecord, { id }: RecordClaim): PrincipalChange[] {
  const changes: PrincipalChange[] = [];
  for (const { claimId, part, kind, minor, on } of record.movements) {
    if (claimId !== id || part !== 'principal') continue;
    const isMoney = kind === 'payment' || kind === 'payment-reversed' || kind === 'direct-payment';
    changes.push({ on, minor: BigInt(minor), kind: isMoney ? 'payment' : 'credit' });
  }
  return changes;
}

/** What was paid of interest and costs, charged, given up or lost; signed as it adds to what is owed. */
function settledParts({ movements, charges }: CaseRecord, claimId: ClaimId): Owed {
  const sums: Record<BalancePart, bigint> = { ...NOTHING };
  for (const { claimId: of, part, minor } of movements) {
    if (of === claimId && part !== 'overpaid') sums[part] -= BigInt(minor);
  }
  for (const { claimId: of, part, minor } of charges) {
    if (of === claimId) sums[part] += BigInt(minor);
  }
  return sums;
}

const NO_RELIEFS: readonly InterestRelief[] = [];

function reliefsOf({ deferrals, interestFree }: CaseRecord): readonly InterestRelief[] {
  if (deferrals.length === 0 && interestFree.length === 0) return NO_RELIEFS;
  const given = deferrals
    .filter(({ interest }) => interest === 'waived')
    .map(({ grantedOn, untilOn }): InterestRelief => ({ from: grantedOn, to: untilOn, reason: 'waived' }));
  const planned = interestFree.map(({ from, to }): InterestRelief => ({
    from,
    reason: 'waived',
    ...(to === null ? {} : { to }),
  }));
  return [...given, ...planned];
}
