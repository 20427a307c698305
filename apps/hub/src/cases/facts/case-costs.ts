import type { ClaimId, Country, LocalDate } from '@app/domain';
import {
  type CostFacts,
  DEFAULT_LAW_SETTINGS,
  interestStart,
  norwegianCosts,
  type NorwegianLetter,
  type Regime,
  swedishCosts,
} from '@app/collection';
import type { NewCharge } from '../case-book.js';
import type { CaseRecord, RecordCharge, RecordClaim, RecordStep } from './case-record.js';

export interface CostTerms {
  readonly country: Country;
  readonly regime: Regime;
  readonly vatLiable: boolean;
  readonly today: LocalDate;
}

/** Kinds of fees that the law's answer for the whole claim is compared with. */
const LETTER_FEES: ReadonlySet<string> = new Set(['reminder-fee', 'notice-fee', 'demand-fee', 'letter-fees']);
const COLLECTOR_FEE = 'collection-fee';
const COMPENSATION = 'compensation';

/**
 * What must be charged, replaced or given up today so that each claim's costs are those that the law allows: the light
 * fee with the demand, the heavy one in its place when its day has come, nothing where costs are lost. In Sweden every
 * fee is charged with its own letter and none grows by itself; a business owes the compensation for delay with the
 * demand, and letters only as far as they cost more. The tables are in the country's own money: a case in another
 * currency is collected without fees.
 */
export function dueCharges(record: CaseRecord, terms: CostTerms): NewCharge[] {
  if (record.currency !== (terms.country === 'NO' ? 'NOK' : 'SEK')) return [];
  const chargesOf = terms.country === 'NO' ? norwegianCharges : swedishCharges;
  return record.claims
    .filter(({ state }) => state !== 'withdrawn')
    .flatMap((claim) => chargesOf(record, claim, terms));
}

/** Lag 1981:739 4 a § and 5 § second paragraph: 450 SEK, and of the letters what goes beyond. */
function swedishCharges(record: CaseRecord, claim: RecordClaim, { today }: CostTerms): NewCharge[] {
  const facts = costFacts(record, claim.id);
  const isDemanded = stepsOf(record, claim.id).some(
    ({ kind, byCreditor, undelivered }) => kind === 'demand' && !byCreditor && !undelivered,
  );
  if (record.debtor.standing !== 'business' || !isDemanded) return [];
  const settings = DEFAULT_LAW_SETTINGS.SE;
  const { lateCompensation } = swedishCosts(
    {
      measures: [],
      standing: 'business',
      lateInterestFrom: interestStart({ dueOn: claim.dueOn }, 'SE', settings.interest).startsOn,
      claimLateCompensation: true,
      facts,
    },
    settings,
  );
  const charged = chargedSoFar(record, claim.id);
  const beyond = feesOfLetters(record, claim.id) - lateCompensation.minor;
  const { rule, inputs, sources } = lateCompensation;
  const why = { rule, inputs, sources: [...sources, 'lag 1981:739, 5 §'] };
  const to = changeTo(record, claim, today);
  return [
    ...to(COMPENSATION, lateCompensation.minor, charged.compensation, why),
    ...(lateCompensation.minor === 0n
      ? []
      : to('letter-fees', beyond > 0n ? beyond : 0n, charged.letters, why)),
  ];
}

/** As they were charged, letter by letter. */
function feesOfLetters({ charges }: CaseRecord, claimId: ClaimId): bigint {
  return charges.reduce(
    (sum, { claimId: of, kind, entry, minor }) =>
      of === claimId && entry === 'charge' && LETTER_FEES.has(kind) && kind !== 'letter-fees'
        ? sum + BigInt(minor)
        : sum,
    0n,
  );
}

type ChangeTo = (
  kind: string,
  wantedMinor: bigint,
  soFarMinor: bigint,
  rule: NewCharge['rule'],
) => NewCharge[];

/** The entry that makes what was charged what the law allows; none where it is so already. */
function changeTo(record: CaseRecord, claim: RecordClaim, today: LocalDate): ChangeTo {
  return (kind, wantedMinor, soFarMinor, rule) => {
    const amountMinor = wantedMinor - soFarMinor;
    if (amountMinor === 0n) return [];
    return [
      {
        caseId: record.id,
        entry: soFarMinor === 0n ? 'charge' : amountMinor > 0n ? 'replacement' : 'lost',
        part: 'costs',
        kind,
        claimId: claim.id,
        amountMinor,
        chargedOn: today,
        rule,
        actor: 'system',
      },
    ];
  };
}

function norwegianCharges(record: CaseRecord, claim: RecordClaim, terms: CostTerms): NewCharge[] {
  // The new act's fees are not published (LOV-2026-05-22-19 § 19): nothing is added, and what was owed before it stands.
  if (terms.regime !== 'NO-1988') return [];
  const letters = norwegianLetters(record, claim.id);
  const charged = chargedSoFar(record, claim.id);
  const demand = stepsOf(record, claim.id).findLast(
    ({ kind, byCreditor }) => kind === 'demand' && !byCreditor,
  );
  // Nothing was charged and nothing can be: most cases of a night are young.
  if (
    demand === undefined &&
    charged.letters === 0n &&
    charged.collector === 0n &&
    charged.compensation === 0n
  )
    return [];
  const settings = DEFAULT_LAW_SETTINGS.NO;
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
      facts: costFacts(record, claim.id),
    },
    settings,
  );
  const to = changeTo(record, claim, terms.today);
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

function costFacts({ objections }: CaseRecord, claimId: ClaimId): CostFacts {
  const about = objections.filter((objection) => objection.claimId === null || objection.claimId === claimId);
  return {
    ...(about.some(({ reasonable }) => reasonable === true) ? { reasonableObjection: true } : {}),
    ...(about.some(({ state }) => state === 'upheld') ? { claimUnjustified: true } : {}),
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
