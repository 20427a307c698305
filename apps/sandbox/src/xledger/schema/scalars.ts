import { GraphQLError, Kind } from 'graphql';
import type { ScalarRules } from '../../graphql/scalars.js';

const WHOLE = /^-?\d{1,19}$/;
const DECIMAL = /^-?\d{1,13}(\.\d{1,12})?$/;
const LOCAL_DATE_TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** A 64-bit whole number as a JSON string; a bare number is taken as well (`Bostads-AB-Mimer/onecore` sends one). */
export const INT64: ScalarRules = textScalar('Int64String', WHOLE, true);

/** `yyyy-MM-ddTHH:mm:ss` in Norwegian local time, never with an offset (`xledger/graphql-samples`, `Utils/Dates.cs`). */
export const DATE_TIME: ScalarRules = textScalar('DateTimeString', LOCAL_DATE_TIME, false);

/** An amount as a JSON string with a decimal point; a bare number is taken as well. */
export const MONEY: ScalarRules = textScalar('MoneyString', DECIMAL, true);

function textScalar(name: string, form: RegExp, takesNumbers: boolean): ScalarRules {
  const parse = (text: string): string => {
    if (!form.test(text)) throw new GraphQLError(`Expected type ${name}, found ${JSON.stringify(text)}.`);
    return text;
  };
  const refuse = (shown: string): never => {
    throw new GraphQLError(`Expected type ${name}, found ${shown}.`);
  };
  return {
    serialize: (value) => (typeof value === 'string' ? value : String(value)),
    parseValue: (value) => {
      if (typeof value === 'string') return parse(value);
      return takesNumbers && typeof value === 'number' ? parse(String(value)) : refuse(JSON.stringify(value));
    },
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return parse(node.value);
      const isNumber = node.kind === Kind.INT || node.kind === Kind.FLOAT;
      return takesNumbers && isNumber ? parse(node.value) : refuse(node.kind);
    },
  };
}
