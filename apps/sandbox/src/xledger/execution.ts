import {
  defaultFieldResolver,
  executeSync,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  specifiedRules,
  validate,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
} from 'graphql';
import type { ReadRequest } from '../graphql/request.js';
import { isValid } from '../graphql/valid-documents.js';
import type { XledgerContext } from './answers/context.js';
import { ROOT } from './answers/root.js';
import { type ErrorEntry, XledgerError } from './errors.js';
import { maySee, scopeRule } from './schema/scope-rule.js';

const ERRORS_SHOWN_MAX = 20;

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
  const scopes: readonly ValidationRule[] =
    world.switches.missingScope === 'refused' ? [scopeRule(token)] : [];
  const rules = isValid(schema, document) ? scopes : [...specifiedRules, ...scopes];
  if (rules.length === 0) return;
  const options = { maxErrors: ERRORS_SHOWN_MAX };
  const errors = validate(schema, document, rules, options);
  if (errors.length === 0) return;
  const wrongTypes = validate(schema, document, [ValuesOfCorrectTypeRule], options).map(
    ({ message }) => message,
  );
  const entries = errors.map(({ message }): ErrorEntry => {
    const code = wrongTypes.includes(message) ? 'ARGUMENTS_OF_CORRECT_TYPE' : undefined;
    return { message, ...(code ? { extensions: { code } } : {}) };
  });
  throw new XledgerError(entries);
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

function refusal(message: string): XledgerError {
  return new XledgerError([{ message }]);
}
