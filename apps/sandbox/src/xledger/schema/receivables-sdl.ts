/** Rows of the customer ledger and what hangs on them; sources as in `roots-sdl.ts`. */
export const RECEIVABLES_SDL = `
type ARTransactionConnection { edges: [ARTransactionEdge] pageInfo: PageInfo }
type ARTransactionEdge { cursor: String node: ARTransaction }
type ARTransaction {
  dbId: Int
  invoiceNumber: String
  text: String
  amount: MoneyString
  invoiceAmount: MoneyString
  invoiceRemaining: MoneyString
  amount3: MoneyString
  amount4: MoneyString
  invoiceDate: String
  dueDate: String
  paymentDate: String
  lastPaymentDate: String
  interestDate: String
  reminderDate: String
  interest: MoneyString
  lateFee: MoneyString
  paymentReference: String
  extIdentifier: String
  matchId: Int
  reconciled: Boolean
  exchangeRate: Float
  bankAccount: String
  ownerDbId: Int
  subledgerDbId: Int
  headerTransactionSourceDbId: Int
  headerCreatedAt: DateTimeString
  headerModifiedAt: DateTimeString
  owner: Owner
  subledger: Subledger
  company: Company
  billAddress: Address
  account: Account
  currency: Currency
  glDimension: GLDimension
  invoiceFile: File
  subledgerFile: File
  slTransactionType: SystemValue
  ledgerType: SystemValue
  payCode: SystemValue
  paymentStatus: SystemValue
  subledgerType: SystemValue
  period: Period
  transactionHeader: TransactionHeader
  xgl: ObjectRef
}
type TransactionHeader {
  dbId: Int64String
  transactionNumber: String
  trRegNumber: Int
  text: String
  postedDate: String
  createdAt: DateTimeString
  modifiedAt: DateTimeString
  importedAt: DateTimeString
  registeredAt: DateTimeString
  ownerDbId: Int
  fiscalYear: Int
  archive: Boolean
  invoiceFile: File
  jobLevel: SystemValue
  processType: SystemValue
  transProcessLevel: SystemValue
  trProcessAction: SystemValue
  trProcessLevel: SystemValue
  transactionSource: TransactionSource
  period: Period
}
type TransactionSource { dbId: Int code: String description: String }
type DeltaConnection { edges: [DeltaEdge] pageInfo: PageInfo }
type DeltaEdge { cursor: String node: Delta }
type Delta { dbId: Int mutationType: MutationType }
type File { dbId: Int64String url: String }
type Period {
  dbId: Int
  code: String
  description: String
  fromDate: String
  toDate: String
  monthNumber: Int
  fiscalPeriod: Int
  fiscalYear: Int
  year: Int
}
type PeriodStatusItemConnection { edges: [PeriodStatusItemEdge] pageInfo: PageInfo }
type PeriodStatusItemEdge { cursor: String node: PeriodStatusItem }
type PeriodStatusItem {
  dbId: Int64String
  modifiedAt: DateTimeString
  ownerDbId: Int
  periodDbId: Int
  period: Period
  owner: Owner
}
type SalesOrderConnection { edges: [SalesOrderEdge] pageInfo: PageInfo }
type SalesOrderEdge { cursor: String node: SalesOrder }
type SalesOrder {
  dbId: Int64String
  code: String
  description: String
  invoiceNumber: String
  xorder: String
  text: String
  amount: MoneyString
  invoiceAmount: MoneyString
  taxAmount: MoneyString
  remainingAmount: Float
  remainingInvoice: Float
  invoiceDate: String
  dueDate: String
  deliveryDate: String
  orderDate: String
  yourReference: String
  headerInfo: String
  modifiedAt: DateTimeString
  ownerDbId: Int
  subledgerDbId: Int
  customer: Customer
  subledger: Subledger
  ourRef: Contact
  invoiceFile: File
  soOrderType: SystemValue
  details: [SalesOrderDetail]
  invoiceBaseItems: InvoiceBaseItemConnection
}
type SalesOrderDetail { text: String amount: MoneyString unitPrice: MoneyString quantity: Float product: ObjectRef }
type InvoiceBaseItemConnection { edges: [InvoiceBaseItemEdge] pageInfo: PageInfo }
type InvoiceBaseItemEdge { cursor: String node: InvoiceBaseItem }
type InvoiceBaseItem {
  dbId: Int64String
  text: String
  amount: MoneyString
  quantity: Float
  unitPrice: MoneyString
  glObject1: ObjectRef
}
`;
