import type { Clock, JsonObject, LocalDate } from '@app/domain';

/** Ways in which every pretend ledger can misbehave, in no vendor's words. */
export const CONFORMANCE_FAULTS = [
  'too-fast',
  'too-fast-without-header',
  'server-error',
  'bad-gateway',
  'connection-reset',
  'html-with-200',
  'error-in-200',
  /** Carried out, then a server error. */
  'server-error-after-commit',
  /** Carried out, then the connection breaks. */
  'answer-lost',
  /** Carried out; the answer breaks off in the middle. */
  'answer-cut-off',
  /** Longer than the client waits; carried out. */
  'slow-answer',
  /** Carried out only after the client has given up. */
  'late-landing',
  /** Short-lived tokens end. */
  'session-revoked',
] as const;
export type ConformanceFault = (typeof CONFORMANCE_FAULTS)[number];

export interface FaultOrder {
  readonly fault: ConformanceFault;
  /** `any` request but signing in, or the one that books. */
  readonly on: 'any' | 'write';
  /** `Infinity` for as long as it stands. */
  readonly times: number;
}

export interface NewInvoice {
  /** Decimal text, tax included. */
  readonly amount: string;
  readonly invoicedOn: LocalDate;
  readonly dueOn?: LocalDate;
  /** Which of the company's customers, from 0; each but the first is made when it is first named. Default 0. */
  readonly debtor?: number;
}

export type Malformation = 'missing-due-date' | 'missing-debtor' | 'malformed-amount';

export interface ConformanceCompany {
  readonly key: string;
  readonly name: string;
  readonly organisationNumber: string;
}

export const CONFORMANCE_OBSTACLES = ['period-closed', 'invoice-locked'] as const;
export type ConformanceObstacle = (typeof CONFORMANCE_OBSTACLES)[number];

export interface Obstacle {
  /** The contract's code for it; a ledger that only passes its own words on has one for that. */
  readonly code: string;
  /** For a booking on the item on the day. */
  put(itemId: string, on: LocalDate): void;
  /** As the accountant does. */
  remove(itemId: string, on: LocalDate): void;
  /** The first open day that the ledger tells; absent where it tells none. */
  opensOn?(on: LocalDate): LocalDate;
}

/** What a vendor's simulator offers the suite: a grant, one company's bookkeeper, mischief, and the truth of the books. */
export interface ConformanceLedger {
  readonly addresses: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
  /** Tokens that signing in gave, by name, where the settings alone open nothing. */
  readonly tokens?: Readonly<Record<string, JsonObject>>;
  /** Settings of the right shape that the ledger refuses. */
  readonly wrongSettings: Readonly<Record<string, string>>;
  readonly company: ConformanceCompany;
  /** All that the grant reaches, `company` among them. */
  readonly companies: readonly ConformanceCompany[];
  /** The simulator's clock, and the connector's. */
  readonly clock: Clock;
  advanceMs(ms: number): void;

  /** Requests that the vendor asks for each item beyond a batch's own, where it lists none by id. Default 0. */
  readonly requestsPerItem?: number;

  /**
   * How long the client waits where slowness is the test, for a ledger that needs several calls to book: each of them must
   * be let through on a busy machine. Shorter than the ledger's own slowness. Default 60.
   */
  readonly patienceWithSlowMs?: number;

  /** Names, e-mail addresses and streets of the debtors: must never be seen in an error or a log. */
  readonly personalData: readonly string[];
  /** Answers the item's id as the connector gives it. */
  addInvoice(invoice: NewInvoice): string;
  addMalformedInvoice(malformation: Malformation): string;
  pay(itemId: string, amount: string): void;
  /** The whole, or a part. */
  credit(itemId: string, amount?: string): void;
  reverseNewestPayment(itemId: string): void;
  removeInvoice(itemId: string): void;
  /**
   * At the next request neighbours in the ledger's order of change get one timestamp. Only where standing still is not
   * enough for it, because the ledger's timestamps are finer than its clock.
   */
  equalTimestamps?(): void;

  /** Where the vendor limits what calls cost by the clock hour, besides their number, and the settings tell how much. */
  readonly allowance?: {
    readonly creditsPerHour: number;
    /** What was used in the clock hour of an instant, as the vendor counts it. */
    creditsIn(ms: number): number;
  };

  /**
   * For a ledger that takes bookings in and posts them later: carries out what is left of every booking taken in, the
   * posting and whatever a person does for it to count on the item. A ledger that books at once has none.
   */
  completeBookings?(): void;

  /** Where the ledger leaves postings of ours open beside what they are about: a person matches them. */
  matchByHand?(): void;

  /** The general ledger behind the capability `write-back-lines`, by the accounts' numbers. */
  readonly generalLedger?: {
    /** Sum of all entries on the account: decimal text, debit positive. */
    balanceOf(account: string): string;
    /** Takes the account out of use. */
    closeAccount(account: string): void;
  };

  /** What can stand in the way of a booking, where the vendor tells it, by the names of the table in `obstacle-checks.ts`. */
  readonly obstacles?: Readonly<Partial<Record<ConformanceObstacle, Obstacle>>>;

  /** Payments in force on the item, whoever booked them: what "never twice" is counted by. */
  paymentsOf(itemId: string): number;
  /** Decimal text with two decimals. */
  outstandingOf(itemId: string): string;
  /** Something that a person must mend before bookings, and its undoing. */
  breakWriteBack(): void;

  /**
   * Whether a request is the one that books, by its body, for a connector that reads in the same breath: only it is then
   * hurried where slow writes are the test. Default every request.
   */
  isBooking?(body: string): boolean;
  install(order: FaultOrder): void;
  clearFaults(): void;
  /** Requests received so far. */
  requests(): number;
  /** Sign-ins and renewals so far. */
  signIns(): number;
  /** Requests refused as too fast that no fault asked for. */
  tooFast(): number;
  revokeSessions(): void;
  revokeCredentials(): void;
  /** Resolves when nothing is being worked on, also no write whose client has gone. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}
