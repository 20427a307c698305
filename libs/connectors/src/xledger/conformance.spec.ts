import type { XledgerUnverified } from '@app/sandbox';
import { describeConformance } from '../conformance/connector-conformance.js';
import { xledger } from './index.js';
import { createXledgerLedger } from './testing/xledger-conformance-ledger.js';

/** The other answer to each question that public material leaves open; see MAPPING.md, "Not verified". */
const OTHER_ANSWERS: Partial<XledgerUnverified> = {
  errorHttpStatus: 400,
  badTokenStatus: 401,
  revokedToken: 'unauthorized',
  missingScope: 'null',
  ownerSetDefault: 'LOWER',
  overRowsMax: 'cap',
  emptyList: 'root-null',
  rowOrder: 'modified',
  unmatchedId: 'null',
  expiredCursor: 'refuse',
  deltaOnMatch: true,
  batchAtomic: false,
  autoMatchOnImport: 'exact',
  repeatedImportKey: 'refuse-ext-identifier',
  importedType: 'PAYMENT',
  postedImportRowsKept: false,
  overpaymentOn: 'invoice',
  remainingCurrency: 'entity',
  resetAt: 'offset',
  refusedCountInBurst: true,
  serverError: 'timed-out-200',
  moreFilters: true,
  entityInput: false,
  fileAccess: 'token',
};

// A token is sent with every call: no session can end.
const hasSessions = false;

describeConformance(xledger, () => createXledgerLedger(), { hasSessions });

describeConformance(xledger, () => createXledgerLedger({ unverified: OTHER_ANSWERS }), {
  variant: 'the other answer to each open question',
  hasSessions,
});

describeConformance(
  xledger,
  () => createXledgerLedger({ tokenOf: 'company', postingJob: 'at-once', unverified: { resetAt: 'absent' } }),
  { variant: 'a company’s own token, posted at once', withFaults: false, hasSessions },
);

describeConformance(
  xledger,
  () =>
    createXledgerLedger({
      unverified: {
        badTokenStatus: 400,
        autoMatchOnImport: 'nightly',
        repeatedImportKey: 'refuse-tr-reg-number',
      },
    }),
  { variant: 'matched in the night', withFaults: false, hasSessions },
);
