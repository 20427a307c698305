import { expect } from '@jest/globals';
import type { JsonObject, LedgerCompanyKey, LedgerItemId, LocalDate, OpenItem } from '@app/domain';
import { addDays, localDateAt } from '@app/domain';
import {
  type ChangesPage,
  type ConnectorDefinition,
  type ConnectorTools,
  type Cursor,
  type LedgerGrant,
  type LedgerSession,
  type Page,
  RetryableLedgerError,
  type StoredToken,
  type Transport,
} from '../contract/index.js';
import { checkSettings, createTransport, MemoryCallBudget, MemoryTokenStore } from '../kit/index.js';
import type { ConformanceFault, ConformanceLedger, FaultOrder } from './conformance-ledger.js';

/** How long the suite's client waits for an answer: long on a busy machine, short where slowness is the test. */
const PATIENCE_MS = 10_000;
const PATIENCE_WITH_SLOW_MS = 60;
const SLOW: readonly ConformanceFault[] = ['slow-answer', 'late-landing'];
const PAGES_MAX = 500;

/** Opens a connector against a pretend ledger and remembers all that it says. */
export class Bench {
  readonly tokens: MemoryTokenStore;
  /** Log lines and error messages, to be searched for what must not be there. */
  readonly said: string[] = [];
  readonly #seenTokens = new Set<string>();
  readonly #transport = createTransport();
  readonly #sleep = (ms: number): Promise<void> => Promise.resolve(this.ledger.advanceMs(ms));
  /** One for all sessions, as the hub's: the vendor counts them together. */
  readonly #budget: MemoryCallBudget;
  #patienceMs = PATIENCE_MS;

  constructor(
    readonly definition: ConnectorDefinition,
    readonly ledger: ConformanceLedger,
  ) {
    this.tokens = new MemoryTokenStore(ledger.tokens);
    this.#budget = new MemoryCallBudget(ledger.clock, this.#sleep);
  }

  grant(settings: unknown = this.ledger.settings): LedgerGrant {
    const check = checkSettings(this.definition, settings);
    if (!check.ok) throw new Error(`The simulator's settings are refused: ${JSON.stringify(check.problems)}`);
    return this.definition.openGrant(check.settings, this.#tools());
  }

  session(settings?: unknown): LedgerSession {
    return this.grant(settings).openCompany(this.ledger.company.key as LedgerCompanyKey);
  }

  get today(): LocalDate {
    return localDateAt(this.ledger.clock.now(), this.definition.countries[0] ?? 'NO');
  }

  daysAgo(days: number): LocalDate {
    return addDays(this.today, -days);
  }

  /** Pulls to the end. Fails when the connector does not come to one. */
  async pullAll(
    session: LedgerSession,
    options: { readonly cursor?: Cursor; readonly pageSize?: number } = {},
  ): Promise<Pulled> {
    const pages: Page<OpenItem>[] = [];
    let cursor = options.cursor;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const next = await session.pullOpenItems({
        pageSize: options.pageSize ?? 5,
        invoicedFrom: this.daysAgo(400),
        ...(cursor ? { cursor: roundTrip(cursor) } : {}),
      });
      pages.push(next);
      cursor = next.nextCursor;
      if (!next.hasMore) return { pages, items: pages.flatMap(({ items }) => items), cursor };
    }
    throw new Error(`The pull did not end within ${PAGES_MAX} pages.`);
  }

  async changes(session: LedgerSession, ids: readonly string[], cursor?: Cursor): Promise<ChangesPage> {
    const byItem = this.definition.capabilities.includes('changes-by-item');
    return session.settlementChanges({
      pageSize: 100,
      ...(byItem ? { items: ids as readonly LedgerItemId[] } : {}),
      ...(!byItem && cursor ? { cursor } : {}),
    });
  }

  install(order: FaultOrder): void {
    if (SLOW.includes(order.fault)) this.#patienceMs = PATIENCE_WITH_SLOW_MS;
    this.ledger.install(order);
  }

  /** Ends all mischief, and waits for writes that are still on their way. */
  async calm(): Promise<void> {
    this.ledger.clearFaults();
    await this.ledger.idle();
    this.#patienceMs = PATIENCE_MS;
  }

  /** Lets as much time pass as an error asks for, as the hub does before it calls again. */
  waitAsAsked(error: Error | undefined): void {
    if (error instanceof RetryableLedgerError) this.ledger.advanceMs(error.retryAfterMs);
  }

  /** The error that a call ends with, its words remembered; undefined when it succeeds. */
  async errorOf(call: Promise<unknown>): Promise<Error | undefined> {
    try {
      await call;
      return undefined;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.said.push(...wordsOf(error));
      return error;
    }
  }

  /** Nothing secret and nobody's name may have been said. */
  assertDiscreet(): void {
    const everything = this.said.join('\n');
    const secrets = [...Object.values(this.ledger.settings), ...this.#seenTokens].filter(
      ({ length }) => length > 7,
    );
    for (const secret of secrets) expect(everything.includes(secret)).toBe(false);
    for (const personal of this.ledger.personalData) {
      if (everything.includes(personal)) throw new Error(`Personal data was said: ${personal}`);
    }
  }

  #tools(): ConnectorTools {
    const { clock } = this.ledger;
    const patient: Transport = (request) =>
      this.#transport({ ...request, timeoutMs: Math.min(request.timeoutMs, this.#patienceMs) });
    const log = (message: string, facts?: object): void =>
      void this.said.push(`${message} ${JSON.stringify(facts ?? {})}`);
    return {
      transport: patient,
      clock,
      tokens: {
        read: async (name) => this.#noticed(await this.tokens.read(name)),
        renew: async (name, seen, make) =>
          this.#noticed(await this.tokens.renew(name, seen, make)) as StoredToken,
      },
      budget: this.#budget,
      log: { debug: log, warn: log },
      address: (variable) => this.ledger.addresses[variable] ?? 'http://127.0.0.1:9/',
      sleep: this.#sleep,
    };
  }

  #noticed(token: StoredToken | undefined): StoredToken | undefined {
    for (const value of Object.values(token?.value ?? {}))
      if (typeof value === 'string') this.#seenTokens.add(value);
    return token;
  }
}

export interface Pulled {
  readonly pages: readonly Page<OpenItem>[];
  readonly items: readonly OpenItem[];
  readonly cursor: Cursor;
}

/** A cursor is stored as JSON between pages; what does not survive that is no cursor. */
export function roundTrip(cursor: Cursor): Cursor {
  return JSON.parse(JSON.stringify(cursor)) as { version: number; state: JsonObject };
}

function wordsOf(error: Error): string[] {
  const words = [error.name, error.message, error.stack ?? ''];
  if ('remedy' in error) words.push(String(error.remedy));
  return error.cause instanceof Error ? [...words, ...wordsOf(error.cause)] : words;
}
