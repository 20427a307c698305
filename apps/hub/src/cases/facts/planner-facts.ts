import type { ClaimId, Country, LocalDate } from '@app/domain';
import type {
  CaseFacts,
  ContactPoint,
  CrisisPause,
  Limitation,
  DoubtFacts,
  ObjectionFacts,
  PaidDirectly,
  PauseFacts,
  PaymentUnderWay,
  PlanFacts,
  PlanStatus,
  ProcessSettings,
  SentStep,
} from '@app/collection';
import type { PlanState } from '../entities/case-plan.entity.js';
import { type CaseBalance, owedOfClaim } from './case-balance.js';
import type { CaseRecord, RecordDebtor, RecordObjection, RecordPause, RecordPlan } from './case-record.js';

/** The contact point that stands for the debtor's postal address, which the profile holds apart. */
export const POSTAL_POINT = 'address';

const NONE: readonly never[] = [];

const PLAN_STATUS: Readonly<Record<PlanState, PlanStatus>> = {
  proposed: 'proposed',
  running: 'running',
  ended: 'ended',
  completed: 'completed',
  renegotiated: 'ended',
  declined: 'ended',
};

/** The stored case in the planner's words. */
export function plannerFacts(
  record: CaseRecord,
  balance: CaseBalance,
  country: Country,
  limitations: ReadonlyMap<ClaimId, Limitation>,
): CaseFacts {
  const { debtor } = record;
  // Never guessed: while nobody knows, the stricter rules count, and a doubt holds the case.
  const standing = debtor.standing ?? 'consumer';
  const pausesOf = <T>(kind: RecordPause['kind'], read: (pause: RecordPause) => T): readonly T[] =>
    record.pauses.length === 0 ? NONE : record.pauses.filter((pause) => pause.kind === kind).map(read);
  return {
    country,
    currency: record.currency,
    debtor: {
      ...debtor.circumstances,
      standing,
      language: debtor.language,
      contactPoints: contactPointsOf(debtor),
    },
    profile: {
      standing,
      history: debtor.history,
      ...(debtor.category === null ? {} : { category: debtor.category }),
      ...(debtor.workedBefore === null ? {} : { workedBefore: debtor.workedBefore }),
    },
    claims: record.claims
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ id, dueOn, state, hold, apart }) => ({
        claimId: id,
        dueOn,
        owedMinor: owedOfClaim(balance, id),
        ...lapse(limitations.get(id)),
        ...(state === 'paused'
          ? { held: { reason: String(hold?.['reason'] ?? 'paused by the creditor') } }
          : {}),
        ...(apart === null ? {} : { apart }),
      })),
    steps: record.steps.map(sentStep),
    objections: record.objections.length === 0 ? NONE : record.objections.map(objectionFacts),
    doubts: pausesOf('doubt', doubtFacts),
    deferrals: record.deferrals.map(({ grantedOn, untilOn, claimIds }) => ({
      grantedOn,
      until: untilOn,
      ...(claimIds === null ? {} : { claimIds }),
    })),
    pauses: pausesOf('pause', pauseFacts),
    paymentsUnderWay: pausesOf('payment-under-way', underWay),
    paidDirectly: pausesOf('paid-directly', paidDirectly),
    approvals: record.approvals.map(({ kind, on, by, claimIds }) => ({
      kind,
      on,
      by,
      ...(claimIds === null ? {} : { claimIds }),
    })),
    contacts: record.contacts,
    ...(record.plan === null ? {} : { plan: planFactsOf(record.plan) }),
  };
}

/** The creditor's settings with the crisis pauses of this case added. */
export function settingsFor(record: CaseRecord, settings: ProcessSettings): ProcessSettings {
  if (record.pauses.length === 0) return settings;
  const own = record.pauses.filter(({ kind }) => kind === 'crisis').map(crisisPause);
  return own.length === 0 ? settings : { ...settings, crisisPauses: [...settings.crisisPauses, ...own] };
}

export function crisisPause({ acts, fromOn, untilOn, reason }: RecordPause): CrisisPause {
  return { acts, fromOn, until: untilOn ?? ('9999-12-31' as LocalDate), reason };
}

function lapse(limitation: Limitation | undefined): { readonly lapsesOn?: LocalDate } {
  return limitation?.lapsesOn === undefined ? {} : { lapsesOn: limitation.lapsesOn };
}

function contactPointsOf({ contactPoints, hasAddress, addressFailed }: RecordDebtor): ContactPoint[] {
  const points: ContactPoint[] = contactPoints.map(({ id, channel, consent, failed }) => ({
    id,
    channel,
    consent,
    failed,
  }));
  if (hasAddress)
    points.push({ id: POSTAL_POINT, channel: 'letter', consent: 'not-asked', failed: addressFailed });
  return points;
}

function sentStep(step: CaseRecord['steps'][number]): SentStep {
  return {
    kind: step.kind,
    sentBy: step.byCreditor ? 'creditor' : 'collector',
    sentOn: step.on,
    channel: step.channel,
    claimIds: step.claimIds,
    contentConfirmed: step.confirmed,
    announcesLegalAction: step.announces,
    undelivered: step.undelivered,
    ...(step.deadlineOn === null ? {} : { deadlineOn: step.deadlineOn }),
  };
}

function objectionFacts({
  claimId,
  raisedOn,
  state,
  handledOn,
  beforeBoard,
}: RecordObjection): ObjectionFacts {
  return {
    raisedOn,
    beforeBoard,
    ...(state === 'open' ? {} : { outcome: state }),
    ...(handledOn === null ? {} : { outcomeOn: handledOn }),
    ...(claimId === null ? {} : { claimIds: [claimId] }),
  };
}

function doubtFacts({ detail, fromOn, claimIds }: RecordPause): DoubtFacts {
  const { about, askedOn } = detail as { readonly about?: DoubtFacts['about']; readonly askedOn?: LocalDate };
  return {
    about: about ?? 'claim',
    sinceOn: fromOn,
    ...(askedOn === undefined ? {} : { askedOn }),
    ...(claimIds === null ? {} : { claimIds }),
  };
}

function pauseFacts({ fromOn, untilOn, by, claimIds }: RecordPause): PauseFacts {
  return {
    fromOn,
    by,
    ...(untilOn === null ? {} : { until: untilOn }),
    ...(claimIds === null ? {} : { claimIds }),
  };
}

function underWay({ fromOn, untilOn, claimIds }: RecordPause): PaymentUnderWay {
  return { orderedOn: fromOn, expectedBy: untilOn ?? fromOn, ...(claimIds === null ? {} : { claimIds }) };
}

function paidDirectly({ detail, fromOn, claimIds }: RecordPause): PaidDirectly {
  const { paidOn } = detail as { readonly paidOn?: LocalDate };
  return { paidOn: paidOn ?? fromOn, ...(claimIds === null ? {} : { claimIds }) };
}

export function planFactsOf({ state, agreedOn, answerBy, instalments, paid }: RecordPlan): PlanFacts {
  return {
    status: PLAN_STATUS[state],
    agreedOn,
    instalments: instalments.map(({ dueOn, amount }) => ({ dueOn, amountMinor: BigInt(amount) })),
    paidMinor: BigInt(paid),
    ...(answerBy === null ? {} : { answerBy }),
  };
}
