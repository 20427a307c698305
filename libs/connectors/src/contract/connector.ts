import type { Country, Currency, LedgerCompanyKey, LedgerItemId, OpenItem } from '@app/domain';
import type { CaseStatusChannel } from './case-status.js';
import type { ChangesPage, ChangesRequest, ItemReadings } from './changes.js';
import type { Page, PullRequest } from './page.js';
import type { PreflightFinding } from './preflight.js';
import type { InteractiveSignIn } from './sign-in.js';
import type { BudgetRule, ConnectorTools } from './tools.js';
import type { WakeUps } from './wake-ups.js';
import type { WriteBack, WriteBackTarget } from './write-back.js';

/**
 * What a ledger can do beyond signing in and a full pull. The hub plans from this list; it never probes by trial.
 * - `company-list`: one grant reaches several companies, and the ledger can name them
 * - `incremental-pull`: a pull with a cursor reads less than everything
 * - `changes-by-item`: changes are found by reading the tracked items again (`ChangesRequest.items`)
 * - `change-feed`: changes come from a feed of the ledger's own (`ChangesRequest.cursor`)
 * - `invoice-document`, `write-back`, `case-status`: the session has the part of that name
 * - `write-back-lines`: interest and fees are booked in one posting with the payment (`WriteBackInstruction.lines`)
 * - `currency-difference`: payments on items in a foreign currency are booked, and the ledger itself books the difference
 *   to the books' amount, on accounts of its own settings
 */
export const CAPABILITIES = [
  'company-list',
  'incremental-pull',
  'changes-by-item',
  'change-feed',
  'invoice-document',
  'write-back',
  'write-back-lines',
  'currency-difference',
  'case-status',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

export type ConnectorKey = string & { readonly __brand: 'ConnectorKey' };

/** @throws Error when the key is not lower-case words joined by hyphens */
export function connectorKey(text: string): ConnectorKey {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text)) throw new Error(`"${text}" is not a connector key.`);
  return text as ConnectorKey;
}

/** A base address that the environment may replace: vendor test hosts, the sandbox, contract tests. */
export interface BaseAddress {
  /** Name of the environment variable, for example `TRIPLETEX_API_URL`. */
  readonly variable: string;
  readonly standard: string;
}

/** One ERP, described. The hub opens no other file of the connector's folder. */
export interface ConnectorDefinition<S extends object = object> {
  /** Stored on every connection; never renamed, never reused. Example: `poweroffice-go`. */
  readonly key: ConnectorKey;
  readonly displayName: string;
  readonly countries: readonly Country[];
  readonly capabilities: readonly Capability[];
  /** class-validator class with `@Setting` on every field: checks a new grant and draws the portal's form. */
  readonly settings: new () => S;
  readonly addresses: readonly BaseAddress[];
  readonly limits: ConnectorLimits;
  /** Present where a person signs in at the vendor; without it the settings are all that is needed. */
  readonly signIn?: InteractiveSignIn<S>;
  /** Present where the vendor announces changes: they are then pulled earlier than the next poll. */
  readonly wakeUps?: WakeUps<S>;
  /** What the vendor permits in a window of time, as the grant's calls are counted: for people to see. */
  callBudget?(settings: S, tools: Pick<ConnectorTools, 'address'>): BudgetRule;
  /** Builds a grant from checked settings. Sends nothing. */
  openGrant(settings: S, tools: ConnectorTools): LedgerGrant;
}

export interface ConnectorLimits {
  readonly pageSizeMax: number;
  /** Most ids in one `readItems` call or one `ChangesRequest.items`. */
  readonly itemsPerReadMax: number;
  readonly requestTimeoutMs: number;
  /** Longer than for reads, so that fewer outcomes are unknown. */
  readonly writeTimeoutMs: number;
}

/** What a login or key gives access to: one company, or all the client companies of an accountant. */
export interface LedgerGrant {
  /**
   * Every company the grant reaches, by name. A grant for one company lists that one.
   * @throws ConnectionBlockedError, RetryableLedgerError
   */
  listCompanies(signal?: AbortSignal): Promise<readonly LedgerCompany[]>;
  /** A session in one of them. Sends nothing. */
  openCompany(company: LedgerCompanyKey): LedgerSession;
}

export interface LedgerCompany {
  readonly key: LedgerCompanyKey;
  readonly name: string;
  /** Digits only; absent when the ledger holds none. */
  readonly organisationNumber?: string;
}

export interface LedgerIdentity extends LedgerCompany {
  readonly country: Country;
  /** The currency the books are kept in. */
  readonly currency: Currency;
}

/** One company's books. Every method throws only the errors of this contract (`errors.ts`). */
export interface LedgerSession {
  /**
   * Proves the credentials with one cheap read and says whose ledger this is.
   * @throws ConnectionBlockedError the creditor must act: key revoked, scope missing, company closed
   */
  identify(signal?: AbortSignal): Promise<LedgerIdentity>;
  /**
   * Everything a person must mend before the first hand-over or posting, each with its remedy; empty when all is well.
   * `target` is the chosen write-back target, when one is chosen already: it is checked too.
   */
  preflight(target?: WriteBackTarget, signal?: AbortSignal): Promise<readonly PreflightFinding[]>;
  /**
   * Pulls one page. No cursor begins a full pull of everything open today; the last page's cursor begins the next
   * incremental pull, its own boundary included: an item may come twice, none is missed.
   * @throws RetryableLedgerError      the same page again after `retryAfterMs`
   * @throws CursorExpiredError        forget the cursor and start a full pull
   * @throws LedgerContradictionError  the ledger repeats itself or ignores a filter; the run stops
   */
  pullOpenItems(request: PullRequest): Promise<Page<OpenItem>>;
  /**
   * What the ledger says about items since the cursor, or about the items named: paid, credited, written off,
   * reversed, reopened. Reading the same stretch twice gives the same movements with the same ids.
   */
  settlementChanges(request: ChangesRequest): Promise<ChangesPage>;
  /** The truth of the moment about the items named; asked before every hand-over and after every posting. */
  readItems(ids: readonly LedgerItemId[], signal?: AbortSignal): Promise<ItemReadings>;
  /** The invoice as the debtor got it, read without side effects. Present exactly with the capability. */
  invoiceDocument?(id: LedgerItemId, signal?: AbortSignal): Promise<InvoiceDocument | undefined>;
  /** Present exactly when `write-back` is among the capabilities. */
  readonly writeBack?: WriteBack;
  /** Present exactly when `case-status` is among the capabilities. */
  readonly caseStatus?: CaseStatusChannel;
}

export interface InvoiceDocument {
  readonly contentType: 'application/pdf';
  readonly fileName: string;
  readonly bytes: Uint8Array;
}
