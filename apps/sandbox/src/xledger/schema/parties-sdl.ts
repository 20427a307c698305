/** Parties, entities and small reference objects; sources as in `roots-sdl.ts`. */
export const PARTIES_SDL = `
type CustomerConnection { edges: [CustomerEdge] pageInfo: PageInfo }
type CustomerEdge { cursor: String node: Customer }
type Customer {
  dbId: Int
  code: String
  description: String
  id: String
  number: Int
  email: String
  phone: String
  phone2: String
  taxNo: String
  bankAccount: String
  creditLimit: MoneyString
  contract: String
  notes: String
  yourReference: String
  extIdentifier: String
  invoiceNumber: String
  payDocText: String
  paymentNotification: Boolean
  isIntraGroup: Boolean
  fromDate: String
  toDate: String
  createdAt: DateTimeString
  modifiedAt: DateTimeString
  ownerDbId: Int
  companyDbId: Int
  subledgerGroupDbId: Int
  codeTranslated: String
  descriptionTranslated: String
  company: Company
  address: Address
  billAddress: Address
  shipAddress: Address
  contact: Contact
  currency: Currency
  collection: ObjectRef
  payTerms: ObjectRef
  payMethod: ObjectRef
  invoiceDeliveryMethod: SystemValue
  language: SystemValue
  owner: Owner
}
type SubledgerConnection { edges: [SubledgerEdge] pageInfo: PageInfo }
type SubledgerEdge { cursor: String node: Subledger }
type Subledger {
  dbId: Int
  code: String
  description: String
  email: String
  phone: String
  phone2: String
  taxNo: String
  bankAccount: String
  notes: String
  extIdentifier: String
  yourReference: String
  createdAt: DateTimeString
  modifiedAt: DateTimeString
  ownerDbId: Int
  address: Address
  billAddress: Address
  company: Company
  contact: Contact
  currency: Currency
  collection: ObjectRef
  ledgerType: SystemValue
  payMethod: ObjectRef
  payTerms: ObjectRef
}
type CompanyConnection { edges: [CompanyEdge] pageInfo: PageInfo }
type CompanyEdge { cursor: String node: Company }
type Company {
  dbId: Int
  code: String
  name: String
  companyName: String
  description: String
  companyNumber: String
  taxNumber: String
  taxNo: String
  email: String
  phone: String
  phone2: String
  phone3: String
  notes: String
  modifiedAt: DateTimeString
  address: Address
}
type Address {
  dbId: Int64String
  ownerDbId: Int
  streetAddress: String
  streetNumber: String
  zipCode: String
  place: String
  fullAddress: String
  country: Country
}
type Country { dbId: Int code: String description: String }
type Contact {
  dbId: Int64String
  code: String
  name: String
  firstName: String
  lastName: String
  phone: String
  email: String
}
type Owner { dbId: Int code: String description: String ownerCode: Int ownerDbId: Int }
type EntityConnection { edges: [EntityEdge] pageInfo: PageInfo }
type EntityEdge { cursor: String node: Entity }
type Entity {
  dbId: Int
  code: String
  description: String
  email: String
  phone: String
  fromDate: String
  toDate: String
  createdAt: DateTimeString
  modifiedAt: DateTimeString
  ownerDbId: Int
  sicCode: String
  fiscalYearStartMonth: Int
  company: Company
  currency: Currency
  address: Address
  parent: EntityRef
  owner: Owner
  cultureInfo: SystemValue
  language: SystemValue
}
type EntityRef { dbId: Int code: String description: String }
type EntityBankAccountConnection { edges: [EntityBankAccountEdge] pageInfo: PageInfo }
type EntityBankAccountEdge { cursor: String node: EntityBankAccount }
type EntityBankAccount {
  dbId: Int64String
  code: String
  description: String
  accountNumber: String
  iban: String
  info: String
  extIdentifier: String
  fromDate: String
  toDate: String
  modifiedAt: DateTimeString
  ownerDbId: Int
  account: Account
  currency: Currency
}
type SystemValue { dbId: Int dbSubId: Int definitionId: Int ownerDbId: Int name: String }
type ObjectRef { dbId: Int code: String description: String objectKind: ObjectKind }
type ObjectKind { dbId: Int64String name: String }
type GLDimension {
  glObject1: ObjectRef
  glObject2: ObjectRef
  glObject3: ObjectRef
  glObject4: ObjectRef
  glObject5: ObjectRef
}
type AccountConnection { edges: [AccountEdge] pageInfo: PageInfo }
type AccountEdge { cursor: String node: Account }
type Account {
  dbId: Int
  code: String
  description: String
  descriptionTranslated: String
  ownerDbId: Int
  modifiedAt: DateTimeString
  posting: Boolean
  chartOfAccountDbId: Int
  ledgerType: SystemValue
}
type CurrencyConnection { edges: [CurrencyEdge] pageInfo: PageInfo }
type CurrencyEdge { cursor: String node: Currency }
type Currency { dbId: Int code: String description: String }
`;
