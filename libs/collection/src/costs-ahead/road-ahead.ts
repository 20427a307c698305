import type { ClaimId, Country, Currency, LocalDate } from '@app/domain';
import {
  type CaseFacts,
  type Hold,
  planNextStep,
  type ProcessSettings,
  type SentStep,
} from '../planner/index.js';
import { letterDeadline } from '../process/index.js';
import type { DebtorStanding, Regime } from '../vocabulary.js';

/** One claim that is not handed over yet, on the creditor's road. */
export interface RoadAheadQuestion {
  readonly country: Country;
  readonly currency: Currency;
  readonly dueOn: LocalDate;
  /** What is outstanding today. Minor units, more than zero. */
  readonly outstandingMinor: bigint;
  readonly standing: DebtorStanding;
  readonly process: ProcessSettings;
  /** The earliest day of the hand-over. */
  readonly from: LocalDate;
}

export interface StepAhead {
  readonly step: SentStep;
  readonly regime: Regime;
}

export interface RoadAheadAnswer {
  /** On their earliest days, up to what goes before a court. */
  readonly steps: readonly StepAhead[];
  /** Why the road goes no further by itself. Absent: it leads to its end. */
  readonly stoppedBy?: Hold;
}

/** More steps than any road has. */
const STEPS_MAX = 12;
const THE_CLAIM = 'ahead' as ClaimId;

/**
 * The steps that the planner would take if nothing happens: nobody pays, objects, or gets more time, every letter goes by
 * post, and a person has approved the rules. What it costs to go to court is not part of it: a person decides on that.
 * @throws OutsideTableError
 */
export function roadAhead(question: RoadAheadQuestion): RoadAheadAnswer {
  const settings = approved(question);
  let facts = nothingDone(question);
  let on = question.from;
  const steps: StepAhead[] = [];
  while (steps.length < STEPS_MAX) {
    const { step, holds } = planNextStep(facts, settings, on);
    if (step === undefined || step.kind === 'legal-hand-off') break;
    if (step.earliestOn === undefined) {
      const [hold] = holds;
      return hold === undefined ? { steps } : { steps, stoppedBy: hold };
    }
    on = step.earliestOn;
    const channel = step.channel?.channel ?? 'letter';
    const sent: SentStep = {
      kind: step.kind,
      sentBy: 'collector',
      sentOn: on,
      channel,
      contentConfirmed: true,
      announcesLegalAction: !settings.separateLegalNotice,
      undelivered: false,
      ...(step.deadlineDays === 0
        ? {}
        : { deadlineOn: letterDeadline(step.regime, step.kind, channel, on, step.deadlineDays).endsOn }),
    };
    steps.push({ step: sent, regime: step.regime });
    facts = { ...facts, steps: [...facts.steps, sent], contacts: [...facts.contacts, { on, channel }] };
  }
  return { steps };
}

function approved({ process, from }: RoadAheadQuestion): ProcessSettings {
  const approval = { by: 'costs-ahead', on: from };
  return {
    ...process,
    approval,
    personApproves: [],
    channelRules: { ...process.channelRules, approval },
  };
}

function nothingDone({ country, currency, dueOn, outstandingMinor, standing }: RoadAheadQuestion): CaseFacts {
  return {
    country,
    currency,
    debtor: {
      standing,
      language: country === 'SE' ? 'sv' : 'nb',
      contactPoints: [{ id: 'post', channel: 'letter', consent: 'not-asked', failed: false }],
    },
    profile: { standing, history: 'new' },
    claims: [{ claimId: THE_CLAIM, dueOn, owedMinor: outstandingMinor }],
    steps: [],
    objections: [],
    doubts: [],
    deferrals: [],
    pauses: [],
    paymentsUnderWay: [],
    paidDirectly: [],
    approvals: [],
    contacts: [],
  };
}
