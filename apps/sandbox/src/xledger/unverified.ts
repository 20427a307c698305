/**
 * Behaviours of Xledger that public material leaves open. Each is a switch, so that a client can be proven against every
 * answer. A default is the likelier behaviour, or the one that asks more of the client.
 */
export interface XledgerUnverified {
  /** HTTP status of answers that carry `errors`. Default 200: clients read them from there; a test file covers 400. */
  readonly errorHttpStatus: 200 | 400;
  /** HTTP status for a token that is missing, malformed or unknown. Default 200. */
  readonly badTokenStatus: 200 | 400 | 401;
  /** A revoked token answers as an unknown one, or 401 with another text. Default `as-unknown`. */
  readonly revokedToken: 'as-unknown' | 'unauthorized';
  /** A field whose object the token may not read is refused like a missing field, or is null. Default `refused`. */
  readonly missingScope: 'refused' | 'null';
  /** What `ownerSet` means when it is left out. Default `CURRENT`. */
  readonly ownerSetDefault: 'CURRENT' | 'LOWER';
  /** More rows asked for than 10 000: refused, or silently capped. Default `refuse`. */
  readonly overRowsMax: 'refuse' | 'cap';
  /** An empty list is `{edges: null}`, or the root field itself is null (`Bostads-AB-Mimer/onecore` guards it). */
  readonly emptyList: 'edges-null' | 'root-null';
  /** Order of AR rows: by id, or by last change, where a changed row moves to the end. Default `dbId`. */
  readonly rowOrder: 'dbId' | 'modified';
  /** `matchId` of an unmatched row. Default 0. */
  readonly unmatchedId: 'zero' | 'null';
  /** A delta cursor older than what is kept: refused, or what is left is shown in silence. Default `gap`. */
  readonly expiredCursor: 'refuse' | 'gap';
  /** Matching emits UPDATED for the rows matched. Default false. */
  readonly deltaOnMatch: boolean;
  /** One bad node refuses the whole mutation, or the good ones are stored all the same. Default true. */
  readonly batchAtomic: boolean;
  /** Posted payment lines are matched with the invoice they name: never, when posted, or in the night. Default `none`. */
  readonly autoMatchOnImport: 'none' | 'exact' | 'nightly';
  /** A repeated `extIdentifier` or `trRegNumber` of one entity is refused. Default `accept`: no check is evidenced. */
  readonly repeatedImportKey: 'accept' | 'refuse-ext-identifier' | 'refuse-tr-reg-number';
  /** `slTransactionType` of a posted line that named none. Default null, as on rounding rows. */
  readonly importedType: 'null' | 'PAYMENT';
  /** Import rows stay readable after they were posted. Default true. */
  readonly postedImportRowsKept: boolean;
  /** The rest of an overpayment stays on the payment's row, or makes the invoice's row negative. Default `payment`. */
  readonly overpaymentOn: 'payment' | 'invoice';
  /** Currency of `invoiceRemaining` on rows in a foreign currency. Default `invoice`. */
  readonly remainingCurrency: 'invoice' | 'entity';
  /** Form of `extensions.resetAt`. Default `local`, like every other date-time. */
  readonly resetAt: 'local' | 'offset' | 'absent';
  /** Refused requests count in the burst window too. Default false. */
  readonly refusedCountInBurst: boolean;
  /** A server's failure: HTTP 500 with `errors`, or 200 with `Your query timed out.`. Default `http-500`. */
  readonly serverError: 'http-500' | 'timed-out-200';
  /** AR filters that no public client sends: `dueDate_lt`, `dueDate_lte`, `extIdentifier`, `ownerDbId_in`. Default false. */
  readonly moreFilters: boolean;
  /** Import nodes take `entity` (2026) beside the older `owner`. Default true. */
  readonly entityInput: boolean;
  /** `arTransactionsMutated` exists. Default false. */
  readonly arSubscription: boolean;
  /** Who may fetch an invoice's file: whoever has the address, or only with the token. Default `address`. */
  readonly fileAccess: 'address' | 'token';
}

export const XLEDGER_DEFAULTS: XledgerUnverified = {
  errorHttpStatus: 200,
  badTokenStatus: 200,
  revokedToken: 'as-unknown',
  missingScope: 'refused',
  ownerSetDefault: 'CURRENT',
  overRowsMax: 'refuse',
  emptyList: 'edges-null',
  rowOrder: 'dbId',
  unmatchedId: 'zero',
  expiredCursor: 'gap',
  deltaOnMatch: false,
  batchAtomic: true,
  autoMatchOnImport: 'none',
  repeatedImportKey: 'accept',
  importedType: 'null',
  postedImportRowsKept: true,
  overpaymentOn: 'payment',
  remainingCurrency: 'invoice',
  resetAt: 'local',
  refusedCountInBurst: false,
  serverError: 'http-500',
  moreFilters: false,
  entityInput: true,
  arSubscription: false,
  fileAccess: 'address',
};
