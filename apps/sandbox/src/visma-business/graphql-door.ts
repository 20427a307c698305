import type { GraphQLSchema } from 'graphql';
import { parseJson, readRequest, type ReadRequest, UnreadableRequest } from '../graphql/request.js';
import { jsonReply, type Reply, type SimRequest } from '../server/exchange.js';
import type { ErrorEntry } from './errors.js';
import { type Answer, execute } from './execution.js';
import type { AccessToken } from './oauth/grants.js';
import { ENDPOINTS } from './oauth/jwt.js';
import { graphqlReply, tooManyRequests, unauthorized } from './replies.js';
import { companiesOf, emptyDataOf, operationName } from './request-names.js';
import type { World } from './world.js';

/** Operations of one request (release note of 2024-05-23). */
const OPERATIONS_MAX = 32;

type Read = ReadRequest | UnreadableRequest;

/** What one HTTP request asks of the GraphQL API, before anything is known of whoever sent it. */
export interface Incoming {
  readonly reads: readonly Read[];
  /** Sent as an array, and answered as one. */
  readonly isBatch: boolean;
  readonly kind: 'web' | 'service';
  readonly operation: string;
  readonly companyIds: readonly number[];
  readonly isMutation: boolean;
  /** The data of an answer in which every table was refused. */
  readonly emptyData: unknown;
}

/** Undefined when the request is for neither of the two endpoints. */
export function readIncoming(request: SimRequest): Incoming | undefined {
  const { method, path, headers } = request;
  const kind = path === ENDPOINTS.web.path ? 'web' : path === ENDPOINTS.service.path ? 'service' : undefined;
  if (!kind || method !== 'POST') return undefined;
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const body = type === 'application/json' ? parseJson(request.body) : undefined;
  const isBatch = Array.isArray(body);
  const reads = (isBatch ? (body as unknown[]).slice(0, OPERATIONS_MAX + 1) : [body]).map(read);
  const readable = reads.filter((one): one is ReadRequest => !(one instanceof UnreadableRequest));
  const [first] = readable;
  return {
    reads,
    isBatch,
    kind,
    operation: readable.length > 0 ? readable.map(operationName).join(' | ') : `${method} ${path}`,
    companyIds: [...new Set(readable.flatMap(companiesOf))],
    isMutation: readable.some(({ operation }) => operation.operation === 'mutation'),
    emptyData: first ? emptyDataOf(first) : null,
  };
}

interface Door {
  readonly schema: GraphQLSchema;
  readonly world: World;
  readonly request: SimRequest;
  readonly incoming: Incoming;
  readonly isReplayed: boolean;
}

/** The gateway counts first, then the token is looked at, then each operation is answered by itself. */
export function answerGraphql({ schema, world, request, incoming, isReplayed }: Door): Reply {
  const { switches } = world;
  const header = request.headers['authorization'] ?? '';
  const count = switches.batchedCountAs === 'each' ? incoming.reads.length : 1;
  if (!isReplayed && !world.rate.take(header, count, world.clock.nowMs()))
    return tooManyRequests(switches.rateLimitFace);
  const token = world.grants.access(/^Bearer (\S+)$/i.exec(header)?.[1] ?? '');
  if (!token) return unauthorized();
  // A token that was asked for without the API's scope is good for nobody's endpoint.
  if (!token.family.scopes.some((scope) => scope.startsWith('business-graphql'))) return unauthorized();
  if (token.family.app.kind !== incoming.kind)
    return switches.wrongEndpoint === 'html-401'
      ? unauthorized()
      : jsonReply(403, '{"error":"invalid_audience"}');
  if (incoming.reads.length > OPERATIONS_MAX) {
    const message = `A batch request has at most ${OPERATIONS_MAX} operations.`;
    return graphqlReply({ errors: [{ message, extensions: { code: 'BATCH_TOO_LARGE' } }] });
  }
  const answers = incoming.reads.map((one) => answerOne(schema, world, token, one));
  return graphqlReply(incoming.isBatch ? answers : answers[0]);
}

function answerOne(schema: GraphQLSchema, world: World, token: AccessToken, one: Read): object {
  const answer: Answer =
    one instanceof UnreadableRequest
      ? { errors: [unreadable(one)] }
      : execute(schema, one, { world, token, variables: one.variables, errors: [] });
  return { ...answer, extensions: { 'vbnxt-trace-id': world.traceId() } };
}

function unreadable({ message, reason, locations }: UnreadableRequest): ErrorEntry {
  const code = reason === 'syntax' ? 'SYNTAX_ERROR' : 'INVALID_REQUEST';
  return {
    message: reason === 'syntax' ? `Error parsing query: ${message}` : message,
    ...(locations.length > 0 ? { locations } : {}),
    extensions: { code, codes: [code] },
  };
}

function read(body: unknown): Read {
  try {
    return readRequest(body);
  } catch (error) {
    if (error instanceof UnreadableRequest) return error;
    throw error;
  }
}
