import type { FindResult, VerifyResult } from '@app/connectors';
import type { LedgerFailure } from './ledger-failure.js';
import { REMEDIES } from './remedies.js';
import type { WriteBackState } from './write-back.entity.js';
import type { WriteBackProgress } from './write-back-progress.js';
import { backoffMs, type WriteBackTimings } from './write-back-timings.js';

type Call = 'prepare' | 'post' | 'find' | 'verify';

/** What happened to a write-back. `at` is the clock when the call ended, `askedAt` when a question was put. */
export type WriteBackEvent =
  /** The baseline is stored and the call leaves next. */
  | { readonly kind: 'leaves'; readonly at: Date }
  /** The ledger answered the call with its posting. */
  | { readonly kind: 'answered'; readonly at: Date }
  /** `sending` was left by a process that is gone. Only to be raised when `leavesWithinMs + endsWithinMs` have passed. */
  | { readonly kind: 'interrupted'; readonly at: Date; readonly landsWithinMs: number }
  | { readonly kind: 'failed'; readonly call: Call; readonly failure: LedgerFailure; readonly at: Date; readonly landsWithinMs: number }
  | { readonly kind: 'found'; readonly result: FindResult; readonly askedAt: Date; readonly at: Date; readonly landsWithinMs: number }
  | { readonly kind: 'read-back'; readonly result: VerifyResult; readonly at: Date };

export interface WriteBackStep {
  readonly progress: WriteBackProgress;
  /** The connection itself is refused; nothing of it is tried until a person has mended it. */
  readonly blocksConnection?: true;
}

