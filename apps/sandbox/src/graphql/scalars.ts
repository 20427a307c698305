import { type GraphQLScalarType, type GraphQLSchema, isScalarType, type ValueNode } from 'graphql';

/** How one scalar is written, and read from variables and from the query's text. */
export interface ScalarRules {
  readonly serialize: (value: unknown) => unknown;
  readonly parseValue: (value: unknown) => unknown;
  readonly parseLiteral: (node: ValueNode) => unknown;
}

/** A schema built from text knows its scalars by name only: gives one its rules. */
export function giveScalar(schema: GraphQLSchema, name: string, rules: ScalarRules): void {
  const type = schema.getType(name);
  if (!isScalarType(type)) throw new Error(`The schema has no scalar ${name}.`);
  const scalar: GraphQLScalarType = type;
  scalar.serialize = rules.serialize;
  scalar.parseValue = rules.parseValue;
  scalar.parseLiteral = rules.parseLiteral;
}
