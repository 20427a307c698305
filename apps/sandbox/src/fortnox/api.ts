import { PeriodClosedError } from '../books/errors.js';
import type { EffectKind, RefusalVariant } from '../faults/fault.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import { type FaultFaces, playFault } from '../faults/play-fault.js';
import type { Recorder } from '../journal/operation.js';
import { jsonReply, type Reply, type SimRequest } from '../server/exchange.js';
import type { RequestLog } from '../server/request-log.js';
import type { Route } from '../server/router.js';
import { authenticate, bearerOf, OverBudget, Unauthorized } from './authenticate.js';
import type { DeclaredEndpoint } from './call.js';
import { playEffect } from './effects.js';
import { authorize } from './oauth/authorize.js';
import { revoke, token } from './oauth/token-endpoint.js';
import { describeRequest } from './operations.js';
import { fortnoxRoutes } from './routes.js';
import type { UnverifiedBehaviour } from './unverified.js';
import { ApiError, refused, serverError, tooManyRequests, UNAUTHORIZED } from './wire/errors.js';
import { checkParameters } from './wire/list.js';
import type { World } from './world.js';

/** The sign-in part of the vendor: another host there, another path here. */
const OAUTH: Readonly<Record<string, (world: World, request: SimRequest) => Reply>> = {
  'GET /oauth-v1/auth': authorize,
  'POST /oauth-v1/token': token,
  'POST /oauth-v1/revoke': revoke,
};
/** Never sent: tells a recorder that an effect was played. */
const EFFECT_PLAYED = jsonReply(200, '{}');
const NO_SUCH_PATH = jsonReply(404, '{"message":"no Route matched with those values"}');
const WRONG_METHOD = jsonReply(405, '{"message":"method not allowed, or not simulated"}');

interface Trace {
  operation: string;
  companyId?: number;
  fault?: string;
}

interface Task {
  readonly request: SimRequest;
  readonly path: string;
  readonly operation: string;
  readonly trace: Trace;
  readonly changes: boolean;
  readonly work: (takesBudget: boolean) => Reply;
}

/** Fortnox' API and sign-in as one handler: route, fault, login, budget, endpoint, error shape. */
export class FortnoxApi {
  readonly #router = fortnoxRoutes();
  /** Keeps what changes the world, if anybody wants it kept. */
  recorder: Recorder | undefined;

  constructor(
    private readonly world: World,
    private readonly faults: FaultPlan,
    private readonly log: RequestLog,
  ) {}

  /** `path` begins with `/3` or `/oauth-v1`. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    const trace: Trace = { operation: `${request.method} (unknown path)` };
    const reply = await this.#answer(request, path, trace);
    this.log.add({ at: this.world.clock.now().toISOString(), status: reply.status, ...trace });
    const requestId = this.world.requestIds.uuid();
    return {
      ...reply,
      headers: { ...reply.headers, 'x-uid': requestId, 'x-build': 'sandbox', 'x-rack-responsetime': '12' },
    };
  }

  /** Carries out a recorded request: no fault, no budget, no line in the log. Answers its status. */
  replay(request: SimRequest, path: string): number {
    const task = this.#task(request, path, { operation: '' });
    return 'operation' in task ? task.work(false).status : task.status;
  }

  async #answer(request: SimRequest, path: string, trace: Trace): Promise<Reply> {
    const task = this.#task(request, path, trace);
    if (!('operation' in task)) return task;
    const work = (): Reply => this.#recordedWork(task);
    const tenantId = this.#tenantOf(request);
    if (tenantId !== undefined) trace.companyId = tenantId;
    const fault = this.faults.draw(task.operation, tenantId);
    if (!fault) return work();
    trace.fault = fault.kind;
    return playFault(fault, request, this.#faces(task, tenantId), work);
  }

  #task(request: SimRequest, path: string, trace: Trace): Task | Reply {
    const { world } = this;
    const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
    const signIn = `${request.method} ${plain}`;
    const oauth = OAUTH[signIn];
    if (oauth) {
      trace.operation = signIn;
      const work = (): Reply => oauth(world, request);
      return { request, path: plain, operation: signIn, trace, changes: true, work };
    }
    const match = this.#router.match(request.method, plain);
    if (match.kind === 'no-such-path') return NO_SUCH_PATH;
    trace.operation = `${request.method} ${match.kind === 'found' ? match.route.template : match.template}`;
    if (match.kind === 'wrong-method') return WRONG_METHOD;
    const { route, params } = match;
    const changes = request.method !== 'GET' || route.handler.hasSideEffect;
    const work = (takesBudget: boolean): Reply => this.#work(route, params, request, takesBudget);
    return { request, path: plain, operation: route.operation, trace, changes, work };
  }

  #recordedWork(task: Task): Reply {
    const { recorder, world } = this;
    const work = (): Reply => task.work(true);
    if (!recorder || !task.changes) return work();
    return recorder.run(describeRequest(world, 'api', task.request, task.path), work);
  }

  #work(
    { handler, operation }: Route<DeclaredEndpoint>,
    path: Readonly<Record<string, string>>,
    request: SimRequest,
    takesBudget: boolean,
  ): Reply {
    const { world } = this;
    const { switches } = world;
    try {
      const company = authenticate(world, request, handler, takesBudget);
      checkParameters(request.query, handler.parameters, handler.isList);
      const page = { company, switches, urlBase: world.options.urlBase };
      return handler.run({ world, request, operation, path, company, page });
    } catch (error) {
      if (error instanceof Unauthorized) return UNAUTHORIZED;
      if (error instanceof OverBudget) return tooManyRequests(switches.rateLimitFace);
      return asApiError(error).toReply(switches);
    }
  }

  #faces({ request, path }: Task, tenantId: number | undefined): FaultFaces {
    const { switches } = this.world;
    return {
      rateLimited: (variant) => tooManyRequests(FACES[variant]),
      serverError: () => serverError().toReply(switches),
      errorInside200: () => ({ ...serverError().toReply(switches), status: 200 }),
      effect: (kind) => this.#effect(kind, request, path, tenantId),
    };
  }

  /** What a fault changes stays changed, and so is kept like a write. */
  #effect(kind: EffectKind, request: SimRequest, path: string, tenantId: number | undefined): void {
    const { recorder, world } = this;
    const play = (): Reply => {
      playEffect(world, kind, { ...request, path }, tenantId);
      return EFFECT_PLAYED;
    };
    if (!recorder) return void play();
    const { login: _login, ...operation } = describeRequest(world, 'effect', request, path);
    recorder.run(
      { ...operation, effect: kind, ...(tenantId === undefined ? {} : { companyId: tenantId }) },
      play,
    );
  }

  /** The company a request is about, before anything is checked: for fault rules and the log. */
  #tenantOf(request: SimRequest): number | undefined {
    const named = Number(request.headers['tenantid'] ?? Number.NaN);
    if (this.world.companies.has(named)) return named;
    return this.world.grants.anyAccess(bearerOf(request))?.family.tenantId;
  }
}

const FACES: Readonly<Record<RefusalVariant, UnverifiedBehaviour['rateLimitFace']>> = {
  full: 'json-with-retry-after',
  'no-reset': 'json',
  empty: 'empty',
  html: 'html',
};

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof PeriodClosedError) return refused('periodLocked');
  process.stderr.write(`sandbox: fortnox failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  return serverError();
}
