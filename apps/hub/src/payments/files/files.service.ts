import type { BankFileId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../../api/problem-error.js';
import { Database } from '../../database/database.js';
import type { BankFileEntity, BankFileState } from './bank-file.entity.js';
import type { BankSetAsideEntity } from './bank-set-aside.entity.js';
import { filesBeingRead } from './reading-progress.js';
import { unpacked } from './spool.js';

export interface BankFileView extends Readonly<BankFileEntity> {
  /** Whole percent, while it is being read. */
  readonly readPercent: number | null;
  /** Transactions that are to be booked yet. */
  readonly toBook: number;
}

export interface BankFileFilter {
  readonly id?: BankFileId;
  readonly state?: BankFileState;
  /** Older than this one. */
  readonly before?: BankFileId;
  readonly limit: number;
}

const COLUMNS = `id, state, source, name, content_hash as "contentHash", bytes, format, version, message_id as "messageId",
  is_test as "isTest", are_amounts_confirmed as "areAmountsConfirmed", transactions, told_before as "toldBefore",
  set_aside as "setAside", cause, line, sentence, same_as_id as "sameAsId", received_at as "receivedAt",
  finished_at as "finishedAt"`;

/** Files from the bank, for whoever looks at them. */
@Injectable()
export class FilesService {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  list({ id, state, before, limit }: BankFileFilter): Promise<BankFileView[]> {
    return this.database.asOperator(async (tx) => {
      const [files, read] = await Promise.all([
        tx.query<Omit<BankFileView, 'readPercent'>>(
          `select ${COLUMNS}, coalesce(w.many, 0) as "toBook" from bank_file f
           left join (select t.file_id, count(*)::int as many from bank_transaction_queue q join bank_transaction t on t.id = q.id
             group by 1) w on w.file_id = f.id
           where ($1::uuid is null or id = $1) and ($2::text is null or state = $2) and ($3::uuid is null or id < $3)
           order by id desc limit $4`,
          [id ?? null, state ?? null, before ?? null, limit],
        ),
        filesBeingRead(tx),
      ]);
      return files.map((file) => ({
        ...file,
        readPercent: file.state === 'received' ? (read.get(file.id) ?? null) : null,
      }));
    });
  }

  async one(id: BankFileId): Promise<BankFileView> {
    const [file] = await this.list({ id, limit: 1 });
    if (!file) throw fileNotFound(id);
    return file;
  }

  /** Records that are no sound transactions, in the order of the file. */
  async setAside(id: BankFileId, after: number, limit: number): Promise<BankSetAsideEntity[]> {
    await this.one(id);
    return this.database.asOperator((tx) =>
      tx.query<BankSetAsideEntity>(
        `select file_id as "fileId", number, line, reason, field, raw_text as "rawText", is_raw_text_cut as "isRawTextCut"
         from bank_set_aside where file_id = $1 and number > $2 order by number limit $3`,
        [id, after, limit],
      ),
    );
  }

  /** The file's bytes as they came. Each piece is a transaction of its own: whoever reads slowly holds none open. */
  async content(id: BankFileId): Promise<AsyncIterable<Uint8Array>> {
    const { sameAsId } = await this.one(id);
    return unpacked(this.#chunks(sameAsId ?? id));
  }

  async *#chunks(id: BankFileId): AsyncGenerator<Buffer> {
    for (let number = 1; ; number += 1) {
      const [chunk] = await this.database.asOperator((tx) =>
        tx.query<{ bytes: Buffer }>('select bytes from bank_file_chunk where file_id = $1 and number = $2', [
          id,
          number,
        ]),
      );
      if (!chunk) return;
      yield chunk.bytes;
    }
  }
}

function fileNotFound(id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'bank-file-not-found',
    title: 'There is no such file.',
    cause: `No file ${id} was received.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the id from the list of files.',
  });
}
