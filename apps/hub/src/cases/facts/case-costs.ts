import type { ClaimId, Country, LocalDate } from '@app/domain';
import {
  type CostFacts,
  DEFAULT_LAW_SETTINGS,
  interestStart,
  norwegianCosts,
  type NorwegianLetter,
  type Regime,
  swedishCosts,
  type SwedishMeasure,
} from '@app/collection';
import type { NewCharge } from '../case-book.js';
import type { CaseRecord, RecordCharge, RecordClaim, RecordStep } from './case-record.js';

export interface CostTerms {
  readonly country: Country;
  readonly regime: Regime;
  readonly vatLiable: boolean;
  /** Sweden: a fee for reminders was agreed when the debts arose. */
  readonly agreedReminderFee: boolean;
  readonly today: LocalDate;
}

/** Kinds of fees that the law's answer for the whole claim is compared with. */
export const LETTER_FEES: ReadonlySet<string> = new Set([
  'reminder-fee',
  'notice-fee',
  'demand-fee',
  'letter-fees',
]);
const COLLECTOR_FEE = 'collection-fee';
const COMPENSATION = 'compensation';

/**
 * What must be charged, replaced or given up today so that each claim's costs are those that the law allows: the light
 * fee with the demand, the heavy one in its place when its day has come, nothing where costs are lost. The tables are in the country's own money: a case in
 * another currency is collected without fees.
 */
export function dueCharges(record: CaseRecord, terms: CostTerms): NewCharge[] {
  if (record.currency !== (terms.country === 'NO' ? 'NOK' : 'SEK')) return [];
  const charges = terms.country === 'NO' ? norwegianCharges : swedishCharges;
  return record.claims
    .filter(({ state }) => state !== 'withdrawn')
    .flatMap((claim) => charges(record, claim, terms));
}

function norwegianCharges(record: CaseRecord, claim: RecordClaim, terms: CostTerms): NewCharge[] {
  // The new act's fees are not published (LOV-2026-05-22-19 § 19): nothing is added, and what was owed before it stands.
  if (terms.regime !== 'NO-1988') return [];
  const charged = chargedSoFar(record, claim.id);
  // The first that counts: one that is sent again later does not turn a heavy fee back into a light one.
  const demands = stepsOf(record, claim.id).filter(
    ({ kind, byCreditor }) => kind === 'demand' && !byCreditor,
  );
  const demand = demands.find(({ undelivered }) => !undelivered) ?? demands[0];
  // Nothing was charged and nothing can be: most cases of a night are young.
  if (
    demand === undefined &&
    charged.letters === 0n &&
    charged.collector === 0n &&
    charged.compensation === 0n
  )
    return [];
  const settings = DEFAULT_LAW_SETTINGS.NO;
  const letters = norwegianLetters(record, claim.id);
  const paidOn = principalPaidOn(record, claim);
  const isBusiness = record.debtor.standing === 'business';
  const costs = norwegianCosts(
    {
      regime: terms.regime,
      dueOn: claim.dueOn,
      baseMinor: demandedPrincipal(record, claim, demand?.on ?? terms.today),
      standing: record.debtor.standing ?? 'consumer',
      liableToVat: terms.vatLiable,
      asOf: terms.today,
      ...(paidOn === undefined ? {} : { principalPaidOn: paidOn }),
      letters,
      ...(demand === undefined || demand.deadlineOn === null
        ? {}
        : {
            demand: { sentOn: demand.on, deadlineOn: demand.deadlineOn, meetsStatute: !demand.undelivered },
          }),
      ...(isBusiness && demand !== undefined
        ? {
            compensation: {
              lateInterestFrom: interestStart({ dueOn: claim.dueOn }, 'NO', settings.interest).startsOn,
              claimedFirst: 'costs' as const,
            },
          }
        : {}),
      facts: costFacts(record, claim),
    },
    settings,
  );
  const to = differenceOf(record, claim, terms);
  const { collectorFee, compensation, losses, ceilingMinor } = costs;
  const why = {
    ceilingMinor: `${ceilingMinor}`,
    losses: losses.map(({ because, source }) => ({ because, source })),
  };
  const feeRule = {
    rule: collectorFee.rule,
    inputs: collectorFee.inputs,
    sources: [...collectorFee.sources],
    ...why,
  };
  return [
    ...to('letter-fees', costs.letterFeesMinor, charged.letters, { rule: 'ceiling-or-set-off', ...why }),
    ...to(COLLECTOR_FEE, costs.collectorFeeMinor, charged.collector, feeRule),
    ...to(COMPENSATION, costs.compensationMinor, charged.compensation, {
      rule: compensation?.rule ?? 'none',
      sources: [...(compensation?.sources ?? [])],
      ...why,
    }),
  ];
}

