import type { RefusalVariant } from '../faults/fault.js';

/**
 * Behaviours of Business NXT that public material leaves open. Each is a switch, so that a client can be proven against every
 * answer. A default is the likelier behaviour, or the one that asks more of the client.
 */
export interface VismaBusinessUnverified {
  /** HTTP status of `invalid_client` at the token endpoint. Default 401. */
  readonly invalidClientStatus: 400 | 401;
  /** A renewal answers a new refresh token, the same again, or none. Default `rotates`. */
  readonly renewedToken: 'rotates' | 'same' | 'absent';
  /** A refresh token that was exchanged before: refused, taken again, or the whole grant ends. Default `refused`. */
  readonly reusedRefreshToken: 'refused' | 'accepted' | 'ends-grant';
  /** `tenant_id` of client credentials, which other Visma APIs ask for. Default `ignored`: no public client sends it. */
  readonly tenantId: 'ignored' | 'required';
  /** A user's token at the service's endpoint, or the other way round. Default `html-401`. */
  readonly wrongEndpoint: 'html-401' | 'json-403';
  /** Looks of the gateway's 429. Default `html` without `Retry-After`. */
  readonly rateLimitFace: RefusalVariant;
  /** What a request of several operations counts against 600 a minute. Default `each`. */
  readonly batchedCountAs: 'one' | 'each';
  /** A request that took more than 59 seconds; the work goes on. Default `error-200`. */
  readonly timeoutAnswer: 'error-200' | 'html-504';
  /** Most rows of a page. Default 5 000. */
  readonly pageSizeMax: number | 'none';
  /** More rows asked for than that. Default `cap`, in silence. */
  readonly overPageSizeMax: 'cap' | 'refuse';
  /** Rows of a page that names no size. Default 500. */
  readonly pageSizeDefault: number | 'all';
  /** What a cursor stands for: a position, so that rows move when others vanish, or a row's key. Default `position`. */
  readonly cursor: 'position' | 'key';
  /** How timestamps are written. Default `T`, with seven digits of a second. */
  readonly timestampForm: 'T' | 'blank';
  /** How a timestamp is written in a filter. Default `both`. */
  readonly timestampLiteral: 'both' | 'T' | 'blank';
  /** Type of `organizationNo` in `availableCompanies`. Default `String`. */
  readonly organizationNoType: 'String' | 'Long';
  /** Decimals as JSON numbers: as short as can be, or always with two places. Default `shortest`. */
  readonly decimalForm: 'shortest' | 'two-places';
  /** `currencyNo` of rows in the company's own currency. Default `zero`. */
  readonly domesticCurrencyNo: 'zero' | 'number';
  /** Some texts end in a blank. Default true. */
  readonly trailingBlanks: boolean;
  /** Columns that the schema has not, as `Type.column`, and `Type_Input.column` where they are written. Default none. */
  readonly missingColumns: readonly string[];
  /** Columns of the data model that nobody has seen on a table of this API: `voucherNo`, `currencyNo` of transactions. Default false. */
  readonly moreColumns: boolean;
  /** A voucher's `externalReference1` is seen on the posted voucher and on the customer's transaction. Default true. */
  readonly externalReferenceFollows: boolean;
  /** A field of an insert that cannot be assigned, without `onError`: the row is saved without it, or not at all. Default `skipped`. */
  readonly badField: 'skipped' | 'row-refused';
  /** A text longer than its column. Default `refused`. */
  readonly longText: 'refused' | 'cut';
  /** Length of a voucher's `text` and of a batch's `description`. Default 60. */
  readonly textLength: number;
  /** Length of `externalReference1`. Default 20, that of the other references. */
  readonly externalReferenceLength: number;
  /** `null` in an insert lets the system suggest the value. Default true. */
  readonly nullSuggests: boolean;
  /** How `updateBatch` says that it did not post. Default `both`. */
  readonly refusedUpdate: 'both' | 'succeeded-false' | 'errors';
  /** `updateBatch` whose filter finds no batch. Default `succeeded`. */
  readonly updateOfNothing: 'succeeded' | 'not-succeeded';
  /** `voucherJournalNo` of `updateBatch`. Default `present`. */
  readonly updatedJournalNo: 'present' | 'null';
  /** A loss booked on an invoice counts as a payment of it in `paidLast`. Default true. */
  readonly lossIsPayment: boolean;
}

export const VISMA_BUSINESS_DEFAULTS: VismaBusinessUnverified = {
  invalidClientStatus: 401,
  renewedToken: 'rotates',
  reusedRefreshToken: 'refused',
  tenantId: 'ignored',
  wrongEndpoint: 'html-401',
  rateLimitFace: 'html',
  batchedCountAs: 'each',
  timeoutAnswer: 'error-200',
  pageSizeMax: 5_000,
  overPageSizeMax: 'cap',
  pageSizeDefault: 500,
  cursor: 'position',
  timestampForm: 'T',
  timestampLiteral: 'both',
  organizationNoType: 'String',
  decimalForm: 'shortest',
  domesticCurrencyNo: 'zero',
  trailingBlanks: true,
  missingColumns: [],
  moreColumns: false,
  externalReferenceFollows: true,
  badField: 'skipped',
  longText: 'refused',
  textLength: 60,
  externalReferenceLength: 20,
  nullSuggests: true,
  refusedUpdate: 'both',
  updateOfNothing: 'succeeded',
  updatedJournalNo: 'present',
  lossIsPayment: true,
};
