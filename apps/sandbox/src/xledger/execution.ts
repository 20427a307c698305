import {
  defaultFieldResolver,
  type DocumentNode,
  executeSync,
  getOperationAST,
  GraphQLError,
  type GraphQLFieldResolver,
  Kind,
  type OperationDefinitionNode,
  parse,
  type GraphQLSchema,
  specifiedRules,
  validate,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
} from 'graphql';
import type { XledgerContext } from './answers/context.js';
import { ROOT } from './answers/root.js';
import { type ErrorEntry, XledgerError } from './errors.js';
import { maySee, scopeRule } from './schema/scope-rule.js';
import { isLeftOut } from './left-out.js';

const TOKENS_MAX = 150_000;
const ERRORS_SHOWN_MAX = 20;

/** A body that could be read as GraphQL, before anything is known of whoever sent it. */
export interface ReadRequest {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @throws XledgerError when the body is no GraphQL request */
export function readRequest(body: string): ReadRequest {
  const json = parseJson(body);
  const { query, variables, operationName } = json;
  if (typeof query !== 'string' || query.trim() === '') throw refusal('A query is required.');
  if (!isLeftOut(variables) && (typeof variables !== 'object' || Array.isArray(variables)))
    throw refusal('variables: An object is expected.');
  const name = typeof operationName === 'string' ? operationName : undefined;
  try {
    const document = parse(query, { maxTokens: TOKENS_MAX });
    const operation = getOperationAST(document, name);
    if (!operation) throw refusal('Unknown operation.');
    return { document, operation, operationName: name, variables: { ...(variables as object | null) } };
  } catch (error) {
    if (error instanceof GraphQLError)
      throw refusal(`Syntax Error: ${error.message.replace(/^Syntax Error: /, '')}`);
    throw error;
  }
}

/** How logs and fault rules call it: `query arTransactions`, `mutation addGLImportItems`. */
export function nameOf({ operation }: ReadRequest): string {
  const fields = operation.selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD ? [node.name.value] : [],
  );
  return `${operation.operation} ${fields.slice(0, 10).join('+')}`;
}

/** Answers the JSON text of `{"data": ...}`. @throws XledgerError */
export function executeRequest(schema: GraphQLSchema, request: ReadRequest, context: XledgerContext): string {
  check(schema, request, context);
  const { document, variables, operationName } = request;
  if (request.operation.operation === 'subscription') throw refusal('Subscriptions are for webhooks.');
  const result = executeSync({
    schema,
    document,
    rootValue: ROOT,
    contextValue: context,
    variableValues: variables,
    operationName: operationName ?? null,
    fieldResolver: context.world.switches.missingScope === 'null' ? scopedResolver : defaultFieldResolver,
  });
  const { errors = [], data } = result;
  if (errors.length > 0) throw asRefusal(errors);
  return JSON.stringify({ data });
}

function check(schema: GraphQLSchema, { document }: ReadRequest, { world, token }: XledgerContext): void {
  const rules: readonly ValidationRule[] =
    world.switches.missingScope === 'refused' ? [...specifiedRules, scopeRule(token)] : specifiedRules;
  const options = { maxErrors: ERRORS_SHOWN_MAX };
  const wrongTypes = validate(schema, document, [ValuesOfCorrectTypeRule], options).map(
    ({ message }) => message,
  );
  const errors = validate(schema, document, rules, options).map(({ message }): ErrorEntry => {
    const code = wrongTypes.includes(message) ? 'ARGUMENTS_OF_CORRECT_TYPE' : undefined;
    return { message, ...(code ? { extensions: { code } } : {}) };
  });
  if (errors.length > 0) throw new XledgerError(errors);
}

/** Any error fails the whole request, as public clients have to assume. */
function asRefusal(errors: readonly GraphQLError[]): XledgerError {
  const entries: ErrorEntry[] = [];
  for (const { originalError, message } of errors) {
    if (originalError instanceof XledgerError) entries.push(...originalError.entries);
    else if (originalError && !(originalError instanceof GraphQLError)) throw originalError;
    else entries.push({ message });
  }
  return new XledgerError(entries.slice(0, ERRORS_SHOWN_MAX), 'execution');
}

const scopedResolver: GraphQLFieldResolver<unknown, XledgerContext> = (
  source,
  args: Record<string, unknown>,
  context,
  info,
) =>
  maySee(context.token, info.returnType, info.fieldName)
    ? defaultFieldResolver(source, args, context, info)
    : null;

function parseJson(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Answered below.
  }
  throw refusal('The body is not a JSON object.');
}

function refusal(message: string): XledgerError {
  return new XledgerError([{ message }]);
}
