import type { EffectKind, RefusalVariant } from '../faults/fault.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import { type FaultFaces, playFault } from '../faults/play-fault.js';
import type { Recorder } from '../journal/operation.js';
import { jsonReply, type Reply, type SimRequest } from '../server/exchange.js';
import type { RequestLog } from '../server/request-log.js';
import type { Router } from '../server/router.js';
import { authenticate, bearerOf, subscriptionKeyOf } from './authenticate.js';
import type { DeclaredEndpoint } from './call.js';
import { playEffect } from './effects.js';
import { describeRequest } from './operations.js';
import { powerOfficeGoRoutes } from './routes.js';
import { BareRefusal, gatewayReply, MISSING_SUBSCRIPTION_KEY, Problem } from './wire/problem.js';
import { serverError, WRONG_SUBSCRIPTION_KEY } from './wire/problem.js';
import { Query } from './wire/query.js';
import type { World } from './world.js';

/** Addresses longer than this are answered with 404 (github.com/jbevanac/poweroffice). */
const ADDRESS_MAX = 2_000;
/** Never sent: tells a recorder that an effect was played. */
const EFFECT_PLAYED = jsonReply(200, '{}');

/** What one request left for the log. */
interface Trace {
  operation: string;
  companyId?: number;
  fault?: string;
}

/** A request that found its endpoint. */
interface Task {
  readonly endpoint: DeclaredEndpoint;
  readonly params: Readonly<Record<string, string>>;
  readonly request: SimRequest;
  readonly path: string;
  readonly trace: Trace;
  /** It had passed the gateway when it was recorded. */
  readonly isReplayed?: boolean;
}

/** PowerOffice Go as one handler: route, fault, gateway, login, endpoint, error shape. */
export class PowerOfficeGoApi {
  readonly #router: Router<DeclaredEndpoint>;
  /** Keeps what changes the world, if anybody wants it kept. */
  recorder: Recorder | undefined;

  constructor(
    private readonly world: World,
    private readonly faults: FaultPlan,
    private readonly log: RequestLog,
  ) {
    this.#router = powerOfficeGoRoutes(world.switches.reversalRole);
  }

  /** `path` begins with `/v2`, `/OAuth` or `/ApiAuthV2`, in any letter case. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    const trace: Trace = { operation: `${request.method} (unknown path)` };
    const reply = await this.#answer(request, path, trace);
    this.log.add({ at: this.world.clock.now().toISOString(), status: reply.status, ...trace });
    return reply;
  }

  /** Carries out a recorded request: no fault, no gateway, no line in the log. Answers its status. */
  replay(request: SimRequest, path: string): number {
    const match = this.#router.match(request.method, path.toLowerCase());
    if (match.kind !== 'found') return 404;
    const { handler: endpoint } = match.route;
    const trace: Trace = { operation: endpoint.operation };
    return this.#work({ endpoint, params: match.params, request, path, trace, isReplayed: true }).status;
  }

  async #answer(request: SimRequest, path: string, trace: Trace): Promise<Reply> {
    const { switches } = this.world;
    const match = this.#router.match(request.method, path.toLowerCase());
    const length = request.path.length + request.query.toString().length + 1;
    // The gateway knows operations, not paths: a wrong method is not found either.
    if (match.kind !== 'found' || length > ADDRESS_MAX)
      return gatewayReply(404, 'Resource not found', switches);
    const endpoint = match.route.handler;
    trace.operation = endpoint.operation;
    const task: Task = { endpoint, params: match.params, request, path, trace };
    const work = (): Reply => this.#recordedWork(task);
    const companyId = this.#companyOf(request);
    if (companyId !== undefined) trace.companyId = companyId;
    const fault = this.faults.draw(endpoint.operation, companyId);
    if (!fault) return work();
    trace.fault = fault.kind;
    return playFault(fault, request, this.#faces(task, companyId), work);
  }

