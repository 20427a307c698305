import { buildSchema, type GraphQLScalarType, type GraphQLSchema, isScalarType } from 'graphql';
import type { XledgerUnverified } from '../unverified.js';
import { importSdl } from './import-sdl.js';
import { PARTIES_SDL } from './parties-sdl.js';
import { RECEIVABLES_SDL } from './receivables-sdl.js';
import { rootsSdl } from './roots-sdl.js';
import { DATE_TIME, INT64, MONEY, type ScalarRules } from './scalars.js';

/** The executable schema; which fields it has follows from the switches, as the vendor's own has changed over time. */
export function buildXledgerSchema(switches: XledgerUnverified): GraphQLSchema {
  const schema = buildSchema(
    [rootsSdl(switches), RECEIVABLES_SDL, PARTIES_SDL, importSdl(switches)].join('\n'),
  );
  give(schema, 'Int64String', INT64);
  give(schema, 'DateTimeString', DATE_TIME);
  give(schema, 'MoneyString', MONEY);
  return schema;
}

function give(schema: GraphQLSchema, name: string, rules: ScalarRules): void {
  const type = schema.getType(name);
  if (!isScalarType(type)) throw new Error(`The schema has no scalar ${name}.`);
  const scalar: GraphQLScalarType = type;
  scalar.serialize = rules.serialize;
  scalar.parseValue = rules.parseValue;
  scalar.parseLiteral = rules.parseLiteral;
}
