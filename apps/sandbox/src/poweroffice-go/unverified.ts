/**
 * Behaviours of PowerOffice Go that its public documentation leaves open. Each is a switch, so that a client can be proven
 * against every answer. A default is the likelier behaviour, or the one that asks more of the client.
 */
export interface UnverifiedBehaviour {
  /** Query parameters that the operation lacks. Default refuse: a misspelt filter is found out. */
  readonly unknownParameters: 'refuse' | 'ignore';
  /** Fields of a body that the schema lacks, also those in camelCase. Default refuse: the schema is closed. */
  readonly unknownFields: 'refuse' | 'ignore';
  /** A page size above 20 000. Default refuse. */
  readonly pageSizeAboveMax: 'refuse' | 'clamp';
  /** `X-Pagination` on list answers. Default true. */
  readonly hasPaginationHeader: boolean;
  /** `Retry-After` on a 429; Azure's gateway sends it unless told otherwise. Default true. */
  readonly hasRetryAfter: boolean;
  /** `statusCode` of the gateway's bodies: the schema says text, Azure sends a number. Default number. */
  readonly gatewayStatusCode: 'number' | 'string';
  /** Names in error bodies: examples have lower case, the schema PascalCase. Default lower. */
  readonly problemCase: 'lower' | 'pascal';
  /** Query parameter that brings the onboarding token back to the redirect address. Default `token`. */
  readonly onboardingTokenName: 'token' | 'onboarding_token';
  /** Life of the onboarding address and token, in seconds. Default 600. */
  readonly onboardingSeconds: number;
  /** A second Finalize with one token. Default refuse (400). */
  readonly finalizeAgain: 'refuse' | 'same-answer';
  /** A company that is onboarded again gets a new client key and its old one ends, or the one it had. Default same. */
  readonly clientKeyOnboardedAgain: 'same' | 'new';
  /** Life of an access token in seconds. Default 1200; examples show 600 too. */
  readonly tokenSeconds: number;
  /** A client key that was removed ends its tokens at once, or they live on. Default true. */
  readonly removedKeyEndsTokens: boolean;
  /** Status for an `ExternalImportReference` that is in use on a voucher. Default 400, as for customers. */
  readonly duplicateReferenceStatus: 400 | 409;
  /** The duplicate check sees a reference only this long after its voucher. Default 0: at once. */
  readonly duplicateSeenAfterMs: number;
  /** Characters an `ExternalImportReference` may have. Default 50, as for customers. */
  readonly externalReferenceMax: number;
  /** Status for an unknown account or VAT id in a body. Default 404, as for departments of customers. */
  readonly unknownReferenceStatus: 404 | 400;
  /** A line without a VAT id. Default refuse: the schema requires it. */
  readonly missingVatId: 'refuse' | 'accept';
  /** `InvoiceNo` also matches a part of the invoice. Default true. */
  readonly partialMatchByInvoiceNo: boolean;
  /** More than is left: what is left is matched and the rest stays open, nothing is matched, or 400. */
  readonly overpayment: 'match-what-is-left' | 'no-match' | 'refuse';
  /** An invoice with nothing left. Default: posted, unmatched. */
  readonly alreadyPaid: 'no-match' | 'refuse';
  /** `InvoiceNo` of another customer, or of no invoice. Default: posted, unmatched. */
  readonly wrongInvoiceNo: 'no-match' | 'refuse';
  /** Nothing is matched at all, as when the company switched it off. Default false. */
  readonly neverMatches: boolean;
  /** `invoiceNos` on the ledger also shows payments that named the invoice. Default false. */
  readonly invoiceNosShowPayments: boolean;
  /** A reversed payment leaves its match, so that the invoice reopens, or keeps it. Default unmatch. */
  readonly reversalAndMatch: 'unmatch' | 'keep';
  /** Answer of a reversal: the body of the 2026 export, or an empty 200 or 202 as in 2025. */
  readonly reversalAnswer: 'body' | 'empty-200' | 'empty-202';
  /** The role a reversal asks for. Default the 2026 one. */
  readonly reversalRole: 'ReverseVoucher_Full' | 'YearEndVoucher_Full';
  /** Postings show in reads only this long after they were made. Default 0. */
  readonly visibleAfterMs: number;
  /** Voucher numbers are 0 for this long after posting. Default 0: at once. */
  readonly voucherNoAfterMs: number;
  /** Date fields: bare, or with a time part as seen once. Default date. */
  readonly dateForm: 'date' | 'date-time';
  /** End of timestamps: `Z`, `+00:00`, or nothing. Default z. */
  readonly stampForm: 'z' | 'offset' | 'bare';
}

export const UNVERIFIED_DEFAULTS: UnverifiedBehaviour = {
  unknownParameters: 'refuse',
  unknownFields: 'refuse',
  pageSizeAboveMax: 'refuse',
  hasPaginationHeader: true,
  hasRetryAfter: true,
  gatewayStatusCode: 'number',
  problemCase: 'lower',
  onboardingTokenName: 'token',
  onboardingSeconds: 600,
  finalizeAgain: 'refuse',
  clientKeyOnboardedAgain: 'same',
  tokenSeconds: 1_200,
  removedKeyEndsTokens: true,
  duplicateReferenceStatus: 400,
  duplicateSeenAfterMs: 0,
  externalReferenceMax: 50,
  unknownReferenceStatus: 404,
  missingVatId: 'refuse',
  partialMatchByInvoiceNo: true,
  overpayment: 'match-what-is-left',
  alreadyPaid: 'no-match',
  wrongInvoiceNo: 'no-match',
  neverMatches: false,
  invoiceNosShowPayments: false,
  reversalAndMatch: 'unmatch',
  reversalAnswer: 'body',
  reversalRole: 'ReverseVoucher_Full',
  visibleAfterMs: 0,
  voucherNoAfterMs: 0,
  dateForm: 'date',
  stampForm: 'z',
};