  #recordedWork(task: Task): Reply {
    const { recorder, world } = this;
    const isPage = 'runOpen' in task.endpoint && task.endpoint.isPage;
    if (!recorder || (task.request.method === 'GET' && !isPage)) return this.#work(task);
    return recorder.run(describeRequest(world, 'api', task.request, task.path), () => this.#work(task));
  }

  #work(task: Task): Reply {
    const { world } = this;
    try {
      return this.#refusedByGateway(task) ?? this.#carriedOut(task);
    } catch (error) {
      if (error instanceof BareRefusal) return error.toReply();
      if (error instanceof Problem) return error.toReply(world.switches);
      process.stderr.write(
        `sandbox: poweroffice-go failed: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      return serverError().toReply(world.switches);
    }
  }

  /** The subscription key, then the budget that all its companies share. */
  #refusedByGateway({ endpoint, request, isReplayed = false }: Task): Reply | undefined {
    const { credentials, switches, rateLimit, clock } = this.world;
    if (isReplayed || ('runOpen' in endpoint && endpoint.isPage)) return undefined;
    const key = subscriptionKeyOf(request);
    if (key === undefined) return gatewayReply(401, MISSING_SUBSCRIPTION_KEY, switches);
    if (key !== credentials.subscriptionKey || credentials.isSubscriptionRevoked)
      return gatewayReply(401, WRONG_SUBSCRIPTION_KEY, switches);
    return rateLimit.take(clock.nowMs()) ? undefined : this.#rateLimited('full');
  }

  #carriedOut({ endpoint, params, request, path }: Task): Reply {
    const { world } = this;
    const address = `http://${request.headers['host'] ?? 'localhost'}`;
    if ('runOpen' in endpoint) {
      const prefix = request.path.endsWith(path)
        ? request.path.slice(0, request.path.length - path.length)
        : '';
      return endpoint.runOpen({ world, request, path: params, address, prefix });
    }
    const { token, company } = authenticate(world, request, endpoint.roles);
    const query = new Query(request.query, endpoint.parameters, world.switches.unknownParameters);
    return endpoint.run({ world, request, path: params, query, token, company, address });
  }

  #faces({ endpoint, params, request, path }: Task, companyId: number | undefined): FaultFaces {
    const { switches } = this.world;
    return {
      rateLimited: (variant) => this.#rateLimited(variant),
      serverError: () => serverError().toReply(switches),
      errorInside200: () => ({ ...serverError().toReply(switches), status: 200 }),
      effect: (kind) => this.#effect(kind, { endpoint, params, request, path }, companyId),
    };
  }

  /** What a fault changes stays changed, and so is kept like a write. */
  #effect(kind: EffectKind, { request, path }: Omit<Task, 'trace'>, companyId: number | undefined): void {
    const { recorder, world } = this;
    const play = (): Reply => {
      playEffect(world, kind, request, path, companyId);
      return EFFECT_PLAYED;
    };
    if (!recorder) return void play();
    const { login: _login, ...operation } = describeRequest(world, 'effect', request, path);
    recorder.run({ ...operation, effect: kind, ...(companyId === undefined ? {} : { companyId }) }, play);
  }

  #rateLimited(variant: RefusalVariant): Reply {
    const { switches } = this.world;
    const isTold = switches.hasRetryAfter && variant !== 'no-reset';
    const headers: Readonly<Record<string, string>> = isTold ? { 'retry-after': '1' } : {};
    if (variant === 'empty') return { status: 429, headers, body: '' };
    if (variant === 'html') {
      const body = '<html><body><h1>429 Too Many Requests</h1></body></html>';
      return { status: 429, headers: { ...headers, 'content-type': 'text/html' }, body };
    }
    return gatewayReply(429, 'Rate limit is exceeded. Try again in 1 seconds.', switches, headers);
  }

  /** The company a request is about, before anything is checked: for fault rules that name one. */
  #companyOf(request: SimRequest): number | undefined {
    return this.world.credentials.token(bearerOf(request) ?? '')?.clientKey.companyId;
  }
}
