import type { PowerOfficeGoUnverifiedBehaviour } from '@app/sandbox';
import { describeConformance } from '../conformance/connector-conformance.js';
import { powerOfficeGo } from './index.js';
import { createPowerOfficeLedger } from './testing/poweroffice-conformance-ledger.js';

/** The other answer to each question that PowerOffice's documentation leaves open; see MAPPING.md, "Not verified". */
const OTHER_ANSWERS: Partial<PowerOfficeGoUnverifiedBehaviour> = {
  unknownParameters: 'ignore',
  unknownFields: 'ignore',
  pageSizeAboveMax: 'clamp',
  hasPaginationHeader: false,
  hasRetryAfter: false,
  gatewayStatusCode: 'string',
  problemCase: 'pascal',
  tokenSeconds: 600,
  duplicateReferenceStatus: 409,
  unknownReferenceStatus: 400,
  overpayment: 'refuse',
  alreadyPaid: 'refuse',
  wrongInvoiceNo: 'refuse',
  invoiceNosShowPayments: true,
  reversalAnswer: 'empty-202',
  voucherNoAfterMs: 60_000,
  dateForm: 'date-time',
  stampForm: 'offset',
};

describeConformance(powerOfficeGo, () => createPowerOfficeLedger());

describeConformance(powerOfficeGo, () => createPowerOfficeLedger({ grantBy: 'sign-in' }), {
  variant: 'companies chosen while signing in',
  withFaults: false,
});

describeConformance(
  powerOfficeGo,
  () => createPowerOfficeLedger({ grantBy: 'sign-in', unverified: OTHER_ANSWERS }),
  { variant: 'the other answer to each open question', withFaults: false },
);

describeConformance(
  powerOfficeGo,
  () => createPowerOfficeLedger({ unverified: { reversalAnswer: 'empty-200', stampForm: 'bare' } }),
  { variant: 'bare instants', withFaults: false },
);
