import { GraphQLError, Kind, type ValueNode } from 'graphql';
import type { ScalarRules } from '../../graphql/scalars.js';
import type { VismaBusinessUnverified } from '../unverified.js';

const LOCAL =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))([T ])((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,7}))?$/;
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
export function dateTimeRules({ timestampLiteral }: VismaBusinessUnverified): ScalarRules {
  const read = (text: string): string => {
    const [, day = '', mark = '', time = '', fraction = ''] = LOCAL.exec(text) ?? [];
    const isTaken = timestampLiteral === 'both' || (timestampLiteral === 'T') === (mark === 'T');
    if (day === '' || !isTaken) return refuse('DateTime', text.slice(0, 40));
    return `${day}T${time}.${fraction.padEnd(7, '0')}`;
  };
  return {
    serialize: (value) => value,
    parseValue: (value) => (typeof value === 'string' ? read(value) : refuse('DateTime', String(value))),
    parseLiteral: (node) =>
      node.kind === Kind.STRING ? read(node.value) : refuse('DateTime', shownOf(node)),
  };
}

/** Shown only. */
export const DATE_RULES: ScalarRules = {
  serialize: (value) => value,
  parseValue: (value) => refuse('Date', String(value)),
  parseLiteral: (node) => refuse('Date', shownOf(node)),
};

function shownOf(node: ValueNode): string {
  return 'value' in node ? String(node.value) : node.kind;
}
