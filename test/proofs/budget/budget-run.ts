import {
  type BudgetRule,
  type CallBudget,
  createTransport,
  type LedgerSession,
  type Cursor,
  MemoryTokenStore,
  OutcomeUnknownError,
  type PullRequest,
  RetryableLedgerError,
  type Transport,
  type WriteBack,
  type WriteBackBaseline,
  type WriteBackInstruction,
  type WriteBackKey,
} from '@app/connectors';
import {
  addDays,
  type Country,
  type LedgerItemId,
  type LedgerPosting,
  localDateAt,
  money,
  type OpenItem,
} from '@app/domain';
import { JointCallBudget } from '../../../apps/hub/src/connections/joint-call-budget.js';
import type { Database } from '../../../apps/hub/src/database/database.js';
import { TEST_NOW } from '../../support/clock.js';
import type { LedgerOptions, LedgerToProve, LedgerUnderProof } from '../../support/conformance-ledgers.js';
import { deskSession } from '../../support/ledger-desk.js';
import { VirtualTime } from '../../support/virtual-time.js';
import { type BudgetFigures, creditsUsed, shareOf } from './budget-figures.js';
import { measureVendorLimit, type VendorLimit } from './vendor-limit.js';

const PROCESSES = 2;
const DEBTORS = 100;
const WORKERS_PER_PROCESS = 4;
/** How long a vendor takes to answer, in virtual time. */
const LATENCY_MS = 80;
const PAGE_SIZE_MAX = 100;
const PAGES_MAX = 10_000;
const ATTEMPTS_MAX = 100;

/**
 * Two hub processes, as far as calls to a ledger go: each its own shared budget over the one table. The first pulls
 * everything once while both post. Vendor and budget live in the same virtual time.
 */
export async function runBudget(
  under: LedgerUnderProof,
  databases: readonly Database[],
  postingsMin: number,
  options: LedgerOptions = {},
): Promise<BudgetFigures> {
  const limit = await measureVendorLimit(under);
  // A posting takes some ten calls or more: a quarter as many postings as calls fill a few windows.
  const postings = Math.max(postingsMin, Math.ceil(limit.callsMax / 4));
  const time = new VirtualTime(new Date(TEST_NOW));
  const ledger = await under.create({ clock: time, ...options });
  const run = new BudgetRun(under, ledger, time, databases);
  try {
    return await run.play(limit, postings);
  } finally {
    await ledger.stop();
  }
}

class BudgetRun {
  readonly #tokens = new MemoryTokenStore();
  readonly #transport = createTransport();
  /** Instants of the calls that passed, by the rule's key. */
  readonly #calls = new Map<string, number[]>();
  #tooFast = 0;
  #country: Country = 'NO';

  constructor(
    private readonly under: LedgerUnderProof,
    private readonly ledger: LedgerToProve,
    private readonly time: VirtualTime,
    private readonly databases: readonly Database[],
  ) {
    this.#country = under.definition.countries[0] ?? this.#country;
  }

