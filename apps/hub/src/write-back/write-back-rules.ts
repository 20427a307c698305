import { REMEDIES } from './remedies.js';
import type { WriteBackEvent, WriteBackStep } from './write-back-event.js';
import type { WriteBackProgress } from './write-back-progress.js';
import { backoffMs, type WriteBackTimings } from './write-back-timings.js';

/** One cell of the table in `write-back-step.ts`: what becomes of the progress. */
export type Rule = (
  was: WriteBackProgress,
  event: WriteBackEvent,
  timings: WriteBackTimings,
) => WriteBackStep;

export function sendNow(was: WriteBackProgress, { at }: WriteBackEvent): WriteBackStep {
  return {
    progress: {
      ...quiet(was),
      state: 'sending',
      attempts: was.attempts + 1,
      absences: 0,
      sentAt: at,
      notBefore: at,
    },
  };
}

export function booked(
  was: WriteBackProgress,
  { at }: WriteBackEvent,
  timings: WriteBackTimings,
): WriteBackStep {
  return {
    progress: {
      ...quiet(was),
      state: 'booked',
      absences: 0,
      failures: 0,
      notBefore: later(at, timings.verifyAfterMs),
    },
  };
}

/** The process is gone, and with it the answer. The call may have left as late as the bound allows. */
export function interrupted(
  was: WriteBackProgress,
  event: WriteBackEvent,
  timings: WriteBackTimings,
): WriteBackStep {
  const mayHaveEndedAt = later(was.sentAt ?? event.at, timings.leavesWithinMs + timings.endsWithinMs);
  return confirmFrom(was, mayHaveEndedAt, landsWithinMs(event));
}

export function unanswered(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  return confirmFrom(was, event.at, landsWithinMs(event));
}

/** Nothing is lost on its way, so it is looked for soon; the ledger may take minutes or hours. */
export function takenIn(
  was: WriteBackProgress,
  { at }: WriteBackEvent,
  timings: WriteBackTimings,
): WriteBackStep {
  return {
    progress: {
      ...quiet(was),
      state: 'being-confirmed',
      absences: 0,
      failures: 0,
      sentAt: at,
      notBefore: later(at, backoffMs(timings, 1)),
      note: NOTES.takenIn,
    },
  };
}

function confirmFrom(was: WriteBackProgress, sentAt: Date, landsMs: number): WriteBackStep {
  const notBefore = later(sentAt, landsMs);
  return {
    progress: {
      ...quiet(was),
      state: 'being-confirmed',
      absences: 0,
      sentAt,
      notBefore,
      note: NOTES.unanswered,
    },
  };
}

/** Counts only when asked after everything on its way must have landed, and twice with time between. */
export function absent(
  was: WriteBackProgress,
  event: WriteBackEvent,
  timings: WriteBackTimings,
): WriteBackStep {
  if (event.kind !== 'found' || was.sentAt === null) return askPersonToLook(was, event);
  const countsFrom = was.absences === 0 ? later(was.sentAt, event.landsWithinMs) : was.notBefore;
  if (event.askedAt < countsFrom) return { progress: { ...was, notBefore: countsFrom } };
  if (was.absences === 0) {
    return {
      progress: { ...was, absences: 1, failures: 0, notBefore: later(event.at, timings.absenceSpacingMs) },
    };
  }
  const proven = { ...quiet(was), absences: 2, failures: 0, notBefore: event.at };
  if (was.attempts < timings.attemptsMax)
    return { progress: { ...proven, state: 'planned', note: NOTES.notThere } };
  return {
    progress: {
      ...proven,
      state: 'refused',
      note: NOTES.neverThere,
      remedy: REMEDIES.retry,
      refusalCode: 'attempts-exhausted',
    },
  };
}

