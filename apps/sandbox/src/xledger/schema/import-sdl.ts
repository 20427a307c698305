import type { XledgerUnverified } from '../unverified.js';

/** The import table of the general ledger and webhooks; sources as in `roots-sdl.ts`. Nothing is required but `dbId`. */
export function importSdl(switches: XledgerUnverified): string {
  return `
type GLImportItemConnection { edges: [GLImportItemEdge] pageInfo: PageInfo }
type GLImportItemEdge { cursor: String clientId: String node: GLImportItem }
type GLImportItem {
  dbId: Int64String
  postedDate: String
  invoiceNumber: String
  text: String
  amount: MoneyString
  invoiceAmount: MoneyString
  taxAmount: MoneyString
  regAmount: MoneyString
  createdAt: DateTimeString
  modifiedAt: DateTimeString
  invoiceDate: String
  dueDate: String
  yourReference: String
  paymentReference: String
  payDocText: String
  extIdentifier: String
  extOrderNumber: String
  trRegNumber: Int
  trItemNumber: Int
  positionNumber: Int
  fiscalYear: Int
  fiscalPeriod: Int
  exchangeRate: Float
  archive: Boolean
  ownerDbId: Int
  jobLevelDbId: Int
  importDefinitionDbId: Int
  jobLevel: SystemValue
  transactionSource: TransactionSource
  account: Account
  currency: Currency
}
type GLImportItemErrorConnection { edges: [GLImportItemErrorEdge] pageInfo: PageInfo }
type GLImportItemErrorEdge { cursor: String node: GLImportItemError }
type GLImportItemError {
  dbId: Int64String
  createdAt: DateTimeString
  ownerDbId: Int
  message: String
  errorLevelDbId: Int
  transactionDbId: Int64String
  errorLevel: ErrorLevel
}
type ErrorLevel { dbId: Int dbSubId: Int code: String name: String }
type GLImportItemMutationResult { edges: [GLImportItemEdge] }

input AddGLImportItemsInput { clientId: String node: AddGLImportItemsInputNode }
input AddGLImportItemsInputNode {
  trRegNumber: Int
  trItemNumber: Int
  positionNumber: Int
  transactionSource: LookupInput
  transactionReg: LookupInput
  postedDate: String
  invoiceDate: String
  dueDate: String
  account: LookupInput
  subledger: LookupInput
  slTransactionType: SystemValueLookupInput
  invoiceNumber: String
  paymentReference: String
  extIdentifier: String
  extOrderNumber: String
  yourReference: String
  text: String
  amount: MoneyString
  invoiceAmount: MoneyString
  regAmount: MoneyString
  amount3: MoneyString
  amount4: MoneyString
  amount5: MoneyString
  taxAmount: MoneyString
  taxAmount2: MoneyString
  exchangeRate: Float
  quantity: MoneyString
  currency: LookupInput
  taxRule: LookupInput
  company: LookupInput
  glObject1: LookupInput
  glObject2: LookupInput
  glObject3: LookupInput
  glObject4: LookupInput
  glObject5: LookupInput
  project: LookupInput
  product: LookupInput
  xgl: LookupInput
  bankAccount: String
  bankAccountRef: LookupInput
  payTerms: LookupInput
  payMethod: LookupInput
  payCode: SystemValueLookupInput
  paymentStatus: SystemValueLookupInput
  payDocCode: LookupInput
  payDocText: String
  collectCode: LookupInput
  owner: OwnerLookupInput
${switches.entityInput ? '  entity: LookupInput\n  collection: LookupInput\n  externalInvoice: String\n' : ''}  jobLevel: SystemValueLookupInput
  importDefinition: LookupInput
  invoiceFile: String
  invoiceFileInput: LookupInput
  archive: Boolean
  workflow: Boolean
  periodStart: Int
  numberPeriod: Int
}
input UpdateGLImportItemsInput { clientId: String node: UpdateGLImportItemsInputNode }
input UpdateGLImportItemsInputNode {
  dbId: Int64String!
  jobLevel: SystemValueLookupInput
  text: String
  extIdentifier: String
}
input LookupInput { dbId: Int64String code: String description: String showAlternatives: ShowAlternatives }
input SystemValueLookupInput {
  dbId: Int64String
  dbSubId: Int
  code: String
  name: String
  description: String
  showAlternatives: ShowAlternatives
}
input OwnerLookupInput { dbId: Int64String code: String description: String ownerCode: String }

type Webhook {
  dbId: Int64String
  description: String
  url: String
  state: WebhookState
  serializedPayload: String
  lastSuccessfulPost: DateTimeString
  lastFailedPost: DateTimeString
}
type WebhookState { code: String }
type WebhookEdge { node: Webhook }
type WebhookMutationResult { edges: [WebhookEdge] }
input AddWebhooksInput { clientId: String node: AddWebhooksInputNode }
input AddWebhooksInputNode { description: String url: String serializedPayload: String }
type RemoveResult { numAffected: Int skippedDbIds: [Int64String] }
`;
}
