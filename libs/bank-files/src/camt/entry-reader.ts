import type { Currency } from '@app/domain';
import type { BankFileEvent, SetAside } from '../events.js';
import { REPEATS_MAX } from '../limits.js';
import type { AccountReport, BankAccount, BankEntry, Direction } from '../model.js';
import type { ReadOptions } from '../piece-reader.js';
import { RecordProblem } from '../record-problem.js';
import { Tally } from '../tally.js';
import { Draft } from './draft.js';
import { referencesOf } from './references.js';
import {
  countable,
  type EntryFacts,
  entryFacts,
  payerOf,
  toTransaction,
  transactionAmount,
  type TransactionDraft,
} from './to-transaction.js';
import { amountIn, directionIn } from './values.js';
import type { XmlWalk } from './xml-walk.js';

/** What entries need of the report that they stand in, and where their events go. */
export interface EntryContext {
  readonly head: () => {
    readonly report: AccountReport;
    readonly currency: Currency | undefined;
    readonly all: Tally;
    readonly booked: Tally;
  };
  readonly put: (event: BankFileEvent) => void;
}

interface OpenTransaction extends TransactionDraft {
  readonly structured: Draft[];
  end: number;
}

/**
 * One `Ntry` after the other. A transaction is handed out when the next one begins: only then is it known whether the
 * entry's amount is its own. An entry whose own facts cannot be read is set aside whole.
 */
export class EntryReader {
  entry: Draft | undefined;
  transaction: OpenTransaction | undefined;
  /** Of the report so far. */
  transactions = 0;
  setAside = 0;
  /** Of the report's first readable entry. */
  currency: Currency | undefined;
  private index = 0;
  private held: OpenTransaction | undefined;
  private parts = 0;
  private handedOut = 0;
  private aside = 0;
  private bankEntry: BankEntry | undefined;
  private facts: EntryFacts | RecordProblem | undefined;
  private tally = new Tally();

  constructor(
    private readonly walk: XmlWalk,
    private readonly options: ReadOptions,
    private readonly context: EntryContext,
  ) {}

  /** A new report. */
  begin(): void {
    this.transactions = 0;
    this.setAside = 0;
    this.index = 0;
    this.currency = undefined;
  }

  openEntry(): void {
    this.context.head();
    this.entry = this.walk.draft();
    this.walk.keepFrom = this.entry.start;
    this.index += 1;
    this.parts = 0;
    this.facts = undefined;
    this.held = undefined;
    this.tally = new Tally();
    this.handedOut = 0;
    this.aside = 0;
    this.bankEntry = undefined;
  }

  openTransaction(): void {
    this.parts += 1;
    this.readFacts();
    this.handOut(false);
    const fields = this.walk.draft();
    this.transaction = { fields, structured: [], end: fields.start };
    if (!(this.facts instanceof RecordProblem)) this.walk.keepFrom = fields.start;
  }

  openStructured(): void {
    const { transaction } = this;
    if (!transaction) return;
    if (transaction.structured.length >= REPEATS_MAX) transaction.fields.note('too-long', 'RmtInf/Strd');
    else transaction.structured.push(this.walk.draft());
  }

  closeTransaction(): void {
    const { transaction } = this;
    if (!transaction) return;
    transaction.end = this.walk.tagEnd;
    this.held = transaction;
    this.transaction = undefined;
  }

  closeEntry(): void {
    const { entry } = this;
    if (!entry) return;
    const facts = this.readFacts();
    if (!(facts instanceof RecordProblem)) {
      if (this.parts === 0) this.held = this.whole(entry);
      this.handOut(true);
      this.endEntry(entry, facts);
    }
    this.count(entry, facts);
    this.entry = undefined;
    this.walk.keepFrom = undefined;
  }

  /** An entry without details is its own single transaction. */
  private whole(entry: Draft): OpenTransaction {
    return { fields: new Draft(entry.line, entry.start), structured: [], end: this.walk.tagEnd };
  }

  private readFacts(): EntryFacts | RecordProblem {
    const { entry } = this;
    if (this.facts || !entry) return this.facts ?? new RecordProblem('record-malformed', 'Ntry');
    try {
      const facts = entryFacts(entry, this.context.head().currency);
      this.currency ??= facts.amount.currency;
      this.facts = facts;
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error;
      this.facts = error;
    }
    return this.facts;
  }