type Rule = (was: WriteBackProgress, event: WriteBackEvent, timings: WriteBackTimings) => WriteBackStep;

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
  'needs-matching': {
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

function sendNow(was: WriteBackProgress, { at }: WriteBackEvent): WriteBackStep {
  return { progress: { ...quiet(was), state: 'sending', attempts: was.attempts + 1, absences: 0, sentAt: at, notBefore: at } };
}

function booked(was: WriteBackProgress, { at }: WriteBackEvent, timings: WriteBackTimings): WriteBackStep {
  return {
    progress: { ...quiet(was), state: 'booked', absences: 0, failures: 0, notBefore: later(at, timings.verifyAfterMs) },
  };
}

/** The process is gone, and with it the answer. The call may have left as late as the bound allows. */
function interrupted(was: WriteBackProgress, event: WriteBackEvent, timings: WriteBackTimings): WriteBackStep {
  const mayHaveEndedAt = later(was.sentAt ?? event.at, timings.leavesWithinMs + timings.endsWithinMs);
  return confirmFrom(was, mayHaveEndedAt, landsWithinMs(event));
}

function unanswered(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  return confirmFrom(was, event.at, landsWithinMs(event));
}

function confirmFrom(was: WriteBackProgress, sentAt: Date, landsMs: number): WriteBackStep {
  const notBefore = later(sentAt, landsMs);
  return { progress: { ...quiet(was), state: 'being-confirmed', absences: 0, sentAt, notBefore, note: NOTES.unanswered } };
}

/** Counts only when asked after everything on its way must have landed, and twice with time between. */
function absent(was: WriteBackProgress, event: WriteBackEvent, timings: WriteBackTimings): WriteBackStep {
  if (event.kind !== 'found' || was.sentAt === null) return askPersonToLook(was, event);
  const countsFrom = was.absences === 0 ? later(was.sentAt, event.landsWithinMs) : was.notBefore;
  if (event.askedAt < countsFrom) return { progress: { ...was, notBefore: countsFrom } };
  if (was.absences === 0) {
    return { progress: { ...was, absences: 1, failures: 0, notBefore: later(event.at, timings.absenceSpacingMs) } };
  }
  const proven = { ...quiet(was), absences: 2, failures: 0, notBefore: event.at };
  if (was.attempts < timings.attemptsMax) return { progress: { ...proven, state: 'planned', note: NOTES.notThere } };
  return {
    progress: { ...proven, state: 'refused', note: NOTES.neverThere, remedy: REMEDIES.retry, refusalCode: 'attempts-exhausted' },
  };
}

function lookLater(was: WriteBackProgress, event: WriteBackEvent, timings: WriteBackTimings): WriteBackStep {
  const failures = was.failures + 1;
  if (failures >= timings.failuresMax) return askPersonToLook(was, event);
  const notBefore = later(event.at, backoffMs(timings, failures));
  return { progress: { ...quiet(was), state: 'being-confirmed', absences: 0, failures, notBefore, note: NOTES.takenIn } };
}

function readLater(was: WriteBackProgress, event: WriteBackEvent, timings: WriteBackTimings): WriteBackStep {
  const failures = was.failures + 1;
  if (failures >= timings.failuresMax) return askPersonToLook(was, event);
  const notBefore = later(event.at, backoffMs(timings, failures));
  return { progress: { ...quiet(was), failures, notBefore, note: NOTES.takenIn } };
}

function askPersonWhichPosting(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const detail = event.kind === 'found' && event.result.outcome === 'ambiguous' ? event.result.detail : NOTES.unanswered;
  return { progress: { ...quiet(was), state: 'needs-matching', note: detail, remedy: REMEDIES.confirmOrRetry } };
}

function askPersonToLook(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const note = event.kind === 'failed' ? event.failure.message : NOTES.noAnswer;
  const remedy = event.kind === 'failed' && event.failure.remedy !== undefined ? event.failure.remedy : REMEDIES.confirmOrRetry;
  return { progress: { ...quiet(was), state: 'needs-matching', note, remedy, refusalCode: refusalCode(event) } };
}

function needsMatching(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const note = event.kind === 'read-back' && event.result.outcome === 'needs-matching' ? event.result.detail : null;
  return { progress: { ...quiet(was), state: 'needs-matching', failures: 0, note, remedy: REMEDIES.matchInLedger } };
}

function reversed(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const note = event.kind === 'read-back' && event.result.outcome === 'reversed' ? event.result.detail : null;
  return { progress: { ...quiet(was), state: 'reversed', failures: 0, note, remedy: REMEDIES.reversed } };
}

function verified(was: WriteBackProgress, { at }: WriteBackEvent): WriteBackStep {
  return { progress: { ...quiet(was), state: 'verified', failures: 0, notBefore: at } };
}

function refused(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const failure = event.kind === 'failed' ? event.failure : undefined;
  const note = failure?.message ?? null;
  const remedy = failure?.remedy ?? REMEDIES.retry;
  return { progress: { ...quiet(was), state: 'refused', absences: 0, failures: 0, note, remedy, refusalCode: refusalCode(event) } };
}

/** Stays where it is; the connection's own state keeps it from being tried. */
function waitForConnection(was: WriteBackProgress, { at }: WriteBackEvent): WriteBackStep {
  return { progress: { ...was, notBefore: was.notBefore > at ? was.notBefore : at }, blocksConnection: true };
}

function backToPlanned(was: WriteBackProgress, { at }: WriteBackEvent): WriteBackStep {
  return { progress: { ...quiet(was), state: 'planned', notBefore: at }, blocksConnection: true };
}

/** Waits in `state`, longer each time; after the bound a person is asked, in `givenUp`. */
function tryAgainLater(state: 'planned' | 'being-confirmed' | 'booked', givenUp: 'refused' | 'needs-matching'): Rule {
  return (was, event, timings) => {
    const failure = event.kind === 'failed' ? event.failure : undefined;
    const failures = was.failures + 1;
    const note = failure?.message ?? null;
    if (failures >= timings.failuresMax) {
      const remedy = givenUp === 'refused' ? REMEDIES.retry : REMEDIES.confirmOrRetry;
      return { progress: { ...quiet(was), state: givenUp, failures: 0, note, remedy, refusalCode: 'attempts-exhausted' } };
    }
    const notBefore = later(event.at, backoffMs(timings, failures, failure?.retryAfterMs));
    return { progress: { ...quiet(was), state, failures, notBefore, note } };
  };
}

const NOTES = {
  unanswered: 'It was sent, and no answer came. It is looked up in the ledger before anything else is done.',
  takenIn: 'The ledger has taken it in and not booked it yet.',
  notThere: 'It was sent without an answer, and two looks into the ledger have shown that it is not there.',
  neverThere: 'It was sent several times and never arrived in the ledger.',
  noAnswer: 'The ledger did not say in time whether the booking is there.',
} as const;

function refusalCode(event: WriteBackEvent): string | null {
  return event.kind === 'failed' ? (event.failure.code ?? event.failure.kind) : null;
}

function landsWithinMs(event: WriteBackEvent): number {
  return 'landsWithinMs' in event ? event.landsWithinMs : 0;
}

/** Without what was said about the state before. */
function quiet(was: WriteBackProgress): WriteBackProgress {
  return { ...was, note: null, remedy: null, refusalCode: null };
}

function later(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
