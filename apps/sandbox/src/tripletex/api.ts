import { PeriodClosedError } from '../books/errors.js';
import type { EffectKind, RefusalVariant } from '../faults/fault.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import { type FaultFaces, playFault } from '../faults/play-fault.js';
import type { Recorder } from '../journal/operation.js';
import { jsonReply, type Reply, type SimRequest } from '../server/exchange.js';
import type { RequestLog } from '../server/request-log.js';
import type { Route } from '../server/router.js';
import type { Call, DeclaredEndpoint } from './call.js';
import { authenticate, basicLogin, OverBudget } from './authenticate.js';
import { listEvents } from './endpoints/company-endpoints.js';
import { periodClosed } from './endpoints/payment-endpoint.js';
import { createSession } from './endpoints/session-endpoints.js';
import { playEffect } from './effects.js';
import { describeRequest } from './operations.js';
import { CREATE_SESSION, LIST_EVENTS, tripletexRoutes } from './routes.js';
import { ApiError, noSuchPath, serverError, tooManyRequests, wrongMethod } from './wire/api-error.js';
import { Parameters } from './wire/parameters.js';
import type { World } from './world.js';

/** Never sent: tells a recorder that an effect was played. */
const EFFECT_PLAYED = jsonReply(200, '{}');

type Headers = Readonly<Record<string, string>>;

/** What one request left for the log. */
interface Trace {
  operation: string;
  companyId?: number;
  fault?: string;
}

/** A request that found its route. */
interface Task {
  readonly route: Route<DeclaredEndpoint>;
  readonly params: Readonly<Record<string, string>>;
  readonly request: SimRequest;
  readonly path: string;
  readonly requestId: string;
  readonly trace: Trace;
  /** It was within its budget when it was recorded. */
  readonly isReplayed?: boolean;
}

/** Tripletex' API as one handler: route, fault, login, budget, endpoint, error shape. */
export class TripletexApi {
  readonly #router = tripletexRoutes();
  /** Keeps what changes the world, if anybody wants it kept. */
  recorder: Recorder | undefined;

  constructor(
    private readonly world: World,
    private readonly faults: FaultPlan,
    private readonly log: RequestLog,
  ) {}

  /** `path` is below the vendor's `/v2`. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    const requestId = this.world.requestIds.uuid();
    const trace: Trace = { operation: `${request.method} (unknown path)` };
    const reply = await this.#answer(request, path, requestId, trace);
    this.log.add({ at: this.world.clock.now().toISOString(), status: reply.status, ...trace });
    return { ...reply, headers: { ...reply.headers, 'x-tlx-request-id': requestId } };
  }

  /** Carries out a recorded request: no fault, no budget, no line in the log. Answers its status. */
  replay(request: SimRequest, path: string): number {
    const match = this.#router.match(request.method, path);
    if (match.kind !== 'found') return 404;
    const { route, params } = match;
    const trace: Trace = { operation: route.operation };
    return this.#work({ route, params, request, path, requestId: 'replay', trace, isReplayed: true }).status;
  }

  async #answer(request: SimRequest, path: string, requestId: string, trace: Trace): Promise<Reply> {
    const match = this.#router.match(request.method, path);
    if (match.kind === 'no-such-path') return noSuchPath().toReply(requestId);
    trace.operation = `${request.method} ${match.kind === 'found' ? match.route.template : match.template}`;
    if (match.kind === 'wrong-method') return wrongMethod().toReply(requestId);
    const { route, params } = match;
    const task: Task = { route, params, request, path, requestId, trace };
    const work = (): Reply => this.#recordedWork(task);
    const companyId = this.#companyOf(request);
    const fault = this.faults.draw(route.operation, companyId);
    if (!fault) return work();
    trace.fault = fault.kind;
    if (companyId !== undefined) trace.companyId = companyId;
    return playFault(fault, request, this.#faces(task, companyId), work);
  }

  #recordedWork(task: Task): Reply {
    const { recorder, world } = this;
    if (!recorder || task.request.method === 'GET') return this.#work(task);
    return recorder.run(describeRequest(world, 'api', task.request, task.path), () => this.#work(task));
  }

  #work({ route, params, request, requestId, trace, isReplayed = false }: Task): Reply {
    let headers: Headers = {};
    try {
      if (route.operation === CREATE_SESSION) return createSession(this.world, request.body);
      if (route.operation === LIST_EVENTS) return listEvents();
      const { session, company } = authenticate(
        this.world,
        request,
        (budgetKey) => {
          if (isReplayed) return true;
          const verdict = this.world.rateLimit.take(budgetKey, this.world.clock.nowMs());
          headers = verdict.headers;
          return verdict.isAllowed;
        },
        route.handler.atHome ?? false,
      );
      trace.companyId = company.id;
      const { world } = this;
      const call: Call = {
        world,
        request,
        path: params,
        query: new Parameters(request.query),
        session,
        company,
        models: world.models(company),
      };
      const reply = route.handler.run(call);
      return { ...reply, headers: { ...reply.headers, ...headers } };
    } catch (error) {
      if (error instanceof OverBudget) return this.#rateLimited(this.world.rateLimit.refusal, requestId);
      const reply = asApiError(error).toReply(requestId);
      return { ...reply, headers: { ...reply.headers, ...headers } };
    }
  }

  #faces({ request, path, requestId }: Task, companyId: number | undefined): FaultFaces {
    return {
      rateLimited: (variant) => this.#rateLimited(variant, requestId),
      serverError: () => serverError().toReply(requestId),
      errorInside200: () => ({ ...serverError().toReply(requestId), status: 200 }),
      effect: (kind) => this.#effect(kind, request, path, companyId),
    };
  }

  /** What a fault changes stays changed, and so is kept like a write. */
  #effect(kind: EffectKind, request: SimRequest, path: string, companyId: number | undefined): void {
    const { recorder, world } = this;
    const play = (): Reply => {
      playEffect(world, kind, request, companyId);
      return EFFECT_PLAYED;
    };
    if (!recorder) return void play();
    const { body: _body, login: _login, ...operation } = describeRequest(world, 'effect', request, path);
    recorder.run({ ...operation, effect: kind, ...(companyId === undefined ? {} : { companyId }) }, play);
  }

  #rateLimited(variant: RefusalVariant, requestId: string): Reply {
    const { 'x-rate-limit-reset': reset = '', ...others } = this.world.rateLimit.headersAt(
      this.world.clock.nowMs(),
    );
    const limits: Headers = variant === 'no-reset' ? others : { ...others, 'x-rate-limit-reset': reset };
    const full = tooManyRequests().toReply(requestId);
    if (variant === 'empty') return { status: 429, headers: limits, body: '' };
    if (variant === 'html') {
      const body = '<html><body><h1>429 Too Many Requests</h1></body></html>';
      return { status: 429, headers: { ...limits, 'content-type': 'text/html' }, body };
    }
    return { ...full, headers: { ...full.headers, ...limits } };
  }

  /** The company a request is about, before anything is checked: for fault rules that name one. */
  #companyOf(request: SimRequest): number | undefined {
    const login = basicLogin(request);
    if (!login) return undefined;
    if (login.username !== '' && login.username !== '0')
      return this.world.companyByUsername(Number(login.username))?.id;
    return this.world.sessions.find(login.password)?.employee.companyId;
  }
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof PeriodClosedError) return asApiError(periodClosed('date'));
  process.stderr.write(
    `sandbox: tripletex failed: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return serverError();
}