  private handOut(isEnd: boolean): void {
    const { held, facts } = this;
    this.held = undefined;
    if (!held || !facts || facts instanceof RecordProblem) return;
    const isOnly = isEnd && this.parts <= 1;
    const amount = countable(() => transactionAmount(held.fields, facts, isOnly));
    const direction = countable(() => directionIn(held.fields, 'CdtDbtInd') ?? facts.direction);
    this.tally.add(amount, direction);
    try {
      const transaction = toTransaction(held, {
        report: this.context.head().report,
        entry: this.entryOf(facts),
        facts,
        isOnly,
        today: this.options.today,
        line: held.fields.line,
        entryTexts: this.entry?.all('AddtlNtryInf') ?? [],
      });
      this.handedOut += 1;
      this.context.put({ type: 'transaction', transaction });
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error;
      this.aside += 1;
      this.putAside(held.fields, held.end, error, shown(held, this.context.head().report.account, direction));
    }
  }

  private putAside(
    draft: Draft,
    end: number,
    { reason, field }: RecordProblem,
    readable: SetAside['readable'],
  ): void {
    const { text, isCut } = this.walk.raw.between(draft.start, end);
    this.context.put({
      type: 'set-aside',
      record: {
        place: { line: draft.line },
        report: this.context.head().report.index,
        reason,
        ...(field !== undefined && { field }),
        rawText: text.trimStart(),
        isRawTextCut: isCut,
        readable,
      },
    });
  }

  /** What the report's sums count. Only what is booked moves the balance. */
  private count(entry: Draft, facts: EntryFacts | RecordProblem): void {
    const { all, booked } = this.context.head();
    const amount = countable(() => amountIn(entry, 'Amt'));
    const direction = countable(() => directionIn(entry, 'CdtDbtInd'));
    all.add(amount, direction);
    if (!(facts instanceof RecordProblem && facts.reason === 'not-booked')) booked.add(amount, direction);
    if (facts instanceof RecordProblem) {
      this.aside += 1;
      this.putAside(entry, this.walk.tagEnd, facts, {
        ...(amount && { amount }),
        ...(direction && { direction }),
      });
    }
    this.transactions += this.handedOut;
    this.setAside += this.aside;
  }

  private endEntry(entry: Draft, facts: EntryFacts): void {
    const { tally } = this;
    const whole = facts.amount.minor;
    const read = facts.direction === 'credit' ? tally.net : -tally.net;
    // With something unreadable among them, what is left for it must be more than nothing.
    const doAmountsFit = tally.isOneCurrency && (tally.unreadable === 0 ? read === whole : read < whole);
    this.context.put({
      type: 'entry-end',
      totals: {
        entry: this.entryOf(facts),
        transactions: this.handedOut,
        setAside: this.aside,
        isSound: doAmountsFit && this.isCountRight(entry),
      },
    });
  }

  /** `Btch/NbOfTxs`, where the bank lists the transactions of the batch at all. */
  private isCountRight(entry: Draft): boolean {
    const told = entry.all('NbOfTxs');
    if (told.length === 0 || this.parts === 0) return true;
    return told.every((text) => /^\d{1,9}$/.test(text)) && sum(told) === this.parts;
  }

  private entryOf(facts: EntryFacts): BankEntry {
    this.bankEntry ??= {
      place: { line: this.entry?.line ?? this.walk.line },
      index: this.index,
      amount: facts.amount,
      direction: facts.direction,
      ...(facts.bankReference !== undefined && { bankReference: facts.bankReference }),
    };
    return this.bankEntry;
  }
}

/** What a person can be shown of a transaction that does not count. */
function shown(
  { fields, structured }: TransactionDraft,
  account: BankAccount,
  direction: Direction | undefined,
): SetAside['readable'] {
  const amount = countable(() => amountIn(fields, 'Amt') ?? amountIn(fields, 'TxAmt'));
  const references = structured.flatMap(
    (strd) => countable(() => referencesOf(strd, account, amount?.currency)) ?? [],
  );
  return {
    ...(amount && { amount }),
    ...(direction && { direction }),
    references,
    texts: fields.all('Ustrd'),
    payer: payerOf(fields),
  };
}

function sum(counts: readonly string[]): number {
  return counts.reduce((total, text) => total + Number(text), 0);
}
