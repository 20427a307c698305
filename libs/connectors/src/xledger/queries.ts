/** What we ask, in Xledger's GraphQL. Values go as variables, never into the text. */

const ENTRY = `dbId ownerDbId invoiceNumber text amount invoiceAmount invoiceRemaining currency { code }
  extIdentifier matchId subledgerDbId slTransactionType { name }
  transactionHeader { transactionNumber trRegNumber postedDate transactionSource { code } }`;

const ADDRESS = `{ streetAddress streetNumber zipCode place country { code } }`;

const ROW = `${ENTRY} invoiceDate dueDate reminderDate lateFee paymentReference account { code }
  subledger {
    dbId code description email phone phone2 address ${ADDRESS} billAddress ${ADDRESS}
    collection { code description }
  }
  company { companyNumber } billAddress ${ADDRESS}`;

const ACCOUNT = 'code description ownerDbId posting ledgerType { name }';

const PAGE = 'pageInfo { hasNextPage }';

const list = (
  node: string,
): string => `query Rows($first: Int, $after: String, $filter: ARTransaction_Filter) {
  arTransactions(first: $first, after: $after, filter: $filter, ownerSet: LOWER) {
    edges { cursor node { ${node} } } ${PAGE}
  }
}`;

/** Rows of the customer ledger with their debtors. */
export const ROWS = list(ROW);
/** Rows as the parts of a match. */
export const ENTRIES = list(ENTRY);
export const INVOICE_FILES = list('dbId ownerDbId invoiceNumber invoiceFile { url }');

/** Where the feed of changes stands, and which filters the schema has: the beginning of a full pull. */
export const WALK_START = `query WalkStart {
  arTransaction_deltas(last: 1, ownerSet: LOWER) { edges { cursor node { dbId mutationType } } ${PAGE} }
  __type(name: "ARTransaction_Filter") { inputFields { name } }
}`;

export const DELTAS = `query Deltas($first: Int, $after: String) {
  arTransaction_deltas(first: $first, after: $after, ownerSet: LOWER) {
    edges { cursor node { dbId mutationType } } ${PAGE}
  }
}`;

export const ENTITIES = `query Entities($first: Int, $after: String) {
  entities(first: $first, after: $after, ownerSet: LOWER) {
    edges {
      cursor
      node {
        dbId description company { companyNumber } currency { code } address { country { code } }
      }
    }
    ${PAGE}
  }
}`;

export const ACCOUNTS = `query Accounts($first: Int, $after: String) {
  accounts(first: $first, after: $after, ownerSet: LOWER, objectStatus: OPEN) {
    edges { cursor node { ${ACCOUNT} } } ${PAGE}
  }
}`;

export const BANK_ACCOUNTS = `query BankAccounts($first: Int, $after: String) {
  entityBankAccounts(first: $first, after: $after, ownerSet: LOWER) {
    edges { cursor node { ownerDbId account { code } } } ${PAGE}
  }
}`;

/** Everything that a voucher is prepared from. */
export const POSTING_GROUND = `query PostingGround(
  $invoice: ARTransaction_Filter, $account: ARTransaction_Filter, $rows: Int, $accounts: Int
) {
  invoice: arTransactions(first: 2, filter: $invoice, ownerSet: LOWER) { edges { cursor node { ${ROW} } } ${PAGE} }
  account: arTransactions(first: $rows, filter: $account, ownerSet: LOWER) { edges { cursor node { ${ENTRY} } } ${PAGE} }
  accounts(first: $accounts, ownerSet: LOWER, objectStatus: OPEN) { edges { cursor node { ${ACCOUNT} } } ${PAGE} }
  __type(name: "AddGLImportItemsInputNode") { inputFields { name } }
}`;

export const IMPORT_ITEMS = `query ImportItems($first: Int, $after: String, $since: DateTimeString) {
  glImportItems(first: $first, after: $after, ownerSet: LOWER, filter: { modifiedAt_gte: $since }) {
    edges { cursor node { dbId ownerDbId trRegNumber extIdentifier archive } } ${PAGE}
  }
}`;

export const IMPORT_ERRORS = `query ImportErrors($last: Int) {
  glImportItemErrors(last: $last, ownerSet: LOWER) {
    edges { cursor node { message transactionDbId } } ${PAGE}
  }
}`;

export const ADD_IMPORT_ITEMS = `mutation AddImportItems($inputs: [AddGLImportItemsInput!]!) {
  addGLImportItems(inputs: $inputs) { edges { clientId node { dbId } } }
}`;
