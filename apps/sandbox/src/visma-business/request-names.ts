import { type FieldNode, Kind, type OperationDefinitionNode, type ValueNode } from 'graphql';
import type { ReadRequest } from '../graphql/request.js';

const NAMES_MAX = 10;

/**
 * How logs and fault rules call an operation: by the tables and processings it asks for, since nearly all lie in
 * `useCompany`: `query openCustomerEntry`, `mutation batch_create`, `mutation updateBatch`.
 */
export function operationName({ operation }: ReadRequest): string {
  const names = fieldsOf(operation).flatMap((field) => {
    if (field.name.value !== 'useCompany') return [field.name.value];
    return fieldsOf(field).flatMap((inner) =>
      inner.name.value.endsWith('_processings')
        ? fieldsOf(inner).map(({ name }) => name.value)
        : [inner.name.value],
    );
  });
  return `${operation.operation} ${names.slice(0, NAMES_MAX).join('+')}`;
}

/** The companies that an operation works in. */
export function companiesOf({ operation, variables }: ReadRequest): number[] {
  const ids = fieldsOf(operation).flatMap((field) => {
    if (field.name.value !== 'useCompany') return [];
    const argument = field.arguments?.find(({ name }) => name.value === 'no');
    const id = argument && numberOf(argument.value, variables);
    return id === undefined ? [] : [id];
  });
  return [...new Set(ids)];
}

function numberOf(node: ValueNode, variables: Readonly<Record<string, unknown>>): number | undefined {
  if (node.kind === Kind.INT) return Number(node.value);
  const value = node.kind === Kind.VARIABLE ? variables[node.name.value] : undefined;
  return typeof value === 'number' ? value : undefined;
}

function fieldsOf({ selectionSet }: FieldNode | OperationDefinitionNode): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((node) => (node.kind === Kind.FIELD ? [node] : []));
}

/** The data of an answer in which everything that was asked for is null: `{useCompany: {openCustomerEntry: null}}`. */
export function emptyDataOf({ operation }: ReadRequest): object {
  const nulls = (fields: readonly FieldNode[]): object =>
    Object.fromEntries(
      fields.map((field) => [
        field.alias?.value ?? field.name.value,
        field.name.value === 'useCompany' ? nulls(fieldsOf(field)) : null,
      ]),
    );
  return nulls(fieldsOf(operation));
}
