import type { Clock, JsonObject } from '@app/domain';

/** What the hub (or the workbench, or a test) lends a connector. */
export interface ConnectorTools {
  /** Sends a request as it is and answers with what came back. Errors are sorted in the kit, on top of this. */
  readonly transport: Transport;
  readonly clock: Clock;
  /** This grant's renewable tokens, sealed at rest and shared by all processes. */
  readonly tokens: TokenStore;
  /** Counts calls against the vendor's limits, over all processes that share the grant. */
  readonly budget: CallBudget;
  readonly log: ConnectorLog;
  /** Value of a base address of the definition: the environment's, or the standard one. */
  address(variable: string): string;
  /** Waits, unless the signal ends it early. Tests lend one that moves their clock. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** @throws TransportError when no whole answer came */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/** No whole answer came. `sent` is false only when it is certain that the request never left. */
export class TransportError extends Error {
  readonly code: string | undefined;

  constructor(
    message: string,
    readonly sent: boolean,
    options?: ErrorOptions & {
      /** The system's, where there is one. Example: `ECONNREFUSED`. */
      readonly code?: string;
    },
  ) {
    super(message, options);
    this.name = 'TransportError';
    this.code = options?.code;
  }
}

export interface StoredToken {
  readonly value: JsonObject;
  /** Rises with every renewal; tells whether somebody else has renewed meanwhile. */
  readonly version: number;
}

export interface TokenStore {
  read(name: string): Promise<StoredToken | undefined>;
  /**
   * Renews once, whoever asks: holds the renewal for all processes while `make` runs, and saves what it returns before
   * anybody gets it. When the stored version is no longer `seenVersion`, `make` is not called and the stored token is
   * returned. No database transaction is open while `make` runs.
   */
  renew(name: string, seenVersion: number | undefined, make: () => Promise<JsonObject>): Promise<StoredToken>;
}

/** One vendor rule: so many calls in so long, for everything that shares `key`. */
export interface BudgetRule {
  /** What shares the budget, without secrets in it. Example: `tripletex:employee-token:4712`. */
  readonly key: string;
  /** Calls, or what they cost together where the vendor limits that. */
  readonly callsMax: number;
  readonly windowMs: number;
}

/** What an answer's headers told about the budget. */
export interface BudgetReading {
  readonly callsMax?: number;
  readonly remaining?: number;
  readonly resetMs?: number;
}

export interface CallBudget {
  /**
   * Waits until a call is allowed and counts it: as one, or as `cost` where the rule limits what calls cost.
   * @throws RetryableLedgerError when the wait would be longer than the holder of the budget is ready to wait
   */
  acquire(rule: BudgetRule, signal?: AbortSignal, cost?: number): Promise<void>;
  /** A call that was counted cost more than was acquired for it, or less (negative): known when its answer is there. */
  correct(rule: BudgetRule, more: number): void;
  /** Tells what the vendor says is left; the vendor's count outranks ours. */
  observe(rule: BudgetRule, reading: BudgetReading): void;
  /** The vendor refused a call as too fast: nobody calls for `pauseMs`. */
  pause(rule: BudgetRule, pauseMs: number): void;
}

/** Facts for the log; values pass redaction before they are written. */
export interface ConnectorLog {
  debug(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  warn(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
}
