/**
 * Behaviours of Tripletex that its public documentation leaves open. Each is a switch, so that a client can be
 * proven against both answers. A default is the likelier behaviour, or the one that asks more of the client.
 */
export interface UnverifiedBehaviour {
  /** Currency of `amountOutstanding` on invoices in a foreign currency. Default `invoice`: the vendor's field text. */
  readonly outstandingCurrency: 'invoice' | 'company';
  /** A posting on the receivables account that names an invoice number reduces that invoice. Default false. */
  readonly voucherInvoiceNumberPays: boolean;
  /** `:closePostings` that matches a loose posting with an invoice's posting reduces the invoice. Default false. */
  readonly closePostingsPays: boolean;
  /** `isCredited` is true on an original that was credited in full. Default true: the vendor's field text. */
  readonly isCreditedShown: boolean;
  /** A negative invoice that credits another in part appears among the original's postings. Default true. */
  readonly partialCreditListedOnOriginal: boolean;
  /** `accountNumberTo` excludes its own number. Default true, like every other `To`. */
  readonly accountNumberToExclusive: boolean;
  /** Payments made by `:payment` carry the payment type's id as `postingRuleId`. Default false. */
  readonly postingRuleIdOnPayments: boolean;
  /** A second voucher with the same `externalVoucherNumber` is refused (409 code 14000). Default false. */
  readonly externalVoucherNumberUnique: boolean;
  /** Reminder charges and interest count in the `...Total` fields. Default true. */
  readonly remindersInTotal: boolean;
  /** A payment changes the digest of a list that shows its invoice. Default true. */
  readonly digestSeesPayments: boolean;
  /** `changedSince` on customers filters. Default false: reported as ignored (Tripletex/tripletex-api2 issue 113). */
  readonly changedSinceWorks: boolean;
  /** `GET /customer?id=` also finds inactive customers. Default false. */
  readonly customerIdFindsInactive: boolean;
  /** Which field of `>withLoginAccess` is the username; with `customerCompanyId` the two ids differ. Default `id`. */
  readonly clientUsername: 'id' | 'customerCompanyId';
  /** Status of the refusal when an accountant's token works in its own company. Default 403. */
  readonly accountantAtHomeStatus: 403 | 401 | 422;
  /** Status when the token has no access to the company named. Default 403. */
  readonly noAccessStatus: 403 | 401 | 404;
  readonly paymentInClosedPeriod: 'refuse' | 'accept';
  readonly paymentInFuture: 'accept' | 'refuse';
  readonly paymentOnCredited: 'accept' | 'refuse';
  /** An amount below one øre in a payment is rounded or refused. Default round. */
  readonly paymentBelowMinorUnit: 'round' | 'refuse';
  /** A bare reference inside a partial `fields` list is `{"id"}` or `{"id","url"}`. Default id: seen, and poorer. */
  readonly bareReference: 'id' | 'id-and-url';
  /** One request budget per employee token over all client companies, or one per company. Default token. */
  readonly budgetPer: 'token' | 'company';
}

export const UNVERIFIED_DEFAULTS: UnverifiedBehaviour = {
  outstandingCurrency: 'invoice',
  voucherInvoiceNumberPays: false,
  closePostingsPays: false,
  isCreditedShown: true,
  partialCreditListedOnOriginal: true,
  accountNumberToExclusive: true,
  postingRuleIdOnPayments: false,
  externalVoucherNumberUnique: false,
  remindersInTotal: true,
  digestSeesPayments: true,
  changedSinceWorks: false,
  customerIdFindsInactive: false,
  clientUsername: 'id',
  accountantAtHomeStatus: 403,
  noAccessStatus: 403,
  paymentInClosedPeriod: 'refuse',
  paymentInFuture: 'accept',
  paymentOnCredited: 'accept',
  paymentBelowMinorUnit: 'round',
  bareReference: 'id',
  budgetPer: 'token',
};
