import type { UnverifiedBehaviour } from '@app/sandbox';
import { describeConformance } from '../conformance/connector-conformance.js';
import { tripletex } from './index.js';
import { createTripletexLedger } from './testing/tripletex-conformance-ledger.js';

/** The other answer to each question that Tripletex's documentation leaves open; see MAPPING.md, "Not verified". */
const OTHER_ANSWERS: Partial<UnverifiedBehaviour> = {
  outstandingCurrency: 'company',
  voucherInvoiceNumberPays: true,
  closePostingsPays: true,
  isCreditedShown: false,
  accountNumberToExclusive: false,
  postingRuleIdOnPayments: true,
  remindersInTotal: false,
  customerIdFindsInactive: true,
  accountantAtHomeStatus: 401,
  noAccessStatus: 404,
  paymentInClosedPeriod: 'accept',
  paymentInFuture: 'refuse',
  paymentOnCredited: 'refuse',
  paymentBelowMinorUnit: 'refuse',
  bareReference: 'id-and-url',
  budgetPer: 'company',
};

describeConformance(tripletex, () => createTripletexLedger());

describeConformance(tripletex, () => createTripletexLedger({ keyOf: 'office' }), {
  variant: 'an accounting office’s key',
  withFaults: false,
});

describeConformance(
  tripletex,
  () => createTripletexLedger({ keyOf: 'office', unverified: OTHER_ANSWERS, limits: { refusal: 'empty' } }),
  { variant: 'the other answer to each open question', withFaults: false },
);