  async play(limit: VendorLimit, postings: number): Promise<BudgetFigures> {
    const invoicedOn = addDays(localDateAt(this.time.now(), this.#country), -50);
    const ids = Array.from({ length: postings }, (_, place) =>
      this.ledger.addInvoice({ amount: '1000.00', invoicedOn, debtor: place % DEBTORS }),
    );
    const sessions = Array.from({ length: PROCESSES }, (_, place) => this.#session(place));
    const [first] = sessions;
    if (!first) throw new Error('There is no process.');
    // Signing in and choosing the account are over before the race begins.
    const target = (await first.writeBack?.targets())?.find(({ proposed }) => proposed)?.target;
    if (!target) throw new Error('The ledger proposes no target.');
    await this.time.sleep(60_000);
    this.#calls.clear();
    const startedAtMs = this.time.nowMs();
    const queue = [...ids];
    const workers = sessions.flatMap((session) =>
      Array.from({ length: WORKERS_PER_PROCESS }, () => this.#post(session, queue, target)),
    );
    const [pulled] = await Promise.all([this.#pullAll(first), ...workers]);
    // A call that costs credits is counted under a second key.
    const [instants = []] = [...this.#calls]
      .filter(([key]) => !key.includes(':credits:'))
      .map(([, at]) => at)
      .sort((a, b) => b.length - a.length);
    const { allowance } = this.ledger;
    return {
      limit,
      ...(allowance ? { credits: creditsUsed(allowance, startedAtMs, this.time.nowMs()) } : {}),
      ordered: postings,
      processes: PROCESSES,
      calls: instants.length,
      share: shareOf(limit, instants, startedAtMs),
      pulled,
      postings: ids.filter((id) => this.ledger.paymentsOf(id) === 1).length,
      tooFast: Math.max(this.#tooFast, this.ledger.tooFast()),
      seconds: (this.time.nowMs() - startedAtMs) / 1000,
    };
  }

  #session(place: number): LedgerSession {
    const database = this.databases[place];
    if (!database) throw new Error('Each process has a database pool of its own.');
    const { time } = this;
    const asOperator: Database['asOperator'] = (work) => time.working(() => database.asOperator(work));
    const shared = new JointCallBudget({ asOperator }, time.sleep, {
      monotonicMs: time.nowMs,
      sharedNowMs: time.nowMs,
    });
    return deskSession(this.under.definition, this.ledger, {
      transport: this.#slow,
      clock: time,
      tokens: this.#tokens,
      budget: this.#counted(shared),
      sleep: time.sleep,
    });
  }

  readonly #slow: Transport = async (request) => {
    const answer = await this.time.working(() => this.#transport(request));
    await this.time.sleep(LATENCY_MS);
    return answer;
  };

  /** Counts what passes by key. A pause follows every refusal as too fast, and nothing else. */
  #counted(budget: CallBudget): CallBudget {
    return {
      acquire: async (rule, signal, cost) => {
        await budget.acquire(rule, signal, cost);
        const instants = this.#calls.get(rule.key) ?? [];
        instants.push(this.time.nowMs());
        this.#calls.set(rule.key, instants);
      },
      correct: (rule, more) => budget.correct(rule, more),
      observe: (rule, reading) => budget.observe(rule, reading),
      pause: (rule: BudgetRule, ms) => {
        this.#tooFast += 1;
        budget.pause(rule, ms);
      },
    };
  }

  async #pullAll(session: LedgerSession): Promise<number> {
    const invoicedFrom = addDays(localDateAt(this.time.now(), this.#country), -400);
    const pageSize = Math.min(PAGE_SIZE_MAX, this.under.definition.limits.pageSizeMax);
    const seen = new Set<string>();
    let cursor: Cursor | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const request: PullRequest = { pageSize, invoicedFrom, ...(cursor ? { cursor } : {}) };
      const answer = await this.#patiently(() => session.pullOpenItems(request));
      for (const { ledgerItemId } of answer.items) seen.add(ledgerItemId);
      cursor = answer.nextCursor;
      if (!answer.hasMore) return seen.size;
    }
    throw new Error(`The pull did not end within ${PAGES_MAX} pages.`);
  }

  async #post(session: LedgerSession, queue: string[], target: object): Promise<void> {
    const { writeBack } = session;
    if (!writeBack) throw new Error('The connector has no write-back.');
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const { found } = await this.#patiently(() => session.readItems([id as LedgerItemId]));
      const [item] = found;
      if (!item) throw new Error('The ledger does not show its own invoice.');
      await this.#book(writeBack, this.#instruction(item, target));
    }
  }

  async #book(writeBack: WriteBack, instruction: WriteBackInstruction): Promise<void> {
    const baseline = await this.#patiently(() => writeBack.prepare(instruction));
    const posting = await this.#posted(writeBack, instruction, baseline);
    await this.#patiently(() => writeBack.verify(instruction, posting));
  }

  /** Where the ledger books later, it is asked for the posting once it has. */
  async #posted(
    writeBack: WriteBack,
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
  ): Promise<LedgerPosting> {
    try {
      return await this.#patiently(() => writeBack.post(instruction, baseline));
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError) || !this.ledger.completeBookings) throw error;
    }
    this.ledger.completeBookings();
    const found = await this.#patiently(() => writeBack.find(instruction, baseline));
    if (found.outcome !== 'posted') throw new Error(`The ledger has booked, and find says ${found.outcome}.`);
    return found.posting;
  }

  /** As a job does it: gives the slot away while the budget is used up, and comes back. */
  async #patiently<T>(call: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof RetryableLedgerError) || attempt === ATTEMPTS_MAX) throw error;
        await this.time.sleep(error.retryAfterMs);
      }
    }
  }

  #instruction(item: OpenItem, target: object): WriteBackInstruction {
    const amount = money(40_000n, item.original.currency);
    return {
      key: `budget-${item.ledgerItemId}` as WriteBackKey,
      kind: 'payment',
      ledgerItemId: item.ledgerItemId,
      ledgerDebtorId: item.ledgerDebtorId,
      invoiceNumber: item.invoiceNumber,
      invoicedOn: item.invoicedOn,
      amount,
      amountInBooks: amount,
      bookOn: localDateAt(this.time.now(), this.#country),
      text: 'Case KH-1',
      target: target as WriteBackInstruction['target'],
    };
  }
}