/**
 * Between businesses the compensation for delay comes to be owed with the demand, and takes the fees of letters into
 * itself (lag 1981:739, 4 a §, 5 §). Every other Swedish fee is charged with its own letter, and none grows by itself.
 */
function swedishCharges(record: CaseRecord, claim: RecordClaim, terms: CostTerms): NewCharge[] {
  const own = stepsOf(record, claim.id).filter(({ byCreditor }) => !byCreditor);
  if (record.debtor.standing !== 'business' || !own.some(({ kind }) => kind === 'demand')) return [];
  const charged = chargedSoFar(record, claim.id);
  const settings = DEFAULT_LAW_SETTINGS.SE;
  const costs = swedishCosts(
    {
      measures: own.flatMap(({ kind, on, confirmed }): SwedishMeasure[] =>
        kind === 'reminder' || kind === 'demand'
          ? [{ kind, on, meetsStatute: confirmed, agreedInTime: terms.agreedReminderFee }]
          : [],
      ),
      standing: 'business',
      lateInterestFrom: interestStart({ dueOn: claim.dueOn }, 'SE', settings.interest).startsOn,
      claimLateCompensation: true,
      facts: costFacts(record, claim),
    },
    settings,
  );
  const to = differenceOf(record, claim, terms);
  const { lateCompensation, measuresOwedMinor } = costs;
  return [
    ...to('letter-fees', measuresOwedMinor, charged.letters, { rule: 'ceiling-or-set-off' }),
    ...to(COMPENSATION, lateCompensation.minor, charged.compensation, {
      rule: lateCompensation.rule,
      sources: [...lateCompensation.sources],
    }),
  ];
}

type Difference = (
  kind: string,
  wantedMinor: bigint,
  soFarMinor: bigint,
  rule: NewCharge['rule'],
) => NewCharge[];

/** What is charged or taken back so that a kind of fee comes to what the law wants; nothing when it does already. */
function differenceOf(record: CaseRecord, claim: RecordClaim, terms: CostTerms): Difference {
  const rests = feesRest(record, claim, terms.today);
  return (kind, wantedMinor, soFarMinor, rule) => {
    const amountMinor = wantedMinor - soFarMinor;
    if (amountMinor === 0n || (amountMinor > 0n && rests)) return [];
    return [
      {
        caseId: record.id,
        entry: soFarMinor === 0n ? 'charge' : amountMinor > 0n ? 'replacement' : 'lost',
        part: 'costs',
        kind,
        claimId: claim.id,
        amountMinor,
        chargedOn: terms.today,
        rule,
        actor: 'system',
      },
    ];
  };
}

/** People first: no fee grows while an objection is open, time was given, a plan runs, or the claim is paused. */
function feesRest(record: CaseRecord, { id, state }: RecordClaim, today: LocalDate): boolean {
  const about = (claimIds: readonly ClaimId[] | null): boolean => claimIds === null || claimIds.includes(id);
  return (
    state === 'paused' ||
    record.plan?.state === 'running' ||
    record.objections.some(
      ({ state: is, claimId, beforeBoard }) =>
        (is === 'open' || beforeBoard) && (claimId === null || claimId === id),
    ) ||
    record.deferrals.some(
      ({ grantedOn, untilOn, claimIds }) => grantedOn <= today && today <= untilOn && about(claimIds),
    ) ||
    record.pauses.some(
      ({ kind, fromOn, untilOn, claimIds }) =>
        kind !== 'crisis' && fromOn <= today && (untilOn === null || today <= untilOn) && about(claimIds),
    )
  );
}

/**
 * The claim that the collector had to collect: what the creditor had credited was never owed, and what was paid before
 * the demand needed none (inkassoloven § 17; inkassoforskriften § 2-2 measures the fee by the claim).
 */
