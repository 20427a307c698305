import type { WriteBackEntity, WriteBackState } from './write-back.entity.js';

/** A row of `write_back`. */
export type WriteBackRow = Readonly<WriteBackEntity>;

/** What the machine and people's orders may change of a write-back; everything else about it is fixed when it is planned. */
export interface WriteBackProgress {
  readonly state: WriteBackState;
  readonly attempts: number;
  readonly absences: number;
  readonly failures: number;
  readonly sentAt: Date | null;
  readonly notBefore: Date;
  readonly note: string | null;
  readonly remedy: string | null;
  readonly refusalCode: string | null;
}

/** May be on its way, or may have landed without our knowing: nothing else may be sent to the same item. */
export function isInFlight(state: WriteBackState): boolean {
  return state === 'sending' || state === 'being-confirmed';
}

/** Ends of the road for the machine: only a person's order, or nothing, leads on. */
export const RESTING_STATES: readonly WriteBackState[] = [
  'proposed',
  'refused',
  'reversed',
  'not-needed',
  'cancelled',
];

export function progressOf(row: WriteBackRow): WriteBackProgress {
  const { state, attempts, absences, failures, sentAt, notBefore, note, remedy, refusalCode } = row;
  return { state, attempts, absences, failures, sentAt, notBefore, note, remedy, refusalCode };
}
