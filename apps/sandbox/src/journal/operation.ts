import type { EffectKind } from '../faults/fault.js';
import type { Reply } from '../server/exchange.js';

/** Where an operation came in: the vendor's API, the control API, or a fault that changed the world. */
export type Door = 'api' | 'control' | 'effect';

/** A request as it is written down: enough to carry it out again, and no token in it. */
export interface Operation {
  readonly door: Door;
  readonly method: string;
  /** Path and query below the door. */
  readonly target: string;
  /** `<username>:<name of the session>` of the vendor's API. */
  readonly login?: string;
  readonly body?: string;
  /** For the door `effect`: what the fault did, and to which company. */
  readonly effect?: EffectKind;
  readonly companyId?: number;
}

/** Takes part where a request is carried out; see `Journal`. */
export interface Recorder {
  /** Carries out `work` at one instant and has it on disk before its reply can be sent. */
  run(operation: Operation, work: () => Reply): Reply;
}

/** What a journal needs of the ledger behind it. */
export interface Replayable {
  /** Tells the data before the first operation from others. */
  fingerprint(): string;
  /** Moves whenever an operation left a trace, even one that was refused in its middle. */
  mark(): string;
  /** Carries an operation out as if it came in now, without faults, budget or log. Answers the status. */
  replay(operation: Operation): number;
}
