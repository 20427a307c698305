import { latest, type LocalDate } from '@app/domain';
import { addYears } from '../calendar/months.js';
import { workingDayFrom } from '../calendar/working-day.js';
import type { LimitationSettings } from '../settings.js';
import type { LegalStepClosed, Limitation, LimitationEvent } from './events.js';
import { type Effect, ownLastDay, type Running, stepIsOpen, walkEvents } from './timeline.js';

export interface SwedishLimitationQuestion {
  /** The day on which the claim came into being: the contract, not the due day (preskriptionslagen 2 §). */
  readonly arisenOn: LocalDate;
  /** A business supplied goods or services to a consumer, mainly for private use. */
  readonly consumerClaim: boolean;
  /** On a negotiable instrument (löpande skuldebrev): ten years also for a consumer. Default false. */
  readonly negotiableInstrument?: boolean;
  readonly events: readonly LimitationEvent[];
  readonly asOf: LocalDate;
}

const ACT = 'preskriptionslagen';

/**
 * Swedish limitation (preskription). Other than in Norway it runs from the claim's creation, and a written demand or
 * reminder that reaches the debtor interrupts it: the proof that it did is worth three or ten years.
 */
export function swedishLimitation(
  question: SwedishLimitationQuestion,
  settings: LimitationSettings,
): Limitation {
  const { arisenOn, consumerClaim, negotiableInstrument = false, events, asOf } = question;
  const years = consumerClaim && !negotiableInstrument ? 3 : 10;
  const period = (from: LocalDate, of = years): LocalDate => {
    const day = addYears(from, of);
    return settings.endMovesOffHolidays ? workingDayFrom(day, 'SE') : day;
  };
  const renewed = (now: Running, from: LocalDate, source: string): Effect => {
    const last = latest(ownLastDay(now), period(from));
    return stepIsOpen(now)
      ? { effect: 'new-period', source, heldLastDayOn: last }
      : { effect: 'new-period', source, lastDayOn: last };
  };
  const effectOf = (event: LimitationEvent, now: Running): Effect => {
    switch (event.kind) {
      case 'acknowledged':
      case 'interest-paid':
        return renewed(now, event.on, `${ACT} 5 § 1, 6 §`);
      case 'principal-part-paid':
        return settings.partPaymentInterrupts
          ? renewed(now, event.on, `${ACT} 5 § 1, 6 §`)
          : { effect: 'none', source: 'setting partPaymentInterrupts' };
      case 'letter':
        return letterEffect(event.receivedOn, now, renewed);
      case 'call':
        return { effect: 'none', source: `${ACT} 5 § 2: a demand must be written` };
      case 'legal-step-opened':
        return { effect: 'suspended', source: `${ACT} 5 § 3, 7 §` };
      case 'legal-step-closed':
        return closed(event, now, period);
      case 'attachment-confirmed':
        return { effect: 'none', source: `${ACT} 7 §: proceedings count until they end` };
      case 'extension-agreed':
        return { effect: 'none', source: `${ACT} 12 §: such an agreement is void` };
      case 'creditor-informed':
        return {
          effect: 'none',
          source: `${ACT} 2 §: counted from the claim’s creation, whoever knew of it`,
        };
    }
  };
  const source = years === 3 ? `${ACT} 2 §, second paragraph` : `${ACT} 2 §, first paragraph`;
  return walkEvents(
    { startsOn: arisenOn, years, lastDayOn: period(arisenOn), source },
    reachedOn(events),
    asOf,
    settings.warningDays,
    effectOf,
  );
}

/** A letter counts on the day it reached the debtor, not on that of its sending. */
function reachedOn(events: readonly LimitationEvent[]): readonly LimitationEvent[] {
  return events.map((event) =>
    event.kind === 'letter' && event.receivedOn !== undefined ? { ...event, on: event.receivedOn } : event,
  );
}

function letterEffect(
  receivedOn: LocalDate | undefined,
  now: Running,
  renewed: (now: Running, from: LocalDate, source: string) => Effect,
): Effect {
  return receivedOn === undefined
    ? { effect: 'none', source: `${ACT} 5 § 2: not proved to have reached the debtor` }
    : renewed(now, receivedOn, `${ACT} 5 § 2, 6 §`);
}

function closed(
  { on, debtorInformed }: LegalStepClosed,
  now: Running,
  period: (from: LocalDate, years?: number) => LocalDate,
): Effect {
  if (!stepIsOpen(now)) return { effect: 'none', source: `${ACT} 7 §: no proceedings were open` };
  if (debtorInformed)
    return { effect: 'new-period', source: `${ACT} 7 §, first paragraph`, lastDayOn: period(on) };
  // As if there had been no interruption, but one year after the end at the earliest.
  const year = period(on, 1);
  return {
    effect: 'resumed',
    source: `${ACT} 7 §, second paragraph`,
    lastDayOn: latest(year, ownLastDay(now)),
  };
}