function demandedPrincipal(
  { movements }: CaseRecord,
  { id, principal, reducedBefore }: RecordClaim,
  demandedOn: LocalDate,
): bigint {
  return movements.reduce(
    (left, { claimId, part, kind, minor, on }) => {
      const isCredit = kind === 'credit-note' || kind === 'write-off' || kind === 'demand-corrected';
      return claimId === id && part === 'principal' && (isCredit || on <= demandedOn)
        ? left - BigInt(minor)
        : left;
    },
    BigInt(principal) - BigInt(reducedBefore),
  );
}

/** Reminders and notices of a claim, with what was charged for each. */
export function norwegianLetters(record: CaseRecord, claimId: ClaimId): NorwegianLetter[] {
  return stepsOf(record, claimId).flatMap((step): NorwegianLetter[] => {
    const kind = letterKind(step);
    if (kind === undefined || step.undelivered) return [];
    return [
      {
        kind,
        sentOn: step.on,
        meetsStatute: step.confirmed && step.channel !== 'sms' && step.channel !== 'call',
        feeMinor: feeOf(record, claimId, step),
        ...(step.deadlineOn === null ? {} : { deadlineOn: step.deadlineOn }),
      },
    ];
  });
}

function letterKind({ kind, byCreditor }: RecordStep): NorwegianLetter['kind'] | undefined {
  if (kind === 'reminder' || kind === 'friendly-reminder') return 'reminder';
  if (kind === 'collection-notice') return 'collection-notice';
  return kind === 'demand' && byCreditor ? 'own-demand' : undefined;
}

function stepsOf({ steps }: CaseRecord, claimId: ClaimId): RecordStep[] {
  return steps.filter(({ claimIds }) => claimIds.includes(claimId));
}

function feeOf({ charges }: CaseRecord, claimId: ClaimId, { id }: RecordStep): bigint {
  return charges.reduce(
    (sum, charge) =>
      charge.stepId === id && charge.claimId === claimId && charge.entry === 'charge'
        ? sum + BigInt(charge.minor)
        : sum,
    0n,
  );
}

/** Without what people gave up: a waiver stays given up, and is not charged again. */
function chargedSoFar(
  { charges }: CaseRecord,
  claimId: ClaimId,
): {
  readonly letters: bigint;
  readonly collector: bigint;
  readonly compensation: bigint;
} {
  let [letters, collector, compensation] = [0n, 0n, 0n];
  for (const { claimId: of, kind, entry, part, minor } of charges) {
    if (of !== claimId || entry === 'waiver' || part !== 'costs') continue;
    if (LETTER_FEES.has(kind)) letters += BigInt(minor);
    else if (kind === COLLECTOR_FEE) collector += BigInt(minor);
    else if (kind === COMPENSATION) compensation += BigInt(minor);
  }
  return { letters, collector, compensation };
}

/** The day on which nothing of the principal was left, by money; fees do not grow any more from then on. */
function principalPaidOn({ movements }: CaseRecord, { id, outstanding }: RecordClaim): LocalDate | undefined {
  if (outstanding !== '0') return undefined;
  const days = movements
    .filter(({ claimId, part }) => claimId === id && part === 'principal')
    .map(({ on }) => on);
  return days.sort().at(-1);
}

function costFacts({ objections, movements }: CaseRecord, claim: RecordClaim): CostFacts {
  const about = objections.filter(({ claimId }) => claimId === null || claimId === claim.id);
  const last = movements.findLast(({ claimId, part }) => claimId === claim.id && part === 'principal');
  // What the creditor credited until nothing was left was no claim.
  const isCredited = claim.outstanding === '0' && last?.kind === 'credit-note';
  return {
    ...(about.some(({ reasonable }) => reasonable === true) ? { reasonableObjection: true } : {}),
    ...(isCredited || about.some(({ state }) => state === 'upheld') ? { claimUnjustified: true } : {}),
  };
}

/** A charge that is not stored yet, as it will be read back. */
export function recordedCharge(charge: NewCharge): RecordCharge {
  const { entry, part, kind, claimId, amountMinor, chargedOn } = charge;
  return {
    number: 0,
    entry,
    part,
    kind,
    claimId,
    minor: `${amountMinor}`,
    on: chargedOn,
    stepId: charge.stepId ?? null,
  };
}
