import { earliest, latest, type LocalDate } from '@app/domain';
import { addYears } from '../calendar/months.js';
import { workingDayFrom } from '../calendar/working-day.js';
import type { LimitationSettings } from '../settings.js';
import type { LegalStepClosed, Limitation, LimitationEvent } from './events.js';
import { type Effect, ownLastDay, type Running, stepIsOpen, walkEvents } from './timeline.js';

/** What the claim rests on. `debt-instrument` and `money-loan` lapse after ten years, their interest after three. */
export type NorwegianBasis = 'ordinary' | 'debt-instrument' | 'money-loan';

export interface NorwegianLimitationQuestion {
  /** The day on which the creditor could first demand payment: mostly the due day (foreldelsesloven § 3). */
  readonly demandableOn: LocalDate;
  readonly basis: NorwegianBasis;
  readonly events: readonly LimitationEvent[];
  readonly asOf: LocalDate;
}

const ACT = 'foreldelsesloven';
/** An agreement reaches three years from the day it was made, and ten years past the day the claim would have lapsed. */
const EXTENSION_YEARS = 3;
const ABSOLUTE_YEARS = 10;
/** While wages are attached nothing lapses, if the creditor confirms its claim within ten years of the last payout. */
const ATTACHMENT_YEARS = 10;
const ATTACHMENT = `${ACT} § 21 no. 1, second and third sentences`;

/**
 * Norwegian limitation (foreldelse). A letter or reminder does not interrupt it; an acknowledgement and a legal step do.
 * A pause of collection does not stop it: the law knows none.
 */
export function norwegianLimitation(
  question: NorwegianLimitationQuestion,
  settings: LimitationSettings,
): Limitation {
  const { demandableOn, basis, events, asOf } = question;
  const years = basis === 'ordinary' ? 3 : 10;
  const period = (from: LocalDate, of: number): LocalDate => {
    const day = addYears(from, of);
    return settings.endMovesOffHolidays ? workingDayFrom(day, 'NO') : day;
  };
  const source = basis === 'ordinary' ? `${ACT} §§ 2, 3` : `${ACT} § 5`;
  const original = period(demandableOn, years);
  const effectOf = (event: LimitationEvent, now: Running): Effect => {
    switch (event.kind) {
      case 'acknowledged':
      case 'interest-paid':
        return renewed(now, period(latest(event.on, demandableOn), years), `${ACT} §§ 14, 20`);
      case 'principal-part-paid':
        return settings.partPaymentInterrupts
          ? renewed(now, period(latest(event.on, demandableOn), years), `${ACT} § 14 (by conduct; setting)`)
          : {
              effect: 'none',
              source: `${ACT} § 14 (a part payment alone is not certain to acknowledge; setting)`,
            };
      case 'letter':
      case 'call':
        return { effect: 'none', source: `${ACT} §§ 14-19: a letter or call does not interrupt` };
      case 'legal-step-opened':
        return event.step === 'wage-attachment'
          ? { effect: 'suspended', source: ATTACHMENT, lastDayOn: period(event.on, ATTACHMENT_YEARS) }
          : { effect: 'suspended', source: `${ACT} §§ 15-18, 21 no. 1` };
      case 'attachment-confirmed':
        return stepIsOpen(now) && now.lastDayOn !== undefined
          ? { effect: 'extended', source: ATTACHMENT, lastDayOn: period(event.on, ATTACHMENT_YEARS) }
          : { effect: 'none', source: `${ATTACHMENT}: no attachment stands` };
      case 'legal-step-closed':
        return closed(event, now, period);
      case 'extension-agreed': {
        const most = earliest(period(event.on, EXTENSION_YEARS), period(original, ABSOLUTE_YEARS));
        return extended(now, earliest(event.until, most), `${ACT} § 28 no. 1`);
      }
      case 'creditor-informed': {
        const most = period(original, ABSOLUTE_YEARS);
        return extended(now, earliest(period(event.on, 1), most), `${ACT} § 10 nos. 1 and 4`);
      }
    }
  };
  const first = { startsOn: demandableOn, years, lastDayOn: original, source };
  return walkEvents(first, events, asOf, settings.warningDays, effectOf);
}

function closed(
  { on, outcome }: LegalStepClosed,
  now: Running,
  period: (from: LocalDate, years: number) => LocalDate,
): Effect {
  if (!stepIsOpen(now)) return { effect: 'none', source: `${ACT} § 21: no legal step was open` };
  if (outcome === 'established') {
    return { effect: 'new-period', source: `${ACT} § 21 nos. 2 and 3`, lastDayOn: period(on, 10) };
  }
  if (outcome === 'decided-not-established') {
    return { effect: 'new-period', source: `${ACT} § 21 no. 2, second sentence`, lastDayOn: period(on, 3) };
  }
  // The step counts as made in time for one year more; a period that is longer anyway goes on.
  const year = period(on, 1);
  return { effect: 'resumed', source: `${ACT} § 22`, lastDayOn: latest(year, ownLastDay(now)) };
}

/** A new period never ends before the one that runs; while a legal step is open it waits for the step's end. */
function renewed(now: Running, lastDayOn: LocalDate, source: string): Effect {
  const last = latest(ownLastDay(now), lastDayOn);
  return stepIsOpen(now)
    ? { effect: 'new-period', source, heldLastDayOn: last }
    : { effect: 'new-period', source, lastDayOn: last };
}

function extended(now: Running, lastDayOn: LocalDate, source: string): Effect {
  if (lastDayOn <= ownLastDay(now)) return { effect: 'none', source };
  return stepIsOpen(now)
    ? { effect: 'extended', source, heldLastDayOn: lastDayOn }
    : { effect: 'extended', source, lastDayOn };
}
