import { type DocumentNode, type GraphQLSchema, specifiedRules, validate } from 'graphql';

const known = new WeakMap<GraphQLSchema, WeakSet<DocumentNode>>();

/** Whether the document breaks no rule of the language. Clients send the same few documents again and again: each is checked once. */
export function isValid(schema: GraphQLSchema, document: DocumentNode): boolean {
  const valid = known.get(schema) ?? new WeakSet();
  known.set(schema, valid);
  if (valid.has(document)) return true;
  if (validate(schema, document, specifiedRules, { maxErrors: 1 }).length > 0) return false;
  valid.add(document);
  return true;
}
