import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SourceLocation,
} from 'graphql';
import { LruCache } from '../server/lru-cache.js';
import { isLeftOut } from './left-out.js';

const TOKENS_MAX = 150_000;
/** Documents that are kept parsed, and how long they may be. */
const KEPT_MAX = 100;
const KEPT_LENGTH_MAX = 20_000;
const kept = new LruCache<string, DocumentNode>(KEPT_MAX);

/** A body that could be read as GraphQL, before anything is known of whoever sent it. */
export interface ReadRequest {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The body is no GraphQL request; each vendor says so in its own shape. */
export class UnreadableRequest extends Error {
  constructor(
    message: string,
    readonly reason: 'body' | 'syntax' | 'operation' = 'body',
    readonly locations: readonly SourceLocation[] = [],
  ) {
    super(message);
    this.name = 'UnreadableRequest';
  }
}

/** @throws UnreadableRequest */
export function readRequest(body: unknown): ReadRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new UnreadableRequest('The body is not a JSON object.');
  const { query, variables, operationName } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || query.trim() === '') throw new UnreadableRequest('A query is required.');
  if (!isLeftOut(variables) && (typeof variables !== 'object' || Array.isArray(variables)))
    throw new UnreadableRequest('variables: An object is expected.');
  const name = typeof operationName === 'string' ? operationName : undefined;
  const document = parsed(query);
  const operation = getOperationAST(document, name);
  if (!operation) throw new UnreadableRequest('Unknown operation.', 'operation');
  return { document, operation, operationName: name, variables: { ...(variables as object | null) } };
}

/** Undefined for a text that is no JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** How logs and fault rules call it: `query arTransactions`, `mutation addGLImportItems`. */
export function nameOf({ operation }: ReadRequest): string {
  const fields = operation.selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD ? [node.name.value] : [],
  );
  return `${operation.operation} ${fields.slice(0, 10).join('+')}`;
}

function parsed(query: string): DocumentNode {
  try {
    const document = kept.get(query) ?? parse(query, { maxTokens: TOKENS_MAX });
    if (query.length <= KEPT_LENGTH_MAX) kept.set(query, document);
    return document;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const detail = error.message.replace(/^Syntax Error: /, '');
    throw new UnreadableRequest(`Syntax Error: ${detail}`, 'syntax', error.locations ?? []);
  }
}
