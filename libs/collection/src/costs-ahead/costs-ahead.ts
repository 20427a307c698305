import type { LocalDate } from '@app/domain';
import type { Hold } from '../planner/index.js';
import { OutsideTableError } from '../tables/index.js';
import type { StepKind } from '../vocabulary.js';
import { costsSoFar, type CostTermsAhead } from './costs-so-far.js';
import { roadAhead, type RoadAheadQuestion } from './road-ahead.js';

export type CostsAheadQuestion = RoadAheadQuestion & CostTermsAhead;

/** `higher-fee`: no letter, but the day on which the collector's fee becomes the higher one (inkassoforskriften § 2-3). */
export const COST_STEPS = [
  'friendly-reminder',
  'reminder',
  'collection-notice',
  'demand',
  'higher-fee',
  'legal-notice',
] as const satisfies readonly (StepKind | 'higher-fee')[];
export type CostStep = (typeof COST_STEPS)[number];

export interface CostAhead {
  readonly step: CostStep;
  readonly earliestOn: LocalDate;
  /** At most, in minor units; absent: the law's figures for that day are not known yet. */
  readonly costs?: { readonly addedMinor: bigint; readonly totalMinor: bigint };
}

export interface CostsAhead {
  readonly steps: readonly CostAhead[];
  /** Why the road goes no further by itself. Absent: what comes next is a court, and a person's decision. */
  readonly stoppedBy?: Hold;
}

/**
 * What collecting a claim will cost the debtor, step by step on the earliest days, if nothing is paid, agreed or objected to
 * until then: at most, since nothing of it is charged before its own step. Interest comes besides.
 */
export function costsAhead(question: CostsAheadQuestion): CostsAhead {
  const road = roadAhead(question);
  const found: CostAhead[] = [];
  let beforeMinor: bigint | undefined = 0n;
  const add = (step: CostStep, earliestOn: LocalDate, totalMinor: bigint | undefined): void => {
    const costs =
      totalMinor === undefined || beforeMinor === undefined
        ? {}
        : { costs: { addedMinor: totalMinor - beforeMinor, totalMinor } };
    found.push({ step, earliestOn, ...costs });
    beforeMinor = totalMinor;
  };
  let higherFrom: LocalDate | undefined;
  const addHigher = (after: number): void => {
    const on = higherFrom;
    if (on === undefined) return;
    add(
      'higher-fee',
      on,
      known(() => costsSoFar(question, road.steps.slice(0, after), on)?.totalMinor),
    );
    higherFrom = undefined;
  };
  road.steps.forEach(({ step }, place) => {
    if (higherFrom !== undefined && higherFrom <= step.sentOn) addHigher(place);
    const costs = known(() => costsSoFar(question, road.steps.slice(0, place + 1), step.sentOn));
    add(step.kind as CostStep, step.sentOn, costs?.totalMinor);
    if (step.kind === 'demand') higherFrom = costs?.changesOn;
  });
  addHigher(road.steps.length);
  return { steps: found, ...(road.stoppedBy === undefined ? {} : { stoppedBy: road.stoppedBy }) };
}

/** No other period's figure stands in for one that is missing. */
function known<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof OutsideTableError) return undefined;
    throw error;
  }
}
