import type { SetAsideReason } from './events.js';

/** A record cannot be read for certain. Caught by the format's reader, which sets the record aside and goes on. */
export class RecordProblem extends Error {
  constructor(
    readonly reason: SetAsideReason,
    readonly field?: string,
  ) {
    super(`${reason}${field === undefined ? '' : ` at ${field}`}`);
    this.name = 'RecordProblem';
  }
}
