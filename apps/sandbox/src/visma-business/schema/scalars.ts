import { GraphQLError, Kind, type ValueNode } from 'graphql';
import type { ScalarRules } from '../../graphql/scalars.js';

const LOCAL =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[T ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,7}))?$/;
const WHOLE = /^-?\d{1,15}$/;
const DECIMAL = /^-?\d{1,13}(\.\d{1,12})?$/;

function refuse(name: string, shown: string): never {
  throw new GraphQLError(`Unable to convert '${shown}' to '${name}'`);
}

/** A number in JSON, never a text. Kept as its digits. */
function numeric(name: string, form: RegExp): ScalarRules {
  const parse = (text: string): string => (form.test(text) ? text : refuse(name, text));
  return {
    serialize: (value) => value,
    parseValue: (value) =>
      typeof value === 'number' ? parse(String(value)) : refuse(name, JSON.stringify(value)),
    parseLiteral: (node) =>
      node.kind === Kind.INT || node.kind === Kind.FLOAT ? parse(node.value) : refuse(name, shownOf(node)),
  };
}

export const DECIMAL_RULES: ScalarRules = numeric('Decimal', DECIMAL);
export const LONG_RULES: ScalarRules = numeric('Long', WHOLE);

/** Server local time without a zone; rows are compared with seven digits of a second. */
export const DATE_TIME_RULES: ScalarRules = {
  serialize: (value) => value,
  parseValue: (value) => (typeof value === 'string' ? localTime(value) : refuse('DateTime', String(value))),
  parseLiteral: (node) =>
    node.kind === Kind.STRING ? localTime(node.value) : refuse('DateTime', shownOf(node)),
};

/** Shown only. */
export const DATE_RULES: ScalarRules = {
  serialize: (value) => value,
  parseValue: (value) => refuse('Date', String(value)),
  parseLiteral: (node) => refuse('Date', shownOf(node)),
};

function localTime(text: string): string {
  const match = LOCAL.exec(text);
  if (!match) return refuse('DateTime', text.slice(0, 40));
  return `${match[1] ?? ''}T${match[2] ?? ''}.${(match[3] ?? '').padEnd(7, '0')}`;
}

function shownOf(node: ValueNode): string {
  return 'value' in node ? String(node.value) : node.kind;
}
