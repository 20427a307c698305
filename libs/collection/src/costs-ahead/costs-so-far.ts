import type { LocalDate } from '@app/domain';
import { norwegianCosts, type NorwegianLetter, norwegianLetterFee, swedishCosts } from '../fees/index.js';
import { interestStart } from '../interest/index.js';
import { DEFAULT_LAW_SETTINGS } from '../settings.js';
import type { RoadAheadQuestion, StepAhead } from './road-ahead.js';

export interface CostTermsAhead {
  readonly vatLiable: boolean;
  /** Sweden: a fee for reminders was agreed when the debt arose. */
  readonly agreedReminderFee: boolean;
}

/** All that the debtor owes beside principal and interest after these steps, as of a day. */
export interface CostsSoFar {
  /** At most. Minor units. */
  readonly totalMinor: bigint;
  /** First day on which the collector's fee is another by itself. */
  readonly changesOn?: LocalDate;
}

type Question = RoadAheadQuestion & CostTermsAhead;

/**
 * Undefined where the law's figures are not published.
 * @throws OutsideTableError
 */
export function costsSoFar(
  question: Question,
  steps: readonly StepAhead[],
  asOf: LocalDate,
): CostsSoFar | undefined {
  // The tables are in the country's own money: other claims are collected without fees.
  if (question.currency !== (question.country === 'NO' ? 'NOK' : 'SEK')) return { totalMinor: 0n };
  return question.country === 'NO' ? norwegian(question, steps, asOf) : swedish(question, steps);
}

function norwegian(
  { dueOn, outstandingMinor, standing, vatLiable }: Question,
  steps: readonly StepAhead[],
  asOf: LocalDate,
): CostsSoFar | undefined {
  const settings = DEFAULT_LAW_SETTINGS.NO;
  // The fees of the act of 2026 are not published (LOV-2026-05-22-19 § 19).
  if (steps.some(({ regime }) => regime !== 'NO-1988')) return undefined;
  const letters: NorwegianLetter[] = [];
  for (const { step, regime } of steps) {
    if (step.kind !== 'reminder' && step.kind !== 'collection-notice') continue;
    const letter = {
      kind: step.kind,
      sentOn: step.sentOn,
      meetsStatute: step.channel === 'letter' || step.channel === 'email',
      ...(step.deadlineOn === undefined ? {} : { deadlineOn: step.deadlineOn }),
    };
    const fee = norwegianLetterFee({ regime, dueOn, letter, earlier: letters }, settings);
    letters.push({ ...letter, feeMinor: fee.minor });
  }
  const demand = steps.find(({ step }) => step.kind === 'demand')?.step;
  const { totalMinor, collectorFee } = norwegianCosts(
    {
      regime: 'NO-1988',
      dueOn,
      baseMinor: outstandingMinor,
      standing,
      liableToVat: vatLiable,
      asOf,
      letters,
      facts: {},
      ...(demand?.deadlineOn === undefined
        ? {}
        : { demand: { sentOn: demand.sentOn, deadlineOn: demand.deadlineOn, meetsStatute: true } }),
      ...(standing === 'business' && demand !== undefined
        ? {
            compensation: {
              lateInterestFrom: interestStart({ dueOn }, 'NO', settings.interest).startsOn,
              claimedFirst: 'costs' as const,
            },
          }
        : {}),
    },
    settings,
  );
  const { changesOn } = collectorFee;
  return { totalMinor, ...(changesOn === undefined ? {} : { changesOn }) };
}

function swedish({ dueOn, standing, agreedReminderFee }: Question, steps: readonly StepAhead[]): CostsSoFar {
  const settings = DEFAULT_LAW_SETTINGS.SE;
  const isDemanded = steps.some(({ step }) => step.kind === 'demand');
  const { totalMinor } = swedishCosts(
    {
      measures: steps.flatMap(({ step: { kind, sentOn } }) =>
        kind === 'reminder' || kind === 'demand'
          ? [{ kind, on: sentOn, meetsStatute: true, agreedInTime: agreedReminderFee }]
          : [],
      ),
      standing,
      lateInterestFrom: interestStart({ dueOn }, 'SE', settings.interest).startsOn,
      claimLateCompensation: isDemanded,
      facts: {},
    },
    settings,
  );
  return { totalMinor };
}
