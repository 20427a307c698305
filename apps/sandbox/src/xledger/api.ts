import type { GraphQLSchema } from 'graphql';
import type { EffectKind, RefusalVariant } from '../faults/fault.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import { playFault, type FaultFaces } from '../faults/play-fault.js';
import { nameOf, parseJson, readRequest, type ReadRequest, UnreadableRequest } from '../graphql/request.js';
import type { Operation, Recorder } from '../journal/operation.js';
import { jsonReply, type Reply, type SimRequest } from '../server/exchange.js';
import type { RequestLog } from '../server/request-log.js';
import { tinyPdf } from '../tripletex/pdf.js';
import { amountText } from '../books/amounts.js';
import type { XledgerContext } from './answers/context.js';
import { playEffect } from './effects.js';
import { badToken, burstReached, concurrencyReached, insufficientCredits, XledgerError } from './errors.js';
import { executeRequest } from './execution.js';
import { nextHour } from './limits.js';
import { localDateTime, withOffset } from '../server/local-time.js';
import { catchUp } from './posting-job.js';
import { xledgerSchema } from './schema/build-schema.js';
import type { ApiToken } from './tokens.js';
import type { World } from './world.js';

const FILE = /^\/files\/(\d{6,15})$/;

/** Xledger's API as one handler: token, limits, fault, schema, answer. */
export class XledgerApi {
  /** Keeps what changes the world, if anybody wants it kept. */
  recorder: Recorder | undefined;
  readonly #schema: GraphQLSchema;

  constructor(
    private readonly world: World,
    private readonly faults: FaultPlan,
    private readonly log: RequestLog,
  ) {
    this.#schema = xledgerSchema(world.switches);
  }

  async handle(request: SimRequest, path: string): Promise<Reply> {
    const token = this.#tokenOf(request);
    const read = path === '/graphql' && request.method === 'POST' ? this.#read(request) : undefined;
    const operation = operationName(request, path, read);
    const companyId = token?.entity.id;
    let fault: string | undefined;
    if (token) {
      token.usage.inFlight += 1;
      token.usage.requests += 1;
    }
    let reply: Reply;
    try {
      // One turn of the loop, so that requests sent together are under way together.
      await new Promise(setImmediate);
      const work = (): Reply => this.#recorded(request, path, token, read);
      const rule = this.faults.draw(operation, companyId);
      fault = rule?.kind;
      reply = rule
        ? await playFault(rule, request, this.#faces(request, token, rule.companyId), work)
        : work();
    } finally {
      if (token) token.usage.inFlight -= 1;
    }
    if (token) token.usage.bytesOut += reply.body.length;
    this.log.add({
      at: this.world.clock.now().toISOString(),
      operation,
      status: reply.status,
      ...(companyId === undefined ? {} : { companyId }),
      ...(fault === undefined ? {} : { fault }),
    });
    return reply;
  }

  /** Carries out a recorded mutation without faults, limits or log. Answers its status. */
  replay(body: string, token: ApiToken | undefined): number {
    catchUp(this.world);
    return this.#answer(token, this.#readBody(body), true).status;
  }

  /** The answer to a request that was refused: for limits a test or a fault asks for. */
  refusal(error: XledgerError): Reply {
    const { errorHttpStatus, badTokenStatus } = this.world.switches;
    const status = error.kind === 'revoked' ? 401 : error.kind === 'token' ? badTokenStatus : errorHttpStatus;
    const errors = error.entries;
    return jsonReply(
      status,
      JSON.stringify(error.kind === 'execution' ? { data: null, errors } : { errors }),
    );
  }

  #recorded(
    request: SimRequest,
    path: string,
    token: ApiToken | undefined,
    read: ReadRequest | XledgerError | undefined,
  ): Reply {
    catchUp(this.world);
    const isMutation = read && !(read instanceof XledgerError) && read.operation.operation === 'mutation';
    const work = (): Reply => this.#route(request, path, token, read);
    if (!this.recorder || !isMutation || !token) return work();
    return this.recorder.run(describe('api', token, request.body), work);
  }

