import type { GraphQLSchema } from 'graphql';
import { LruCache } from '../server/lru-cache.js';

/** One for each combination of switches that tests play with at a time. */
const SCHEMAS_MAX = 40;

/**
 * Building a schema takes a tenth of a second, and a schema knows no world: simulators with the same switches share one.
 * @param build from nothing but the switches
 */
export function rememberedSchema<S extends object>(
  build: (switches: S) => GraphQLSchema,
): (switches: S) => GraphQLSchema {
  const known = new LruCache<string, GraphQLSchema>(SCHEMAS_MAX);
  return (switches) => {
    const key = JSON.stringify(Object.entries(switches).sort(([a], [b]) => (a < b ? -1 : 1)));
    const schema = known.get(key) ?? build(switches);
    known.set(key, schema);
    return schema;
  };
}
