import type { ByteSource } from '@app/bank-files';
import { type BankFileId, type Clock, newId } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Environment } from '../../config/environment.js';
import { Database, databaseErrorCode } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { JobQueue } from '../../jobs/job-queue.js';
import type { BankFileSource, BankFileState } from './bank-file.entity.js';
import { BANK_FILE_QUEUE } from './file-queues.js';
import { SENTENCES } from './file-sentences.js';
import { spool, type SpooledFile } from './spool.js';

const UNIQUE_VIOLATION = '23505';
const NAME_LENGTH_MAX = 200;

export interface ReceivedFile {
  readonly id: BankFileId;
  readonly state: BankFileState;
}

/** Takes files in, whichever way they come: bytes, name and the job that reads them are kept together or not at all. */
@Injectable()
export class FileIntake implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.declare(BANK_FILE_QUEUE);
  }

  /**
   * Not inside a transaction. The same bytes again are a duplicate of the first, however often and by whomever they are sent.
   * @throws FileTooLargeError; whatever the source throws
   */
  async receive(name: string, source: BankFileSource, content: ByteSource): Promise<ReceivedFile> {
    const spooled = await spool(content, this.environment.BANK_FILE_BYTES_MAX);
    try {
      return await this.#keep(name, source, spooled).catch((error: unknown) => {
        if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
        // Somebody kept the same bytes in this moment: they are there to be found now.
        return this.#keep(name, source, spooled);
      });
    } finally {
      await spooled.remove();
    }
  }

  #keep(name: string, source: BankFileSource, spooled: SpooledFile): Promise<ReceivedFile> {
    return this.database.asOperator(async (tx) => {
      const id = newId<'BankFileId'>(this.clock) as BankFileId;
      const sameAs = await this.#known(tx, spooled.contentHash);
      // Laid into the folder once, and found there again because the process died before it was moved on.
      if (
        source === 'folder' &&
        sameAs?.source === 'folder' &&
        sameAs.name === name.slice(0, NAME_LENGTH_MAX)
      )
        return { id: sameAs.id, state: sameAs.state };
      const state = sameAs === undefined ? 'received' : 'duplicate';
      await tx.query(
        `insert into bank_file (id, state, source, name, content_hash, bytes, sentence, same_as_id, received_at, finished_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          state,
          source,
          name.slice(0, NAME_LENGTH_MAX),
          spooled.contentHash,
          spooled.bytes,
          sameAs === undefined ? SENTENCES.received : SENTENCES.sameBytes,
          sameAs?.id ?? null,
          this.clock.now(),
          sameAs === undefined ? null : this.clock.now(),
        ],
      );
      if (sameAs !== undefined) return { id, state };
      let number = 0;
      for await (const chunk of spooled.chunks())
        await tx.query('insert into bank_file_chunk (file_id, number, bytes) values ($1, $2, $3)', [
          id,
          (number += 1),
          chunk,
        ]);
      await this.jobs.send(tx, BANK_FILE_QUEUE, { fileId: id }, { singletonKey: id });
      return { id, state };
    });
  }

  async #known(tx: Transaction, contentHash: string): Promise<KnownFile | undefined> {
    const [row] = await tx.query<KnownFile>(
      `select id, state, source, name from bank_file where content_hash = $1 and state in ('received', 'taken-in')`,
      [contentHash],
    );
    return row;
  }
}

interface KnownFile extends ReceivedFile {
  readonly source: BankFileSource;
  readonly name: string;
}