export function lookLater(
  was: WriteBackProgress,
  event: WriteBackEvent,
  timings: WriteBackTimings,
): WriteBackStep {
  const failures = was.failures + 1;
  if (failures >= timings.failuresMax) return askPersonToLook(was, event);
  const notBefore = later(event.at, backoffMs(timings, failures));
  return {
    progress: {
      ...quiet(was),
      state: 'being-confirmed',
      absences: 0,
      failures,
      notBefore,
      note: NOTES.takenIn,
    },
  };
}

export function readLater(
  was: WriteBackProgress,
  event: WriteBackEvent,
  timings: WriteBackTimings,
): WriteBackStep {
  const failures = was.failures + 1;
  if (failures >= timings.failuresMax) return askPersonToLook(was, event);
  const notBefore = later(event.at, backoffMs(timings, failures));
  return { progress: { ...quiet(was), failures, notBefore, note: NOTES.takenIn } };
}

export function askPersonWhichPosting(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const detail =
    event.kind === 'found' && event.result.outcome === 'ambiguous' ? event.result.detail : NOTES.unanswered;
  return {
    progress: { ...quiet(was), state: 'needs-matching', note: detail, remedy: REMEDIES.confirmOrRetry },
  };
}

export function askPersonToLook(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const note = event.kind === 'failed' ? event.failure.message : NOTES.noAnswer;
  const remedy =
    event.kind === 'failed' && event.failure.remedy !== undefined
      ? event.failure.remedy
      : REMEDIES.confirmOrRetry;
  return {
    progress: { ...quiet(was), state: 'needs-matching', note, remedy, refusalCode: refusalCode(event) },
  };
}

export function needsMatching(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const note =
    event.kind === 'read-back' && event.result.outcome === 'needs-matching' ? event.result.detail : null;
  return {
    progress: { ...quiet(was), state: 'needs-matching', failures: 0, note, remedy: REMEDIES.matchInLedger },
  };
}

export function reversed(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const note = event.kind === 'read-back' && event.result.outcome === 'reversed' ? event.result.detail : null;
  return { progress: { ...quiet(was), state: 'reversed', failures: 0, note, remedy: REMEDIES.reversed } };
}

export function verified(was: WriteBackProgress, { at }: WriteBackEvent): WriteBackStep {
  return { progress: { ...quiet(was), state: 'verified', failures: 0, notBefore: at } };
}

export function refused(was: WriteBackProgress, event: WriteBackEvent): WriteBackStep {
  const failure = event.kind === 'failed' ? event.failure : undefined;
  const note = failure?.message ?? null;
  const remedy = failure?.remedy ?? REMEDIES.retry;
  return {
    progress: {
      ...quiet(was),
      state: 'refused',
      absences: 0,
      failures: 0,
      note,
      remedy,
      refusalCode: refusalCode(event),
    },
  };
}

/** Stays where it is; the connection's own state keeps it from being tried. */
export function waitForConnection(was: WriteBackProgress, { at }: WriteBackEvent): WriteBackStep {
  return { progress: { ...was, notBefore: was.notBefore > at ? was.notBefore : at }, blocksConnection: true };
}

export function backToPlanned(was: WriteBackProgress, { at }: WriteBackEvent): WriteBackStep {
  return { progress: { ...quiet(was), state: 'planned', notBefore: at }, blocksConnection: true };
}

/** Waits in `state`, longer each time; after the bound a person is asked, in `givenUp`. */
export function tryAgainLater(
  state: 'planned' | 'being-confirmed' | 'booked',
  givenUp: 'refused' | 'needs-matching',
): Rule {
  return (was, event, timings) => {
    const failure = event.kind === 'failed' ? event.failure : undefined;
    const failures = was.failures + 1;
    const note = failure?.message ?? null;
    if (failures >= timings.failuresMax) {
      const remedy = givenUp === 'refused' ? REMEDIES.retry : REMEDIES.confirmOrRetry;
      return {
        progress: {
          ...quiet(was),
          state: givenUp,
          failures: 0,
          note,
          remedy,
          refusalCode: 'attempts-exhausted',
        },
      };
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
