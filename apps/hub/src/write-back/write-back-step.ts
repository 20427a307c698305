import type { WriteBackEvent, WriteBackStep } from './write-back-event.js';
import type { WriteBackProgress } from './write-back-progress.js';
import {
  absent,
  askPersonToLook,
  askPersonWhichPosting,
  backToPlanned,
  booked,
  interrupted,
  lookLater,
  needsMatching,
  readLater,
  refused,
  reversed,
  sendNow,
  takenIn,
  tryAgainLater,
  unanswered,
  verified,
  waitForConnection,
  type Rule,
} from './write-back-rules.js';
import type { WriteBackTimings } from './write-back-timings.js';
import type { WriteBackState } from './write-back.entity.js';

/**
 * The whole life of a write-back, as far as the machine drives it: this table and nothing else decides. A row is a
 * state, a column what happened there; what is not in the table changes nothing. From `sending` and `being-confirmed`
 * only two roads lead back to `planned`: the ledger's word that it carried nothing out, and absence proven twice.
 */
const TABLE: Readonly<Partial<Record<WriteBackState, Readonly<Record<string, Rule>>>>> = {
  planned: {
    leaves: sendNow,
    'found:posted': booked,
    'found:being-confirmed': lookLater,
    'found:ambiguous': askPersonWhichPosting,
    'find:connection-blocked': waitForConnection,
    'find:record-refused': askPersonToLook,
    find: tryAgainLater('planned', 'refused'),
    'prepare:connection-blocked': waitForConnection,
    'prepare:record-refused': refused,
    prepare: tryAgainLater('planned', 'refused'),
  },
  sending: {
    answered: booked,
    'taken-in': takenIn,
    interrupted,
    // Certainly not carried out, says the contract of these three.
    'post:retryable': tryAgainLater('planned', 'refused'),
    'post:connection-blocked': backToPlanned,
    'post:record-refused': refused,
    // Everything else may have been carried out.
    post: unanswered,
  },
  'being-confirmed': {
    'found:posted': booked,
    'found:absent': absent,
    'found:being-confirmed': lookLater,
    'found:ambiguous': askPersonWhichPosting,
    'find:connection-blocked': waitForConnection,
    'find:record-refused': askPersonToLook,
    find: tryAgainLater('being-confirmed', 'needs-matching'),
  },
  booked: {
    'read:verified': verified,
    'read:being-confirmed': readLater,
    'read:needs-matching': needsMatching,
    'read:reversed': reversed,
    'verify:connection-blocked': waitForConnection,
    'verify:record-refused': askPersonToLook,
    verify: tryAgainLater('booked', 'needs-matching'),
  },
  // Read again every night. A night without an answer changes nothing.
  verified: {
    'read:verified': verified,
    'read:needs-matching': needsMatching,
    'read:reversed': reversed,
    'verify:connection-blocked': waitForConnection,
  },
  // Read again every night too. Only a posting that is found, and certainly ours, ends a person's doubt.
  'needs-matching': {
    'found:posted': booked,
    'find:connection-blocked': waitForConnection,
    'read:verified': verified,
    'read:reversed': reversed,
    'verify:connection-blocked': waitForConnection,
  },
};

/** What follows from the event; undefined when it changes nothing in this state. */
export function nextStep(
  was: WriteBackProgress,
  event: WriteBackEvent,
  timings: WriteBackTimings,
): WriteBackStep | undefined {
  const row = TABLE[was.state];
  if (row === undefined) return undefined;
  const rule = row[column(event)] ?? (event.kind === 'failed' ? row[event.call] : undefined);
  return rule?.(was, event, timings);
}

function column(event: WriteBackEvent): string {
  if (event.kind === 'failed') return `${event.call}:${event.failure.kind}`;
  if (event.kind === 'found') return `found:${event.result.outcome}`;
  if (event.kind === 'read-back') return `read:${event.result.outcome}`;
  return event.kind;
}
