import type { PreflightFinding } from '../contract/index.js';

const MEND_ACCESS = 'In Tripletex, open the API key’s user (Company → Our customer account → API access)';

/** Every finding of the Tripletex preflight, each with what the accountant does. */
export const FINDINGS = {
  officeKey: {
    code: 'accountant-own-company',
    severity: 'blocks-pull',
    message: 'The API key is an accounting office’s: it cannot read the office’s own books.',
    remedy:
      'Connect client companies from the list; for the office’s own books, make an ordinary API key there.',
  },
  invoicesHidden: {
    code: 'invoice-access-missing',
    severity: 'blocks-pull',
    message: 'The API key may not read invoices, so nothing can be collected.',
    remedy: `${MEND_ACCESS} and give it access to invoicing.`,
  },
  customersHidden: {
    code: 'customer-access-missing',
    severity: 'blocks-pull',
    message: 'The API key may not read customers, so there is no debtor to write to.',
    remedy: `${MEND_ACCESS} and give it access to customer information.`,
  },
  ledgerHidden: {
    code: 'ledger-access-missing',
    severity: 'blocks-write-back',
    message: 'The API key may not read the ledger’s accounts, so bookings cannot be checked.',
    remedy: `${MEND_ACCESS} and give it access to vouchers and ledger.`,
  },
  postingsHidden: {
    code: 'postings-hidden',
    severity: 'blocks-write-back',
    message:
      'Invoices are open, but the customer ledger’s postings are not shown: what was paid cannot be told apart.',
    remedy: `${MEND_ACCESS} and give it access to all vouchers.`,
  },
  receivablesAccountUnseen: {
    code: 'receivables-account-unseen',
    severity: 'notice',
    message: 'No account of the customer ledger is shown.',
    remedy: 'Check in Tripletex that account 1500 exists and belongs to the customer ledger.',
  },
  paymentTypesHidden: {
    code: 'payment-type-access-missing',
    severity: 'blocks-write-back',
    message: 'The API key may not read payment types, so settlements cannot be booked.',
    remedy: `${MEND_ACCESS} and give it access to invoicing and accounting settings.`,
  },
  paymentTypeMissing: {
    code: 'payment-type-missing',
    severity: 'blocks-write-back',
    message:
      'Every payment type debits a bank or cash account. Money that the collector holds is not there on that day.',
    remedy:
      'In Tripletex, make a payment type “Inkasso oppgjør” that debits a clearing account, for example 1579.',
  },
  targetMissing: {
    code: 'target-missing',
    severity: 'blocks-write-back',
    message: 'The chosen payment type does not exist in this company any more.',
    remedy: 'Choose a payment type for collected money again.',
  },
  targetAccountChanged: {
    code: 'target-account-changed',
    severity: 'blocks-write-back',
    message: 'The chosen payment type debits another account than when it was chosen.',
    remedy:
      'Choose the payment type again if the new account is right, or set the old account back in Tripletex.',
  },
  targetIsBankAccount: {
    code: 'target-is-bank-account',
    severity: 'notice',
    message: 'The chosen payment type debits a bank account; bank reconciliation will not match.',
    remedy: 'Choose a payment type that debits a clearing account, for example 1579.',
  },
  periodClosed: {
    code: 'period-closed',
    severity: 'notice',
    message: 'Today’s accounting period is closed: settlements of today cannot be booked.',
    remedy: 'Open the period in Tripletex, or expect bookings to wait.',
  },
  apiModuleUnseen: {
    code: 'api-module-unseen',
    severity: 'notice',
    message: 'The company’s list of modules names no API module, though signing in worked.',
    remedy: 'Should calls be refused later: order the module “API” in Tripletex.',
  },
} as const satisfies Readonly<Record<string, PreflightFinding>>;