  #route(
    request: SimRequest,
    path: string,
    token: ApiToken | undefined,
    read: ReadRequest | XledgerError | undefined,
  ): Reply {
    const file = FILE.exec(path);
    if (file) return this.#file(Number(file[1]), request, token);
    if (path !== '/graphql')
      return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' };
    if (!read) return { status: 405, headers: { allow: 'POST' }, body: '' };
    return this.#answer(token, read, false);
  }

  #answer(token: ApiToken | undefined, read: ReadRequest | XledgerError, isReplayed: boolean): Reply {
    const { world } = this;
    const nowMs = world.clock.nowMs();
    try {
      this.#admit(token, nowMs, isReplayed);
      if (!token) throw badToken();
      if (read instanceof XledgerError) throw read;
      const context: XledgerContext = { world, token, cost: { rows: 0, nodes: 0 } };
      const body = executeRequest(this.#schema, read, context);
      const { rows, nodes } = context.cost;
      if (!isReplayed) token.usage.charge(1 + Math.ceil(rows / 100) + Math.ceil(nodes / 10), nowMs);
      return jsonReply(200, body);
    } catch (error) {
      if (!(error instanceof XledgerError)) throw error;
      return this.refusal(error);
    }
  }

  #admit(token: ApiToken | undefined, nowMs: number, isReplayed: boolean): void {
    const { switches, options } = this.world;
    if (!token || (token.madeIn === 'demo' && options.environment === 'production')) throw badToken();
    if (token.isRevoked && switches.revokedToken === 'as-unknown') throw badToken();
    if (token.isRevoked) throw new XledgerError([{ message: 'Unauthorized' }], 'revoked');
    if (isReplayed) return;
    const { usage } = token;
    const refusal = !usage.takeBurst(nowMs, switches.refusedCountInBurst)
      ? burstReached()
      : usage.isOverConcurrency
        ? concurrencyReached()
        : usage.hasCredits(nowMs)
          ? undefined
          : insufficientCredits(this.#resetAt(nowMs));
    if (!refusal) return;
    usage.refused += 1;
    throw refusal;
  }

  #resetAt(nowMs: number): string | undefined {
    const { resetAt } = this.world.switches;
    if (resetAt === 'absent') return undefined;
    return resetAt === 'offset' ? withOffset(nextHour(nowMs)) : localDateTime(nextHour(nowMs));
  }

  #file(id: number, request: SimRequest, token: ApiToken | undefined): Reply {
    const row = this.world.ar.get(id - 88_000_000_000);
    if (request.method !== 'GET') return { status: 405, headers: { allow: 'GET' }, body: '' };
    const isAllowed =
      this.world.switches.fileAccess === 'address' || (row && token && this.world.reaches(token, row.entity));
    if (!isAllowed) return { status: 401, headers: {}, body: '' };
    if (!row) return { status: 404, headers: {}, body: '' };
    const body = tinyPdf([row.entity.options.name, row.text ?? '', `Sum ${amountText(row.amountMinor)}`]);
    return { status: 200, headers: { 'content-type': 'application/pdf' }, body };
  }

  /** The token of the header, if its form is right and it was ever made. */
  #tokenOf({ headers }: SimRequest): ApiToken | undefined {
    const text = /^token ([A-Za-z0-9_-]{10,200})$/.exec(headers['authorization'] ?? '')?.[1];
    return text === undefined ? undefined : this.world.tokens.find(text);
  }

  #read(request: SimRequest): ReadRequest | XledgerError {
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json')
      return new XledgerError([{ message: 'Content-Type must be application/json.' }]);
    return this.#readBody(request.body);
  }

  #readBody(body: string): ReadRequest | XledgerError {
    try {
      return readRequest(parseJson(body));
    } catch (error) {
      if (error instanceof UnreadableRequest) return new XledgerError([{ message: error.message }]);
      throw error;
    }
  }

  #faces(request: SimRequest, token: ApiToken | undefined, companyId: number | undefined): FaultFaces {
    return {
      rateLimited: (variant) => this.#tooMuch(variant),
      serverError: () => {
        const isTimeOut = this.world.switches.serverError === 'timed-out-200';
        const message = isTimeOut ? 'Your query timed out.' : 'An unexpected error occurred.';
        return jsonReply(isTimeOut ? 200 : 500, JSON.stringify({ errors: [{ message }] }));
      },
      errorInside200: () =>
        jsonReply(
          200,
          JSON.stringify({ data: null, errors: [{ message: 'An unexpected error occurred.' }] }),
        ),
      effect: (kind) => this.#effect(kind, request, token, companyId),
    };
  }

  /** The vendor has no headers: `full` is the burst, `no-reset` are credits without `resetAt`. */
  #tooMuch(variant: RefusalVariant): Reply {
    if (variant === 'empty') return { status: 429, headers: {}, body: '' };
    if (variant === 'html')
      return {
        status: 429,
        headers: { 'content-type': 'text/html' },
        body: '<h1>429 Too Many Requests</h1>',
      };
    return this.refusal(variant === 'full' ? burstReached() : insufficientCredits(undefined));
  }

  #effect(
    kind: EffectKind,
    request: SimRequest,
    token: ApiToken | undefined,
    companyId: number | undefined,
  ): void {
    const play = (): Reply => {
      playEffect(this.world, kind, token, companyId);
      return jsonReply(200, '{}');
    };
    if (!this.recorder) return void play();
    const { body: _body, ...operation } = describe('effect', token, request.body);
    this.recorder.run(
      { ...operation, effect: kind, ...(companyId === undefined ? {} : { companyId }) },
      play,
    );
  }
}

function describe(door: 'api' | 'effect', token: ApiToken | undefined, body: string): Operation {
  return {
    door,
    method: 'POST',
    target: '/xledger/graphql',
    ...(token ? { login: `token:${token.id}` } : {}),
    body,
  };
}

function operationName(
  { method }: SimRequest,
  path: string,
  read: ReadRequest | XledgerError | undefined,
): string {
  if (FILE.test(path)) return `${method} /files/{dbId}`;
  if (path !== '/graphql') return `${method} (unknown path)`;
  return read && !(read instanceof XledgerError) ? nameOf(read) : `${method} /graphql`;
}
