import { buildSchema, type GraphQLSchema } from 'graphql';
import { rememberedSchema } from '../../graphql/remembered-schema.js';
import { giveScalar } from '../../graphql/scalars.js';
import type { XledgerUnverified } from '../unverified.js';
import { importSdl } from './import-sdl.js';
import { PARTIES_SDL } from './parties-sdl.js';
import { RECEIVABLES_SDL } from './receivables-sdl.js';
import { rootsSdl } from './roots-sdl.js';
import { DATE_TIME, INT64, MONEY } from './scalars.js';

/** The executable schema; which fields it has follows from the switches, as the vendor's own has changed over time. */
export const xledgerSchema = rememberedSchema(build);

function build(switches: XledgerUnverified): GraphQLSchema {
  const schema = buildSchema(
    [rootsSdl(switches), RECEIVABLES_SDL, PARTIES_SDL, importSdl(switches)].join('\n'),
  );
  giveScalar(schema, 'Int64String', INT64);
  giveScalar(schema, 'DateTimeString', DATE_TIME);
  giveScalar(schema, 'MoneyString', MONEY);
  return schema;
}
