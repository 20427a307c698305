import type { PreflightFinding } from '../contract/index.js';

const MEND_ACCESS = 'Connect the company again as a system administrator and approve every scope asked for';

/** Every finding of the Fortnox preflight, each with what the accountant does. */
export const FINDINGS = {
  invoicesHidden: {
    code: 'invoice-access-missing',
    severity: 'blocks-pull',
    message: 'The access may not read customer invoices, so nothing can be collected.',
    remedy: `${MEND_ACCESS}; the company needs the Fortnox licence for invoicing (Fakturering).`,
  },
  customersHidden: {
    code: 'customer-access-missing',
    severity: 'blocks-pull',
    message: 'The access may not read customers, so there is no debtor to write to.',
    remedy: `${MEND_ACCESS}.`,
  },
  paymentsHidden: {
    code: 'payment-access-missing',
    severity: 'blocks-pull',
    message: 'The access may not read invoice payments: what was paid could not be told.',
    remedy: `${MEND_ACCESS}; the company needs the Fortnox licence for invoicing (Fakturering).`,
  },
  modesHidden: {
    code: 'payment-mode-access-missing',
    severity: 'blocks-write-back',
    message: 'The access may not read modes of payment, so settlements cannot be booked.',
    remedy: `${MEND_ACCESS}, settings included.`,
  },
  modeMissing: {
    code: 'payment-mode-missing',
    severity: 'blocks-write-back',
    message:
      'Every mode of payment debits bank or cash. Money that the collector holds is not there on that day.',
    remedy:
      'In Fortnox, make a mode of payment “Inkasso” (code INK) that debits a clearing account of its own, for example 1684.',
  },
  targetMissing: {
    code: 'target-missing',
    severity: 'blocks-write-back',
    message: 'The chosen mode of payment does not exist in this company any more.',
    remedy: 'Choose a mode of payment for collected money again.',
  },
  targetAccountChanged: {
    code: 'target-account-changed',
    severity: 'blocks-write-back',
    message: 'The chosen mode of payment debits another account than when it was chosen.',
    remedy:
      'Choose the mode of payment again if the new account is right, or set the old account back in Fortnox.',
  },
  targetIsShared: {
    code: 'target-is-bank-account',
    severity: 'notice',
    message:
      'The chosen mode of payment debits bank or cash, and others use it too: our payments are hard to tell apart.',
    remedy: 'Choose a mode of payment of its own that debits a clearing account, for example 1684.',
  },
  periodClosed: {
    code: 'period-closed',
    severity: 'notice',
    message: 'The books are locked to and including today: settlements of today cannot be booked.',
    remedy: 'Unlock the period in Fortnox, or expect bookings to wait.',
  },
} as const satisfies Readonly<Record<string, PreflightFinding>>;
