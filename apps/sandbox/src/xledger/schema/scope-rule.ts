import {
  getNamedType,
  GraphQLError,
  type GraphQLOutputType,
  isObjectType,
  type ValidationRule,
} from 'graphql';
import { type ApiToken, mayUse } from '../tokens.js';

/**
 * Objects that a token has ticks for, by the type that shows them. Names as in help-eu.igniteprocurement.com article 109195;
 * `ARTransaction`, `GLImportItem` and `Webhook` follow its pattern.
 */
const OBJECT_OF_TYPE: Readonly<Record<string, string>> = {
  ARTransaction: 'ARTransaction',
  Delta: 'ARTransaction',
  TransactionHeader: 'TransactionHeader',
  Customer: 'Customer',
  Subledger: 'Subledger',
  Company: 'Company',
  Address: 'Address',
  Contact: 'Contact',
  Country: 'Country',
  Currency: 'Currency',
  Owner: 'Owner',
  Entity: 'Entity',
  EntityBankAccount: 'EntityBankAccount',
  Account: 'Account',
  PeriodStatusItem: 'PeriodStatusItem',
  SalesOrder: 'SalesOrder',
  GLImportItem: 'GLImportItem',
  GLImportItemError: 'GLImportItem',
  Webhook: 'Webhook',
};

/** True when the token may read what a field of this type shows. */
export function maySee(token: ApiToken, type: GraphQLOutputType, fieldName: string): boolean {
  const named = getNamedType(type);
  const connected =
    isObjectType(named) && named.name.endsWith('Connection') ? nodeTypeOf(named.name) : named.name;
  const object = fieldName === 'customer_deltas' ? 'Customer' : OBJECT_OF_TYPE[connected];
  return object === undefined || mayUse(token, object, 'read') || mayUse(token, object, 'write');
}

/** A field out of scope reads like a field that does not exist. */
export function scopeRule(token: ApiToken): ValidationRule {
  return (context) => ({
    Field(node) {
      const [type, parent] = [context.getType(), context.getParentType()];
      if (!type || !parent || maySee(token, type, node.name.value)) return;
      context.reportError(
        new GraphQLError(`Cannot query field "${node.name.value}" on type "${parent.name}".`, {
          nodes: node,
        }),
      );
    },
  });
}

function nodeTypeOf(connection: string): string {
  return connection.slice(0, -'Connection'.length);
}
