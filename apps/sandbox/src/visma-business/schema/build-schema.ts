import { buildSchema, type GraphQLSchema } from 'graphql';
import { rememberedSchema } from '../../graphql/remembered-schema.js';
import { giveScalar } from '../../graphql/scalars.js';
import { TABLES } from '../tables/tables.js';
import type { World } from '../world.js';
import { rootsSdl } from './roots-sdl.js';
import { DATE_RULES, dateTimeRules, DECIMAL_RULES, LONG_RULES } from './scalars.js';
import { tableSdl } from './table-sdl.js';
import { writesSdl } from './writes-sdl.js';

/** The executable schema. Like the vendor's it is generated from the tables; which columns it has follows from the switches. */
export const vismaSchema = rememberedSchema(build);

function build(switches: World['switches']): GraphQLSchema {
  const tables = [...TABLES.values()].map((table) => tableSdl(table, { switches }));
  const schema = buildSchema([rootsSdl(switches), ...tables, writesSdl(switches)].join('\n'));
  giveScalar(schema, 'Decimal', DECIMAL_RULES);
  giveScalar(schema, 'Long', LONG_RULES);
  giveScalar(schema, 'DateTime', dateTimeRules(switches));
  giveScalar(schema, 'Date', DATE_RULES);
  return schema;
}
