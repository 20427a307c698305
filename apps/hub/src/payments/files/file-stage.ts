import type {
  AccountReport,
  AccountTotals,
  Balance,
  BankAccount,
  BankFile,
  BankFileEvent,
  BankTransaction,
  SetAside,
} from '@app/bank-files';
import {
  type BankBatchId,
  type BankFileId,
  type BankTransactionId,
  type Clock,
  type Currency,
  idSequence,
  type LocalDate,
} from '@app/domain';
import { prepared, type PreparedStatement, type Transaction } from '../../database/transaction.js';
import { accountKey } from '../accounts/account-key.js';
import type { BankTransactionState } from '../transactions/states.js';
import {
  batchColumns,
  INSERT_BATCHES,
  INSERT_TRANSACTIONS,
  storable,
  transactionColumns,
} from './stage-statements.js';
import { referenceKey, type StagedBatch, type StagedRow, toldOf } from './staged-row.js';

/** Rows written at once. */
export const ROWS_PER_STATEMENT = 1_000;
/** Statements that may be under way: transactions and the bookings that they are parts of fill up together. */
const WRITING_MAX = 2;

interface OpenBatch extends Omit<StagedBatch, 'minor'> {
  readonly report: number;
  /** Entry of ISO 20022 within its report; 0 for a report that is a batch as a whole. */
  readonly entry: number;
  minor: bigint;
  transactions: number;
}

interface StagedBalance {
  readonly account: string;
  readonly on: LocalDate;
  readonly currency: Currency;
  readonly minor: string;
}

export interface StageTerms {
  readonly fileId: BankFileId;
  readonly today: LocalDate;
  /** Currency by the key of each account that has been added. */
  readonly accounts: ReadonlyMap<string, Currency>;
}

/** Writes a file's events as they come, in the reader's transaction; holds some hundred rows at a time. */
export class FileStage {
  file: BankFile | undefined;
  readonly accountKeys = new Set<string>();
  /** Whether two of the file's movements, or one of them and one of an earlier file, may be the same. Known after `end`. */
  hasEquals = false;
  #report: AccountReport | undefined;
  #batch: OpenBatch | undefined;
  #rows: StagedRow[] = [];
  #batches: StagedBatch[] = [];
  #setAside: (SetAside & { readonly number: number })[] = [];
  #setAsides = 0;
  #balances: StagedBalance[] = [];
  /** The rows that are being written while the file is read on, oldest first. */
  readonly #writing: Promise<unknown>[] = [];
  /** In the order of the file: a payment is booked before what takes it back. */
  readonly #transactionId: () => string;
  readonly #batchId: () => string;

  constructor(
    private readonly tx: Transaction,
    private readonly terms: StageTerms,
    private readonly clock: Clock,
  ) {
    this.#transactionId = idSequence<'BankTransactionId'>(clock);
    this.#batchId = idSequence<'BankBatchId'>(clock);
  }

  async take(events: readonly BankFileEvent[]): Promise<void> {
    for (const event of events) {
      const writing = this.#take(event);
      if (writing) await writing;
    }
  }

