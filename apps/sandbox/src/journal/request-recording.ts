import type { EffectKind } from '../faults/fault.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import type { Operation, Recorder, Replayable } from './operation.js';

/** What a simulator gives, so that the requests that change it can be kept and carried out again. */
export interface Recorded {
  /** Its control routes start with `/control` and this. Example: `/fortnox`. */
  readonly controlPath: string;
  /** Answers a control request, and keeps nothing. */
  readonly control: (request: SimRequest) => Reply;
  /** Writes a control request down, without its secrets. */
  readonly describe: (request: SimRequest) => Operation;
  readonly requestOf: (operation: Operation) => SimRequest;
  /** @returns the status that the vendor's API answers */
  readonly replay: (request: SimRequest) => number;
  readonly playEffect: (kind: EffectKind, request: SimRequest, companyId: number | undefined) => void;
  readonly recordTo: (recorder: Recorder) => void;
  readonly fingerprint: () => string;
  readonly mark: () => string;
}

/** Lets a recorder keep what requests change in a simulator, and carries it out again. */
export class RequestRecording implements Replayable {
  readonly #notKept: RegExp;
  #recorder: Recorder | undefined;

  constructor(private readonly of: Recorded) {
    // Control routes that change nothing a restart should keep.
    this.#notKept = new RegExp(`^/control${of.controlPath}/(faults(/|$)|checkpoint$)`);
  }

  /** From here on. What is called in the process, on `bookkeeper` or `clock`, is no request and is not kept. */
  recordTo(recorder: Recorder): void {
    this.#recorder = recorder;
    this.of.recordTo(recorder);
  }

  /** Answers a control request. */
  control(request: SimRequest): Reply {
    const { path, method } = request;
    if (!this.#recorder || method === 'GET' || this.#notKept.test(path)) return this.of.control(request);
    return this.#recorder.run(this.of.describe(request), () => this.of.control(request));
  }

  fingerprint(): string {
    return this.of.fingerprint();
  }

  mark(): string {
    return this.of.mark();
  }

  replay(operation: Operation): number {
    const request = this.of.requestOf(operation);
    switch (operation.door) {
      case 'api':
        return this.of.replay(request);
      case 'control':
        return this.of.control(request).status;
      case 'effect':
        if (operation.effect) this.of.playEffect(operation.effect, request, operation.companyId);
        return 200;
    }
  }
}
