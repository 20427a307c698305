import { addDays, type LocalDate } from '@app/domain';
import { inOrder, type Limitation, type LimitationEvent, type LimitationStep } from './events.js';

/** Where limitation stands between two events. */
export interface Running {
  /** Absent while a legal step keeps it from running. */
  readonly lastDayOn?: LocalDate;
  /** A legal step is open: the last day as it would be without it. */
  readonly heldLastDayOn?: LocalDate;
}

/** The last day of the period that runs, or would run without the legal step that is open. */
export function ownLastDay({ lastDayOn, heldLastDayOn }: Running): LocalDate {
  return heldLastDayOn ?? lastDayOn!;
}

export function stepIsOpen({ heldLastDayOn }: Running): boolean {
  return heldLastDayOn !== undefined;
}

/** What a country's law makes of an event. */
export interface Effect {
  readonly effect: LimitationStep['effect'];
  readonly source: string;
  /** Last day of the period from now on; leaves the old one when absent. */
  readonly lastDayOn?: LocalDate;
  /** While a legal step is open: the last day as it would be without it. */
  readonly heldLastDayOn?: LocalDate;
}

export interface FirstPeriod {
  readonly startsOn: LocalDate;
  readonly years: number;
  readonly lastDayOn: LocalDate;
  readonly source: string;
}

/**
 * Walks through the events up to `asOf`. What comes after the last day is too late: a lapsed claim does not come alive
 * again by a letter or a payment.
 */
export function walkEvents(
  first: FirstPeriod,
  events: readonly LimitationEvent[],
  asOf: LocalDate,
  warningDays: number,
  effectOf: (event: LimitationEvent, now: Running) => Effect,
): Limitation {
  let now: Running = { lastDayOn: first.lastDayOn };
  const steps: LimitationStep[] = [];
  for (const event of inOrder(events)) {
    if (event.on > asOf) break;
    if (now.lastDayOn !== undefined && event.on > now.lastDayOn) {
      steps.push({ event, effect: 'too-late', source: first.source, lastDayOn: now.lastDayOn });
      continue;
    }
    const answer = effectOf(event, now);
    const { effect, source } = answer;
    now = after(now, answer);
    steps.push({ event, effect, source, ...(now.lastDayOn ? { lastDayOn: now.lastDayOn } : {}) });
  }
  const { startsOn, years, source } = first;
  if (now.lastDayOn === undefined) return { state: 'suspended', startsOn, years, source, steps };
  const lapsesOn = addDays(now.lastDayOn, 1);
  return {
    state: asOf >= lapsesOn ? 'lapsed' : 'running',
    lastDayOn: now.lastDayOn,
    lapsesOn,
    warnOn: addDays(lapsesOn, -warningDays),
    startsOn,
    years,
    source,
    steps,
  };
}

function after(now: Running, { effect, lastDayOn, heldLastDayOn }: Effect): Running {
  if (effect === 'suspended') {
    return { heldLastDayOn: ownLastDay(now), ...(lastDayOn === undefined ? {} : { lastDayOn }) };
  }
  if (heldLastDayOn !== undefined) return { ...now, heldLastDayOn };
  if (lastDayOn === undefined) return now;
  // Closing a step, or a new period, ends the suspension; a confirmed attachment goes on.
  return effect === 'extended' && stepIsOpen(now) ? { ...now, lastDayOn } : { lastDayOn };
}
