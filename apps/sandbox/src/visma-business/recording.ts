import type { Operation, Recorder, Replayable } from '../journal/operation.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import type { VismaBusinessApi } from './api.js';
import { playEffect } from './effects.js';
import { describeRequest, fingerprintOf, markOf, requestOf } from './operations.js';
import type { World } from './world.js';

/** Control routes that change nothing a restart should keep. */
const NOT_KEPT = /^\/control\/visma-business\/(faults(\/|$)|checkpoint$)/;

/** Lets a recorder keep what requests change in a simulated Business NXT, and carries it out again. */
export class VismaBusinessRecording implements Replayable {
  #recorder: Recorder | undefined;

  constructor(
    private readonly world: World,
    private readonly api: VismaBusinessApi,
    private readonly plainControl: (request: SimRequest) => Reply,
  ) {}

  /** From here on. What is called in the process, on `bookkeeper` or `clock`, is no request and is not kept. */
  recordTo(recorder: Recorder): void {
    this.#recorder = recorder;
    this.api.recorder = recorder;
  }

  /** Answers a control request. */
  control(request: SimRequest): Reply {
    const { path, method } = request;
    if (!this.#recorder || method === 'GET' || NOT_KEPT.test(path)) return this.plainControl(request);
    return this.#recorder.run(describeRequest(this.world, 'control', request), () =>
      this.plainControl(request),
    );
  }

  fingerprint(): string {
    return fingerprintOf(this.world);
  }

  mark(): string {
    return markOf(this.world);
  }

  replay(operation: Operation): number {
    const request = requestOf(this.world, operation);
    switch (operation.door) {
      case 'api':
        return this.api.replay(request);
      case 'control':
        return this.plainControl(request).status;
      case 'effect':
        if (operation.effect) playEffect(this.world, operation.effect, request, operation.companyId);
        return 200;
    }
  }
}
