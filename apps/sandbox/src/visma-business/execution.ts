import {
  defaultFieldResolver,
  executeSync,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  specifiedRules,
  validate,
} from 'graphql';
import type { ReadRequest } from '../graphql/request.js';
import { isValid } from '../graphql/valid-documents.js';
import { fieldOf } from './answers/columns.js';
import type { VismaContext } from './answers/context.js';
import { ROOT } from './answers/root.js';
import { type ErrorEntry, VismaError } from './errors.js';
import { RowView } from './tables/table.js';

const ERRORS_SHOWN_MAX = 20;

export interface Answer {
  readonly errors?: readonly ErrorEntry[];
  readonly data?: unknown;
}

/** One operation's answer: errors come first, and stand beside the part that could be answered. */
export function execute(schema: GraphQLSchema, request: ReadRequest, context: VismaContext): Answer {
  const { document, operationName, variables } = request;
  const invalid = validationErrors(schema, request);
  if (invalid.length > 0) return { errors: invalid };
  const result = executeSync({
    schema,
    document,
    rootValue: ROOT,
    contextValue: context,
    variableValues: variables,
    operationName: operationName ?? null,
    fieldResolver: resolve,
  });
  const errors = [...(result.errors ?? []).flatMap(entriesOf), ...context.errors];
  const shown = errors.length > 0 ? { errors: errors.slice(0, ERRORS_SHOWN_MAX) } : {};
  // Without a start of execution, as for a variable of the wrong type, there is no data at all.
  return result.data === undefined ? shown : { ...shown, data: result.data };
}

const resolve: GraphQLFieldResolver<unknown, VismaContext> = (
  source,
  args: Record<string, unknown>,
  context,
  info,
) =>
  source instanceof RowView
    ? fieldOf(source, info.fieldName, args, context.world)
    : defaultFieldResolver(source, args, context, info);

/** The vendor's library names each rule that was broken, in the text and as a code. */
function validationErrors(schema: GraphQLSchema, { document }: ReadRequest): ErrorEntry[] {
  if (isValid(schema, document)) return [];
  const entries = specifiedRules.flatMap((rule) => {
    const name = (RULE_NAMES[rule.name] ?? rule.name).replace(/Rule$/, '');
    return validate(schema, document, [rule], { maxErrors: ERRORS_SHOWN_MAX }).map((error) =>
      coded(error, name, `GraphQL.Validation.Errors.${name}Error: `),
    );
  });
  return entries.slice(0, ERRORS_SHOWN_MAX);
}

const RULE_NAMES: Readonly<Record<string, string>> = {
  ValuesOfCorrectTypeRule: 'ArgumentsOfCorrectType',
  ProvidedRequiredArgumentsRule: 'ProvidedNonNullArguments',
};

function entriesOf(error: GraphQLError): readonly ErrorEntry[] {
  const { originalError } = error;
  if (originalError instanceof VismaError) return originalError.entries;
  if (originalError && !(originalError instanceof GraphQLError)) throw originalError;
  return [coded(error, 'InvalidValue', 'GraphQL.Validation.InvalidVariableError: ')];
}

function coded({ message, locations }: GraphQLError, name: string, prefix: string): ErrorEntry {
  const code = name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
  const text = `${prefix}${message.replaceAll('"', "'")}`;
  return {
    message: text,
    ...(locations ? { locations: locations.map(({ line, column }) => ({ line, column })) } : {}),
    extensions: { code, codes: [code] },
  };
}
