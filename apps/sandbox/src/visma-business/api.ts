import { setTimeout as delay } from 'node:timers/promises';
import type { EffectKind, FaultRule } from '../faults/fault.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import { type FaultFaces, playFault } from '../faults/play-fault.js';
import type { Recorder } from '../journal/operation.js';
import { jsonReply, type Reply, type SimRequest } from '../server/exchange.js';
import type { RequestLog } from '../server/request-log.js';
import { playEffect } from './effects.js';
import { tooManyInProgress } from './errors.js';
import { answerGraphql, type Incoming, readIncoming } from './graphql-door.js';
import { CONNECT } from './oauth/connect-routes.js';
import { describeRequest } from './operations.js';
import { graphqlReply, htmlReply, TIMED_OUT, tooManyRequests, UNEXPECTED } from './replies.js';
import { vismaSchema } from './schema/build-schema.js';
import type { World } from './world.js';

/** Never sent: tells a recorder that an effect was played. */
const EFFECT_PLAYED = jsonReply(200, '{}');

interface Task {
  readonly request: SimRequest;
  readonly operation: string;
  readonly companyIds: readonly number[];
  /** True for what may leave a trace. */
  readonly changes: boolean;
  /** For a fault that answers errors inside success: the data that is then missing. */
  readonly incoming: Incoming | undefined;
  readonly work: (isReplayed: boolean) => Reply;
}

/** Business NXT's API and Visma Connect as one handler: route, places, fault, gateway, login, schema, answer. */
export class VismaBusinessApi {
  /** Keeps what changes the world, if anybody wants it kept. */
  recorder: Recorder | undefined;
  /** Built when it is first needed: most sandboxes are never asked. */
  /** Work that goes on after its request was answered with a timeout. */
  readonly #late = new Set<Promise<unknown>>();

  constructor(
    private readonly world: World,
    private readonly faults: FaultPlan,
    private readonly log: RequestLog,
  ) {}

  /** `path` begins with `/api`, `/connect` or `/.well-known`. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    const task = this.#task({ ...request, path });
    const [companyId] = task.companyIds;
    const rule = this.faults.draw(task.operation, companyId);
    const reply = await this.#inPlace(task, async () => this.#played(task, rule));
    this.log.add({
      at: this.world.clock.now().toISOString(),
      operation: task.operation,
      status: reply.status,
      ...(companyId === undefined ? {} : { companyId }),
      ...(rule === undefined ? {} : { fault: rule.kind }),
    });
    return reply;
  }

  /** Carries out a recorded request: no fault, no limit, no line in the log. Answers its status. */
  replay(request: SimRequest): number {
    return this.#task(request).work(true).status;
  }

  /** Resolves when nothing goes on behind answered requests. */
  async idle(): Promise<void> {
    await Promise.all(this.#late);
  }

  #task(request: SimRequest): Task {
    const { world } = this;
    const route = `${request.method} ${request.path}`;
    const connect = CONNECT[route];
    if (connect)
      return {
        request,
        operation: route,
        companyIds: [],
        changes: connect.changes,
        incoming: undefined,
        work: () => connect.answer(world, request),
      };
    const incoming = readIncoming(request);
    if (!incoming) {
      const work = (): Reply => htmlReply(404, 'Not Found');
      const operation = `${request.method} (unknown path)`;
      return { request, operation, companyIds: [], changes: false, incoming, work };
    }
    const { operation, companyIds, isMutation: changes } = incoming;
    const work = (isReplayed: boolean): Reply =>
      answerGraphql({
        schema: vismaSchema(world.switches),
        world,
        request,
        incoming,
        isReplayed,
      });
    return { request, operation, companyIds, changes, incoming, work };
  }

  /** Lets the work run in a place of each company; a client that goes away leaves its place taken for a while. */
  async #inPlace(task: Task, run: () => Promise<Reply>): Promise<Reply> {
    const { places, options } = this.world;
    const entered: number[] = [];
    let isAbandoned = false;
    void task.request.clientGone.then(() => (isAbandoned = true));
    try {
      for (const id of task.companyIds) {
        if (!places.enter(id, this.world.clock.nowMs()))
          return graphqlReply({ errors: tooManyInProgress(id, options.limits.inProgressMax).entries });
        entered.push(id);
      }
      // One turn of the loop, so that requests sent together are in progress together.
      await new Promise(setImmediate);
      const reply = await run();
      // Another turn, so that a client that has gone is known to have gone.
      await new Promise(setImmediate);
      return reply;
    } finally {
      for (const id of entered) places.leave(id, isAbandoned, this.world.clock.nowMs());
    }
  }

  async #played(task: Task, rule: FaultRule | undefined): Promise<Reply> {
    const work = (): Reply => this.#recorded(task);
    if (!rule) return work();
    const played = playFault(rule, task.request, this.#faces(task, rule.companyId), work);
    const { timeoutMs } = this.world.options.limits;
    if (rule.kind !== 'slow' || (rule.delayMs ?? 0) <= timeoutMs) return played;
    const late = played.finally(() => this.#late.delete(late));
    this.#late.add(late);
    await delay(timeoutMs);
    return this.world.switches.timeoutAnswer === 'html-504'
      ? htmlReply(504, 'Gateway Time-out')
      : graphqlReply({ errors: [TIMED_OUT] });
  }

  #recorded(task: Task): Reply {
    const work = (): Reply => task.work(false);
    if (!this.recorder || !task.changes) return work();
    return this.recorder.run(describeRequest(this.world, 'api', task.request), work);
  }

  #faces(task: Task, companyId: number | undefined): FaultFaces {
    return {
      rateLimited: tooManyRequests,
      serverError: () => htmlReply(500, 'Internal Server Error'),
      errorInside200: () =>
        task.incoming
          ? graphqlReply({ errors: [UNEXPECTED], data: task.incoming.emptyData })
          : jsonReply(200, '{"error":"temporarily_unavailable"}'),
      effect: (kind) => this.#effect(kind, task, companyId ?? task.companyIds[0]),
    };
  }

  /** What a fault changes stays changed, and so is kept like a write. */
  #effect(kind: EffectKind, { request }: Task, companyId: number | undefined): void {
    const { recorder, world } = this;
    const play = (): Reply => {
      playEffect(world, kind, request, companyId);
      return EFFECT_PLAYED;
    };
    if (!recorder) return void play();
    const { body: _body, ...operation } = describeRequest(world, 'effect', request);
    recorder.run({ ...operation, effect: kind, ...(companyId === undefined ? {} : { companyId }) }, play);
  }
}
