import { BankFileRefusedError, type FileSummary, readBankFileByPieces } from '@app/bank-files';
import { type BankFileId, type Clock, type Currency, localDateAt } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { JobQueue } from '../../jobs/job-queue.js';
import type { BankFileState } from './bank-file.entity.js';
import { BANK_FILE_QUEUE, PAYMENT_BOOKING_QUEUE, THE_ONE } from './file-queues.js';
import { SENTENCES, takenInSentence } from './file-sentences.js';
import { FileStage } from './file-stage.js';
import { tellReading } from './reading-progress.js';
import { unpacked } from './spool.js';
import { markToldBefore } from './told-before.js';
import { markTwins } from './twin-marking.js';

/** One file at a time over all replicas: what two files tell alike is then seen by the second. Any number that nobody else uses. */
const READING_LOCK = 7_251_901;
const CHUNKS_MAX = 1_000_000;

/** Reads a file that was received, whole or not at all: rows, what was told before, and the job that books them commit together. */
@Injectable()
export class FileReading implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.declare(PAYMENT_BOOKING_QUEUE);
    this.jobs.work(BANK_FILE_QUEUE, async ({ data, signal }) => {
      await this.read(data.fileId, signal);
    });
  }

  /** Not inside a transaction. Does nothing where the file is read already. */
  async read(fileId: BankFileId, signal: AbortSignal): Promise<void> {
    try {
      await this.database.asOperator((tx) => this.#read(tx, fileId, signal));
    } catch (error) {
      if (!(error instanceof BankFileRefusedError)) throw error;
      await this.database.asOperator((tx) =>
        tx.query(REFUSE, [fileId, error.refusal, error.line, error.message, this.clock.now()]),
      );
    }
  }

  async #read(tx: Transaction, fileId: BankFileId, signal: AbortSignal): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [READING_LOCK]);
    const [file] = await tx.query(
      `select id from bank_file where id = $1 and state = 'received' for update`,
      [fileId],
    );
    if (!file) return;
    // Norway and Sweden share their day.
    const today = localDateAt(this.clock.now(), 'NO');
    const stage = new FileStage(tx, { fileId, today, accounts: await accountsOf(tx) }, this.clock);
    let summary: FileSummary | undefined;
    for await (const events of readBankFileByPieces(unpacked(chunksOf(tx, fileId)), { today })) {
      signal.throwIfAborted();
      await stage.take(events);
      const last = events.at(-1);
      if (last?.type === 'end') summary = last.summary;
    }
    if (!summary) throw new Error('A file was read to its end, and had none.');
    if (stage.hasEquals) await markToldBefore(tx, fileId);
    await markTwins(tx, fileId, summary.file.format);
    await tx.query(QUEUE, [fileId]);
    await this.#finish(tx, fileId, summary);
    await this.jobs.send(tx, PAYMENT_BOOKING_QUEUE, {}, { singletonKey: THE_ONE });
  }

  async #finish(
    tx: Transaction,
    fileId: BankFileId,
    { file, setAside, areAmountsConfirmed }: FileSummary,
  ): Promise<void> {
    const [counts] = await tx.query<Counts>(COUNTS, [fileId]);
    const { transactions, toldBefore, waiting } = counts ?? { transactions: 0, toldBefore: 0, waiting: 0 };
    const [earlier] = await tx.query(
      `select 1 from bank_file where message_id = $1 and format = $2 and state = 'taken-in' limit 1`,
      [file.messageId, file.format],
    );
    const isNothingNew = transactions > 0 && toldBefore === transactions && setAside === 0;
    const state: BankFileState = isNothingNew ? 'duplicate' : 'taken-in';
    const facts = { format: file.format, transactions, toldBefore, setAside, waiting };
    const sentence = file.isTest
      ? SENTENCES.test
      : isNothingNew
        ? SENTENCES.nothingNew
        : takenInSentence({ ...facts, sameMessage: earlier !== undefined });
    await tx.query(FINISH, [
      fileId,
      state,
      file.format,
      file.version ?? null,
      file.messageId,
      file.isTest,
      areAmountsConfirmed,
      transactions,
      toldBefore,
      setAside,
      sentence,
      this.clock.now(),
    ]);
  }
}

interface Counts {
  readonly transactions: number;
  readonly toldBefore: number;
  readonly waiting: number;
}

async function accountsOf(tx: Transaction): Promise<ReadonlyMap<string, Currency>> {
  const rows = await tx.query<{ key: string; currency: Currency }>(
    'select key, currency from collector_account',
  );
  return new Map(rows.map(({ key, currency }) => [key, currency]));
}

/** The next chunk is on its way while one is read: rows of the file are written over the same connection meanwhile. */
async function* chunksOf(tx: Transaction, fileId: BankFileId): AsyncGenerator<Buffer> {
  const ask = (number: number): Promise<Chunk[]> => {
    const asked = tx.query<Chunk>(CHUNK, [fileId, number]);
    // Whoever waits for it is told of a failure; nobody does where the reading has failed itself.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask(1);
  for (let number = 1; number <= CHUNKS_MAX; number += 1) {
    const [chunk] = await next;
    if (!chunk) return;
    next = ask(number + 1);
    await tellReading(tx, fileId, Math.floor(((number - 1) * 100) / chunk.of));
    yield chunk.bytes;
  }
}

interface Chunk {
  readonly bytes: Buffer;
  readonly of: number;
}

const CHUNK = prepared(`
  select bytes, (select max(number) from bank_file_chunk where file_id = $1) as of
  from bank_file_chunk where file_id = $1 and number = $2`);

const QUEUE = prepared(`
  insert into bank_transaction_queue (id, is_payment)
  select id, direction = 'credit' and not is_reversal from bank_transaction where file_id = $1 and state = 'new' order by id`);

const COUNTS = prepared(`
  select count(*)::int as transactions, count(*) filter (where state = 'duplicate')::int as "toldBefore",
    count(*) filter (where state in ('waiting-account', 'waiting-day'))::int as waiting
  from bank_transaction where file_id = $1`);

const FINISH = prepared(`
  update bank_file set state = $2, format = $3, version = $4, message_id = $5, is_test = $6, are_amounts_confirmed = $7,
    transactions = $8, told_before = $9, set_aside = $10, sentence = $11, finished_at = $12
  where id = $1`);

const REFUSE = prepared(`
  update bank_file set state = 'refused', cause = $2, line = $3, sentence = $4, finished_at = $5
  where id = $1 and state = 'received'`);
