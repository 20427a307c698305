import { PeriodClosedError } from '../books/errors.js';
import type { RefusalVariant } from '../faults/fault.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import { type FaultFaces, playFault } from '../faults/play-fault.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import type { RequestLog } from '../server/request-log.js';
import type { Route } from '../server/router.js';
import type { Call, DeclaredEndpoint } from './call.js';
import { authenticate, basicLogin, OverBudget } from './authenticate.js';
import { listEvents } from './endpoints/company-endpoints.js';
import { periodClosed } from './endpoints/payment-endpoint.js';
import { createSession } from './endpoints/session-endpoints.js';
import { playEffect } from './effects.js';
import { CREATE_SESSION, LIST_EVENTS, tripletexRoutes } from './routes.js';
import { ApiError, noSuchPath, serverError, tooManyRequests, wrongMethod } from './wire/api-error.js';
import { Parameters } from './wire/parameters.js';
import type { World } from './world.js';

type Headers = Readonly<Record<string, string>>;

/** What one request left for the log. */
interface Trace {
  operation: string;
  companyId?: number;
  fault?: string;
}

/** Tripletex' API as one handler: route, fault, login, budget, endpoint, error shape. */
export class TripletexApi {
  readonly #router = tripletexRoutes();

  constructor(
    private readonly world: World,
    private readonly faults: FaultPlan,
    private readonly log: RequestLog,
  ) {}

  /** `path` is below the vendor's `/v2`. */
  async handle(request: SimRequest, path: string): Promise<Reply> {
    const requestId = this.world.random.uuid();
    const trace: Trace = { operation: `${request.method} (unknown path)` };
    const reply = await this.#answer(request, path, requestId, trace);
    this.log.add({ at: this.world.clock.now().toISOString(), status: reply.status, ...trace });
    return { ...reply, headers: { ...reply.headers, 'x-tlx-request-id': requestId } };
  }

  async #answer(request: SimRequest, path: string, requestId: string, trace: Trace): Promise<Reply> {
    const match = this.#router.match(request.method, path);
    if (match.kind === 'no-such-path') return noSuchPath().toReply(requestId);
    trace.operation = `${request.method} ${match.kind === 'found' ? match.route.template : match.template}`;
    if (match.kind === 'wrong-method') return wrongMethod().toReply(requestId);
    const { route, params } = match;
    const work = (): Reply => this.#work(route, params, request, requestId, trace);
    const companyId = this.#companyOf(request);
    const fault = this.faults.draw(route.operation, companyId);
    if (!fault) return work();
    trace.fault = fault.kind;
    if (companyId !== undefined) trace.companyId = companyId;
    return playFault(fault, request, this.#faces(request, requestId, companyId), work);
  }

  #work(
    route: Route<DeclaredEndpoint>,
    path: Readonly<Record<string, string>>,
    request: SimRequest,
    requestId: string,
    trace: Trace,
  ): Reply {
    let headers: Headers = {};
    try {
      if (route.operation === CREATE_SESSION) return createSession(this.world, request.body);
      if (route.operation === LIST_EVENTS) return listEvents();
      const { session, company } = authenticate(
        this.world,
        request,
        (budgetKey) => {
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
        path,
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

  #faces(request: SimRequest, requestId: string, companyId: number | undefined): FaultFaces {
    return {
      rateLimited: (variant) => this.#rateLimited(variant, requestId),
      serverError: () => serverError().toReply(requestId),
      errorInside200: () => ({ ...serverError().toReply(requestId), status: 200 }),
      effect: (kind) => playEffect(this.world, kind, request, companyId),
    };
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
