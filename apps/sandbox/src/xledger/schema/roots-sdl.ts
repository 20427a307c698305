import type { XledgerUnverified } from '../unverified.js';

/**
 * The roots and filters that the simulator serves, in GraphQL's schema language. Names and types are those that public
 * clients of Xledger's API send: `xledger/graphql-samples`, `Bostads-AB-Mimer/onecore`, `grasp-labs/ds-provider-xledger-py-lib`,
 * `Skyvell/xledger`, `omniboost/go-xledger`, `FINTLabs/fint-xledger-adapter`. The vendor's whole schema is not public.
 */
export function rootsSdl(switches: XledgerUnverified): string {
  const walk = 'first: Int, last: Int, before: String, after: String';
  const reach = 'ownerSet: OwnerSet, objectStatus: ObjectStatus';
  const deltas = 'first: Int, last: Int, after: String, ownerSet: OwnerSet';
  const byChange = `${walk}, filter: ModifiedAt_Filter, ${reach}`;
  return `
scalar Int64String
scalar DateTimeString
scalar MoneyString

enum OwnerSet { CURRENT UPPER LOWER MINE ALL }
enum ObjectStatus { ALL OPEN CLOSED }
enum MutationType { ADDED UPDATED DELETED }
enum ShowAlternatives { YES NO }

type PageInfo { hasNextPage: Boolean hasPreviousPage: Boolean }

type Query {
  arTransactions(${walk}, filter: ARTransaction_Filter, ${reach}): ARTransactionConnection
  arTransaction_deltas(${deltas}): DeltaConnection
  customers(${walk}, filter: Customer_Filter, ${reach}): CustomerConnection
  customer_deltas(${deltas}): DeltaConnection
  subledgers(${byChange}): SubledgerConnection
  subledger(dbId: ID): Subledger
  companies(${walk}, filter: Company_Filter, ${reach}): CompanyConnection
  entities(${byChange}): EntityConnection
  entityBankAccounts(${byChange}): EntityBankAccountConnection
  accounts(${walk}, filter: Account_Filter, ${reach}): AccountConnection
  currencies(${walk}): CurrencyConnection
  periodStatusItems(${byChange}): PeriodStatusItemConnection
  glImportItems(${byChange}): GLImportItemConnection
  glImportItemErrors(${walk}, ownerSet: OwnerSet): GLImportItemErrorConnection
  salesOrders(${walk}, filter: SalesOrder_Filter, ${reach}): SalesOrderConnection
  webhook(dbId: ID): Webhook
}

type Mutation {
  addGLImportItems(inputs: [AddGLImportItemsInput!]!): GLImportItemMutationResult
  updateGLImportItems(inputs: [UpdateGLImportItemsInput!]!): GLImportItemMutationResult
  addWebhooks(inputs: [AddWebhooksInput!]!): WebhookMutationResult
  removeWebhooks(dbIds: [Int64String!]!): RemoveResult
}
${
  switches.arSubscription
    ? `
type Subscription { arTransactionsMutated: ARTransactionMutatedConnection }
type ARTransactionMutatedConnection { edges: [ARTransactionMutatedEdge] }
type ARTransactionMutatedEdge { syncVersion: String node: ARTransaction }
`
    : ''
}
input ARTransaction_Filter {
  dbId_in: [Int!]
  invoiceNumber: String
  matchId: Int
  matchId_in: [Int!]
  subledgerDbId: Int
  headerTransactionSourceDbId_in: [Int!]
  invoiceDate_gte: String
  invoiceDate_lte: String
  invoiceDate_lt: String
  invoiceRemaining_gt: MoneyString
${switches.moreFilters ? '  dueDate_lt: String\n  dueDate_lte: String\n  extIdentifier: String\n  ownerDbId_in: [Int!]\n  headerModifiedAt_gte: DateTimeString\n' : ''}  AND: [ARTransaction_Filter!]
  OR: [ARTransaction_Filter!]
}
input Customer_Filter {
  code: String
  code_in: [String!]
  companyDbId: Int
  dbId_in: [Int!]
  modifiedAt_gte: DateTimeString
  AND: [Customer_Filter!]
  OR: [Customer_Filter!]
}
input Company_Filter { companyNumber: String taxNumber: String modifiedAt_gte: DateTimeString }
input SalesOrder_Filter { invoiceNumber: String xorder: String modifiedAt_gte: DateTimeString }
input Account_Filter { chartOfAccountDbId: Int modifiedAt_gte: DateTimeString }
input ModifiedAt_Filter { modifiedAt_gte: DateTimeString }
`;
}