  #take(event: BankFileEvent): Promise<void> | undefined {
    switch (event.type) {
      case 'file':
        this.file = event.file;
        return;
      case 'account':
        this.#report = event.report;
        return;
      case 'transaction':
        return this.#add(event.transaction);
      case 'set-aside':
        this.#setAside.push({ ...event.record, number: (this.#setAsides += 1) });
        return this.#setAside.length >= ROWS_PER_STATEMENT ? this.#writeSetAside() : undefined;
      case 'entry-end': {
        const { entry, isSound, transactions } = event.totals;
        const batch = this.#batch;
        if (batch?.entry !== entry.index) return;
        this.#batch = undefined;
        if (!isSound) return transactions > 0 ? this.#spoil(batch) : undefined;
        this.#endBatch({ ...batch, direction: entry.direction, minor: entry.amount.minor });
        return;
      }
      case 'account-end':
        return this.#endReport(event.totals);
      case 'end':
        return this.#end();
    }
  }

  async #end(): Promise<void> {
    await this.#writeRows();
    await this.#writeBatches();
    await this.#writeSetAside();
    await this.#writeBalances();
    await Promise.all(this.#writing);
  }

  #add(transaction: BankTransaction): Promise<void> | undefined {
    const batch = this.#batchOf(transaction);
    const { account, amount, direction, isReversal } = transaction;
    batch.transactions += 1;
    batch.minor += direction === 'credit' ? amount.minor : -amount.minor;
    this.#rows.push({
      id: this.#transactionId() as BankTransactionId,
      batch: batch.id,
      line: transaction.place.line,
      account: batch.account,
      direction,
      reversal: isReversal,
      minor: `${amount.minor}`,
      currency: amount.currency,
      booked: transaction.bookedOn ?? null,
      bank: transaction.bankReference ?? null,
      end: transaction.endToEndId ?? null,
      told: toldOf(transaction),
      identity: transaction.fingerprint,
      reference: referenceKey(this.#known(), batch.account, transaction),
      ...this.#stateOf(account, batch.account, transaction),
    });
    return this.#rows.length >= ROWS_PER_STATEMENT ? this.#writeRows() : undefined;
  }

  #stateOf(
    { currency }: BankAccount,
    key: string,
    { amount, bookedOn }: BankTransaction,
  ): { readonly state: BankTransactionState; readonly reason: string | null } {
    if (this.#known().isTest) return { state: 'test', reason: null };
    if (this.#report?.copyIndicator !== undefined)
      return { state: 'copy', reason: this.#report.copyIndicator };
    const added = this.terms.accounts.get(key);
    if (added === undefined) return { state: 'waiting-account', reason: 'account-unknown' };
    if (added !== (currency ?? amount.currency) || added !== amount.currency)
      return { state: 'waiting-account', reason: 'account-currency-differs' };
    if (bookedOn !== undefined && bookedOn > this.terms.today)
      return { state: 'waiting-day', reason: 'future-date' };
    return { state: 'new', reason: null };
  }

  #batchOf({ entry, report, account, direction, isReversal, amount, bookedOn }: BankTransaction): OpenBatch {
    const index = entry?.index ?? 0;
    if (this.#batch?.report === report && this.#batch.entry === index) return this.#batch;
    const key = accountKey(account);
    this.accountKeys.add(key);
    this.#batch = {
      id: this.#batchId() as BankBatchId,
      report,
      entry: index,
      account: key,
      direction: entry?.direction ?? direction,
      reversal: isReversal,
      minor: 0n,
      currency: amount.currency,
      booked: bookedOn ?? null,
      reference: entry?.bankReference ?? null,
      transactions: 0,
    };
    return this.#batch;
  }

  /** Parts that do not make the whole: which of them is wrong nobody can say, so none of them counts. */
  async #spoil(batch: OpenBatch): Promise<void> {
    await this.#writeRows();
    await this.tx.query(
      `update bank_transaction set state = 'unsound', reason = 'amounts-do-not-add-up' where batch_id = $1`,
      [batch.id],
    );
  }

  /** Of a format without entries the report is what the bank books as one sum; BgMax tells only here on which day. */
  async #endReport({ report, bookedOn, isInFuture, closingBalance }: AccountTotals): Promise<void> {
    this.#keepBalance(report, closingBalance ?? report.closingBalance);
    const batch = this.#batch;
    this.#batch = undefined;
    if (batch?.entry !== 0) return;
    if (bookedOn !== undefined) {
      await this.#writeRows();
      // What they were compared by changes.
      this.hasEquals = true;
      await this.tx.query(
        `update bank_transaction set booked_on = $2, identity = identity || ':' || $2::text,
           state = case when $3 and state = 'new' then 'waiting-day' else state end,
           reason = case when $3 and state = 'new' then 'future-date' else reason end
         where batch_id = $1`,
        [batch.id, bookedOn, isInFuture === true],
      );
    }
    const direction = batch.minor < 0n ? 'debit' : 'credit';
    const minor = batch.minor < 0n ? -batch.minor : batch.minor;
    this.#endBatch({ ...batch, direction, minor, booked: bookedOn ?? batch.booked });
    if (this.#batches.length >= ROWS_PER_STATEMENT) await this.#writeBatches();
  }

  #endBatch({ minor, ...batch }: OpenBatch): void {
    this.#batches.push({ ...batch, minor: `${minor}` });
  }

  /** Of a test, a copy or a page of several it is not what lies there. */
  #keepBalance({ account, copyIndicator, isPartOfPages }: AccountReport, balance: Balance | undefined): void {
    if (this.#known().isTest || copyIndicator !== undefined || isPartOfPages) return;
    if (balance?.on === undefined) return;
    const { amount, on } = balance;
    this.#balances.push({
      account: accountKey(account),
      on,
      currency: amount.currency,
      minor: `${amount.minor}`,
    });
  }

  #known(): BankFile {
    if (!this.file) throw new Error('A reader told a transaction before its file.');
    return this.file;
  }

  async #writeRows(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) {
      this.hasEquals ||= areAnyEqual(rows);
      await this.#writeBeside<{ hasEquals: boolean }>(
        INSERT_TRANSACTIONS,
        [this.terms.fileId, this.clock.now(), ...transactionColumns(rows)],
        ([answer]) => (this.hasEquals ||= answer?.hasEquals !== false),
      );
    }
    if (this.#batches.length >= ROWS_PER_STATEMENT) await this.#writeBatches();
  }

  async #writeBatches(): Promise<void> {
    const rows = this.#batches;
    this.#batches = [];
    if (rows.length > 0)
      await this.#writeBeside(INSERT_BATCHES, [
        this.terms.fileId,
        this.#known().format,
        ...batchColumns(rows),
      ]);
  }

  /** Does not wait for the end of the statement: the next piece of the file is read meanwhile. */
  async #writeBeside<Row>(
    statement: PreparedStatement,
    parameters: readonly unknown[],
    onAnswer?: (rows: readonly Row[]) => void,
  ): Promise<void> {
    if (this.#writing.length >= WRITING_MAX) await this.#writing.shift();
    const writing = this.tx.query<Row>(statement, parameters).then(onAnswer);
    this.#writing.push(writing);
    // Whoever writes next, or ends, is told of a failure.
    writing.catch(() => undefined);
  }

  async #writeBalances(): Promise<void> {
    const rows = lastOfDay(this.#balances);
    this.#balances = [];
    if (rows.length > 0) await this.tx.query(UPSERT_BALANCES, [this.terms.fileId, JSON.stringify(rows)]);
  }

  async #writeSetAside(): Promise<void> {
    const rows = this.#setAside.map(({ number, place, reason, field, rawText, isRawTextCut }) => ({
      number,
      line: place.line,
      reason,
      field: field ?? null,
      text: rawText,
      cut: isRawTextCut,
    }));
    this.#setAside = [];
    if (rows.length > 0)
      await this.tx.query(INSERT_SET_ASIDE, [this.terms.fileId, storable(JSON.stringify(rows))]);
  }
}

function areAnyEqual(rows: readonly StagedRow[]): boolean {
  const references = rows.flatMap(({ reference }) => reference ?? []);
  return (
    new Set(rows.map(({ identity }) => identity)).size < rows.length ||
    new Set(references).size < references.length
  );
}

/** The last of a day in a file counts; a statement may come in parts. */
function lastOfDay(balances: readonly StagedBalance[]): StagedBalance[] {
  return [...new Map(balances.map((one) => [`${one.account} ${one.on} ${one.currency}`, one])).values()];
}

const INSERT_SET_ASIDE = prepared(`
  insert into bank_set_aside (file_id, number, line, reason, field, raw_text, is_raw_text_cut)
  select $1, number, line, reason, field, text, cut
  from json_to_recordset($2::json) as x(number int, line int, reason text, field text, text text, cut boolean)`);

const UPSERT_BALANCES = prepared(`
  insert into bank_balance (account_key, on_day, currency, minor, file_id)
  select account, "on", currency, minor, $1
  from json_to_recordset($2::json) as x(account text, "on" date, currency text, minor bigint)
  on conflict (account_key, on_day, currency) do update set minor = excluded.minor, file_id = excluded.file_id`);
