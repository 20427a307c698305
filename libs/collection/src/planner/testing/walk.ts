import { addDays, type ClaimId, type LocalDate } from '@app/domain';
import { letterDeadline } from '../../process/index.js';
import type { StepDecision } from '../decision.js';
import type { CaseFacts, SentStep } from '../facts.js';
import { planNextStep } from '../plan-next-step.js';
import type { ProcessSettings } from '../settings.js';

/** What happened on a day of a walk: a step taken, or that the case ended. */
export interface Walked {
  readonly on: LocalDate;
  readonly what: string;
}

/** What the world does to a case on a day, before the planner is asked. */
export type Event = (facts: CaseFacts) => CaseFacts;

/**
 * Walks a case day by day: events first, then the planner; a step that is due is taken as the hub would take it, with its
 * printed deadline. Stops at the end of the road, or after so many days.
 */
export function walk(
  start: CaseFacts,
  settings: ProcessSettings,
  from: LocalDate,
  days: number,
  events: Readonly<Record<string, Event>> = {},
): { readonly walked: readonly Walked[]; readonly last: StepDecision; readonly facts: CaseFacts } {
  const walked: Walked[] = [];
  let facts = start;
  let last = planNextStep(facts, settings, from);
  for (let ahead = 0; ahead < days; ahead += 1) {
    const on = addDays(from, ahead);
    facts = events[on]?.(facts) ?? facts;
    last = planNextStep(facts, settings, on);
    if (last.outcome === 'done') {
      walked.push({ on, what: 'done' });
      break;
    }
    if (last.outcome !== 'due' || !last.step) continue;
    const { kind, claimIds, channel } = last.step;
    walked.push({ on, what: claimIds.length > 1 ? `${kind} ×${claimIds.length}` : kind });
    facts = taken(facts, settings, last, on, claimIds);
    if (channel) facts = { ...facts, contacts: [...facts.contacts, { on, channel: channel.channel }] };
  }
  return { walked, last, facts };
}

function taken(
  facts: CaseFacts,
  settings: ProcessSettings,
  { step }: StepDecision,
  on: LocalDate,
  claimIds: readonly ClaimId[],
): CaseFacts {
  if (!step) return facts;
  const channel = step.channel?.channel ?? 'letter';
  const sent: SentStep = {
    kind: step.kind,
    sentBy: 'collector',
    sentOn: on,
    channel,
    claimIds,
    contentConfirmed: true,
    announcesLegalAction: !settings.separateLegalNotice,
    undelivered: false,
    ...(step.deadlineDays === 0
      ? {}
      : { deadlineOn: letterDeadline(step.regime, step.kind, channel, on, step.deadlineDays).endsOn }),
  };
  return { ...facts, steps: [...facts.steps, sent] };
}
