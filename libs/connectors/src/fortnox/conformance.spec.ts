import type { FortnoxUnverifiedBehaviour } from '@app/sandbox';
import { describeConformance } from '../conformance/connector-conformance.js';
import { fortnox } from './index.js';
import { createFortnoxLedger } from './testing/fortnox-conformance-ledger.js';

/** The other answer to each question that Fortnox's documentation leaves open; see MAPPING.md, "Not verified". */
const OTHER_ANSWERS: Partial<FortnoxUnverifiedBehaviour> = {
  unbookedLowersBalance: true,
  paymentBumpsInvoice: true,
  lastModifiedZone: 'utc',
  balanceCurrency: 'company',
  currencyUnit: 100,
  creditNotesAreUnpaid: false,
  cashInvoicesAreUnpaid: true,
  overdueOnDueDay: true,
  pageBeyondEnd: 'refuse',
  limitAboveMax: 'clamp',
  paymentInvoiceNumberContains: true,
  paymentSortWorks: true,
  partialOverpayment: 'refuse',
  deleteBookedPayment: 'accept',
  bookkeepTwice: 'accept',
  modeOrAccount: 'mode',
  writeOffSign: 'negative',
  noxFinansPayment: 'accept',
  apiPaymentSource: 'manual',
  readOnlyFields: 'ignore',
  creditNoteNamesOriginal: false,
  missingScopeStatus: 403,
  errorCasing: 'capital',
  rateLimitFace: 'html',
  refusedRequestsCount: true,
  missingConsent: 403,
  refreshReuseKillsFamily: true,
  revokeEndsConsent: true,
};

describeConformance(fortnox, () => createFortnoxLedger());

describeConformance(fortnox, () => createFortnoxLedger({ unverified: OTHER_ANSWERS }), {
  variant: 'the other answer to each open question',
  withFaults: false,
});
