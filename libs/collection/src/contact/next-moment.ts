import { addDays, type LocalDate, localDateAt } from '@app/domain';
import { hasHours, windowOn } from './contact-hours.js';
import { contactObstacle, type ContactQuestion } from './contact-obstacle.js';
import { instantOf } from './local-time.js';

/** Obstacles passed on the way to a moment: each moves at least a day. */
const OBSTACLES_MAX = 60;
const DAY_MINUTES = 1440;

/**
 * The first moment from `from` on at which the channel may be used: an instant, so that whoever sends need not think of
 * zones. Undefined when the settings leave none.
 */
export function nextContactMoment(from: Date, question: ContactQuestion): Date | undefined {
  let day: LocalDate = localDateAt(from, question.country);
  for (let passed = 0; passed < OBSTACLES_MAX; passed += 1) {
    const obstacle = contactObstacle(day, question);
    if (obstacle && obstacle.changesOn === undefined) return undefined;
    if (obstacle?.changesOn !== undefined) {
      day = obstacle.changesOn;
      continue;
    }
    const open = openOn(day, question);
    if (open && from < open.closesAt) return open.opensAt > from ? open.opensAt : from;
    day = addDays(day, 1);
  }
  return undefined;
}

/** Whether the channel may be used at this very moment. */
export function mayContactAt(at: Date, question: ContactQuestion): boolean {
  return nextContactMoment(at, question)?.getTime() === at.getTime();
}

function openOn(day: LocalDate, { channel, country, regime, settings }: ContactQuestion) {
  if (hasHours(channel)) return windowOn(day, country, regime, settings);
  return { opensAt: instantOf(day, 0), closesAt: instantOf(day, DAY_MINUTES) };
}
