import { isRecord } from '../kit/index.js';

/**
 * GraphQL over HTTP as any vendor speaks it (https://spec.graphql.org, section 7): one POST, one answer with `data`,
 * `errors` or both. Nothing here knows a ledger.
 */

/** A number whose digits are kept as they are: amounts never pass through a float. */
export class ExactNumber {
  constructor(readonly digits: string) {
    if (!/^-?\d+(\.\d+)?$/.test(digits)) throw new Error('An exact number has digits and at most one point.');
  }
}

export type GraphqlValue =
  | string
  | number
  | boolean
  | null
  | ExactNumber
  | readonly GraphqlValue[]
  | { readonly [name: string]: GraphqlValue };

export interface GraphqlRequest {
  readonly document: string;
  readonly variables: { readonly [name: string]: GraphqlValue };
}

/** The body of the POST; the order of names is kept, which some servers assign columns by. */
export function graphqlBody({ document, variables }: GraphqlRequest): string {
  return `{"query":${JSON.stringify(document)},"variables":${jsonOf(variables)}}`;
}

function jsonOf(value: GraphqlValue): string {
  if (value instanceof ExactNumber) return value.digits;
  if (Array.isArray(value))
    return `[${(value as readonly GraphqlValue[]).map((part) => jsonOf(part)).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const parts = Object.entries(value as { readonly [name: string]: GraphqlValue });
  return `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${jsonOf(part)}`).join(',')}}`;
}

/** One entry of `errors`, as far as anything is decided by it. */
export interface GraphqlProblem {
  readonly message: string;
  /** `extensions.code`, where the server sorts its errors. */
  readonly code: string | undefined;
  readonly path: readonly string[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface GraphqlAnswer {
  /** Undefined when the answer has none, or null: nothing was executed, or all of it failed. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly problems: readonly GraphqlProblem[];
}

/** Undefined when the body is no GraphQL answer at all. */
export function readGraphqlAnswer(json: unknown): GraphqlAnswer | undefined {
  if (!isRecord(json)) return undefined;
  const { data, errors } = json;
  if (data !== undefined && data !== null && !isRecord(data)) return undefined;
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) return undefined;
  const problems = ((errors ?? []) as readonly unknown[]).map((error) => toProblem(error));
  if (!isRecord(data) && problems.length === 0) return undefined;
  return { data: isRecord(data) ? data : undefined, problems };
}

function toProblem(error: unknown): GraphqlProblem {
  const { message, path, extensions } = isRecord(error) ? error : {};
  const told = isRecord(extensions) ? extensions : {};
  return {
    message: typeof message === 'string' ? message : '',
    code: typeof told['code'] === 'string' ? told['code'] : undefined,
    path: Array.isArray(path) ? path.map(String) : [],
    extensions: told,
  };
}
