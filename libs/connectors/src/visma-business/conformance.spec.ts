import type { VismaBusinessUnverified } from '@app/sandbox';
import { describeConformance } from '../conformance/connector-conformance.js';
import { vismaBusiness } from './index.js';
import { createVismaLedger } from './testing/visma-business-conformance-ledger.js';

/** The other answer to each question that Visma's documentation leaves open; see MAPPING.md, "Not verified". */
const OTHER_ANSWERS: Partial<VismaBusinessUnverified> = {
  invalidClientStatus: 400,
  renewedToken: 'same',
  reusedRefreshToken: 'accepted',
  wrongEndpoint: 'json-403',
  rateLimitFace: 'no-reset',
  batchedCountAs: 'one',
  timeoutAnswer: 'html-504',
  // A server that lists far fewer rows than it is asked for, and does not say so.
  pageSizeMax: 50,
  overPageSizeMax: 'cap',
  cursor: 'key',
  timestampForm: 'blank',
  decimalForm: 'two-places',
  domesticCurrencyNo: 'number',
  trailingBlanks: false,
  moreColumns: true,
  badField: 'row-refused',
  longText: 'cut',
  nullSuggests: false,
  refusedUpdate: 'errors',
  updateOfNothing: 'not-succeeded',
  updatedJournalNo: 'null',
  lossIsPayment: false,
};

/** Without a reference of ours on vouchers, the batch's description must do. */
const NO_REFERENCE: Partial<VismaBusinessUnverified> = {
  missingColumns: [
    'VbcCompany.organizationNo',
    'OpenCustomerEntry.externalReference1',
    'CustomerTransaction.externalReference1',
    'Voucher.externalReference1',
    'UpdatedVoucher.externalReference1',
    'Voucher_Input.externalReference1',
    'Currency.isoCode',
    'Country.isoCode',
    'OpenCustomerEntry.reference',
    'OpenCustomerEntry.noReminders',
    'OpenCustomerEntry.cid',
    'OpenCustomerEntry.stopCollectionDate',
    'CompanyInformation.matchingMethodForCustomer',
    'Associate.matchingMethodForCustomer',
  ],
};

describeConformance(vismaBusiness, () => createVismaLedger());

describeConformance(vismaBusiness, () => createVismaLedger({ access: 'user' }), {
  variant: 'a person signed in',
  withFaults: false,
});

describeConformance(vismaBusiness, () => createVismaLedger({ access: 'user', unverified: OTHER_ANSWERS }), {
  variant: 'the other answer to each open question',
  withFaults: false,
});

describeConformance(vismaBusiness, () => createVismaLedger({ unverified: NO_REFERENCE }), {
  variant: 'columns that a company may lack',
  withFaults: false,
});

describeConformance(
  vismaBusiness,
  () =>
    createVismaLedger({
      unverified: {
        tenantId: 'required',
        externalReferenceFollows: false,
        externalReferenceLength: 12,
        refusedUpdate: 'succeeded-false',
        overPageSizeMax: 'refuse',
      },
    }),
  { variant: 'a reference that stays behind', withFaults: false },
);
