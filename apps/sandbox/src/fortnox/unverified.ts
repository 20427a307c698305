/**
 * What the vendor's public documentation leaves open: each answer is a switch, so that a client can be proven against
 * all. Defaults are the poorer or stricter answer for a client, unless a source leans to the other.
 */
export interface UnverifiedBehaviour {
  /** A payment that is not booked lowers `Balance` already. Default false. */
  readonly unbookedLowersBalance: boolean;
  /** `lastmodified` of an invoice moves with payments, credits and reminders too, not only its own fields. Default false. */
  readonly paymentBumpsInvoice: boolean;
  /** Time zone in which `lastmodified` is read. Default Stockholm. */
  readonly lastModifiedZone: 'stockholm' | 'utc';
  /** Currency of `Balance` on a foreign invoice. Default the invoice's. */
  readonly balanceCurrency: 'invoice' | 'company';
  /** `CurrencyUnit` of a currency quoted per 100. The rate shown is per unit in both. Default 1. */
  readonly currencyUnit: 1 | 100;
  /** Credit notes that are not netted count as unpaid in `filter=unpaid` and `unpaidoverdue`. Default true. */
  readonly creditNotesAreUnpaid: boolean;
  /** Saved invoices of a cash-method company count as unpaid before they are booked. Default false. */
  readonly cashInvoicesAreUnpaid: boolean;
  /** An invoice is overdue on its due day already. Default false: from the day after. */
  readonly overdueOnDueDay: boolean;
  /** `page` beyond the end: an empty page, the last page again, or a refusal. Default empty. */
  readonly pageBeyondEnd: 'empty' | 'last-page' | 'refuse';
  /** `limit` above 500. Default refuse. */
  readonly limitAboveMax: 'refuse' | 'clamp';
  /** `invoicenumber` on payments matches as text, so that 10 also finds 104. Default false. */
  readonly paymentInvoiceNumberContains: boolean;
  /** `sortby` of payments sorts. Default false: reported as ignored (softwerkab/fortnox-csharp-api-sdk issue 253). */
  readonly paymentSortWorks: boolean;
  /** A part payment above what is left. Default accept: a client has to look after itself. */
  readonly partialOverpayment: 'accept' | 'refuse';
  /** A negative amount on an ordinary invoice, which takes a payment back. Default accept. */
  readonly negativeOnInvoice: 'accept' | 'refuse';
  /** Deleting a payment that is booked. Default refuse. */
  readonly deleteBookedPayment: 'accept' | 'refuse';
  /** Booking a payment that is booked. Default refuse. */
  readonly bookkeepTwice: 'refuse' | 'accept';
  /** Which one books when `ModeOfPayment` and `ModeOfPaymentAccount` disagree. Default account. */
  readonly modeOrAccount: 'mode' | 'account';
  /** Sign of `WriteOffs[].Amount` that lowers the balance. Default positive. */
  readonly writeOffSign: 'positive' | 'negative';
  /** A payment on an invoice in Fortnox' own collection service. Default refuse. */
  readonly noxFinansPayment: 'refuse' | 'accept';
  /** `Source` of payments that the API made. Default direct, as the vendor's older example. */
  readonly apiPaymentSource: 'direct' | 'manual';
  /** Read-only fields in a body that is sent. Default refuse (2001399). */
  readonly readOnlyFields: 'refuse' | 'ignore';
  /** A reference or comment on a booked invoice may be changed. Default refuse. */
  readonly bookedInvoiceTexts: 'refuse' | 'accept';
  /** `printreminder` counts as a reminder. Default true. */
  readonly printReminderCounts: boolean;
  /** `InvoiceReference` of a credit note holds the original's number. Default true. */
  readonly creditNoteNamesOriginal: boolean;
  /** Status of a call without the scope: 400 was seen by three code bases, 403 by one. Default 400. */
  readonly missingScopeStatus: 400 | 403;
  /** Keys of the error body: `error` on 400 and `Error` on 404 as recorded, or always the one or the other. */
  readonly errorCasing: 'recorded' | 'lower' | 'capital';
  /** Look of the 429. Default empty, without a header. */
  readonly rateLimitFace: 'empty' | 'json' | 'json-with-retry-after' | 'html';
  /** Refused requests count in the window too. Default false. */
  readonly refusedRequestsCount: boolean;
  /**
   * Client credentials without a consent: `invalid_grant` with 400, 401 or 403, or a token with which every call is a
   * 500 (softwerkab/fortnox-csharp-api-sdk issue 340). Default 400.
   */
  readonly missingConsent: 400 | 401 | 403 | 'dead-token';
  /** Using a spent refresh token again also ends the one that replaced it. Default false. */
  readonly refreshReuseKillsFamily: boolean;
  /** `revoke` of a refresh token also withdraws the service account's consent. Default false. */
  readonly revokeEndsConsent: boolean;
  /** Without `access_type=offline` the refresh token lives an hour. Default false. */
  readonly shortRefreshWithoutOffline: boolean;
}

export const UNVERIFIED_DEFAULTS: UnverifiedBehaviour = {
  unbookedLowersBalance: false,
  paymentBumpsInvoice: false,
  lastModifiedZone: 'stockholm',
  balanceCurrency: 'invoice',
  currencyUnit: 1,
  creditNotesAreUnpaid: true,
  cashInvoicesAreUnpaid: false,
  overdueOnDueDay: false,
  pageBeyondEnd: 'empty',
  limitAboveMax: 'refuse',
  paymentInvoiceNumberContains: false,
  paymentSortWorks: false,
  partialOverpayment: 'accept',
  negativeOnInvoice: 'accept',
  deleteBookedPayment: 'refuse',
  bookkeepTwice: 'refuse',
  modeOrAccount: 'account',
  writeOffSign: 'positive',
  noxFinansPayment: 'refuse',
  apiPaymentSource: 'direct',
  readOnlyFields: 'refuse',
  bookedInvoiceTexts: 'refuse',
  printReminderCounts: true,
  creditNoteNamesOriginal: true,
  missingScopeStatus: 400,
  errorCasing: 'recorded',
  rateLimitFace: 'empty',
  refusedRequestsCount: false,
  missingConsent: 400,
  refreshReuseKillsFamily: false,
  revokeEndsConsent: false,
  shortRefreshWithoutOffline: false,
};
