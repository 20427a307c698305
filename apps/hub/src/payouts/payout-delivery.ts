import { constants } from 'node:fs';
import { access, open as openFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import { fileName, PayoutFiles } from './payout-files.js';

/** Where files for the bank are put; absent where people download them. */
export const BANK_ORDERS_FOLDER = Symbol('BankOrdersFolder');

/** Files that one turn delivers; what is left goes with the next. */
const TURN_MAX = 50;

/**
 * Puts files into the folder that the bank's connection empties: written aside, then renamed, so that no half a file is ever
 * seen. That it begins is stored before and that it ended after; in between the folder itself tells, and where it does not
 * (it was emptied, or never filled), a person asks the bank: a file is never put there a second time on a guess.
 */
@Injectable()
export class PayoutDelivery {
  readonly #log = new Logger('PayoutDelivery');

  constructor(
    private readonly database: Database,
    private readonly files: PayoutFiles,
    @Inject(BANK_ORDERS_FOLDER) private readonly folder: string | undefined,
  ) {}

  get isOn(): boolean {
    return this.folder !== undefined;
  }

  /** @returns how many are in the folder now that were not known to be */
  async deliverAll(): Promise<number> {
    if (this.folder === undefined) return 0;
    const open = await this.database.asOperator((tx) =>
      tx.query<{ id: string; state: 'made' | 'delivering' }>(
        `select id, state from payout_file where state in ('made', 'delivering') order by id limit ${TURN_MAX}`,
      ),
    );
    let delivered = 0;
    for (const { id, state } of open) {
      const done =
        state === 'made' ? await this.#deliver(id, this.folder) : await this.#lookFor(id, this.folder);
      if (done) delivered += 1;
    }
    return delivered;
  }

  async #deliver(id: string, folder: string): Promise<boolean> {
    const begun = await this.database.asOperator(async (tx) => {
      const file = await this.files.one(tx, id);
      if (file.state !== 'made') return undefined;
      await this.files.move(tx, id, 'delivering');
      return this.files.content(tx, id);
    });
    if (!begun) return false;
    await putFile(folder, begun.name, begun.content);
    await this.#arrived(id);
    return true;
  }

  async #lookFor(id: string, folder: string): Promise<boolean> {
    const { messageId } = await this.database.asOperator((tx) => this.files.one(tx, id));
    const isThere = await access(join(folder, fileName(messageId)), constants.F_OK).then(
      () => true,
      () => false,
    );
    if (isThere) await this.#arrived(id);
    else this.#log.warn({ msg: 'nobody knows whether the bank has this file', file: id });
    return isThere;
  }

  async #arrived(id: string): Promise<void> {
    await this.database.asOperator(async (tx) => {
      const file = await this.files.one(tx, id);
      if (file.state === 'delivering') await this.files.move(tx, id, 'delivered');
    });
  }
}

/** On the disk before it has its name. Its name is its message's, so that a second one replaces it with the same bytes. */
async function putFile(folder: string, name: string, content: string): Promise<void> {
  const aside = join(folder, `.${name}.part`);
  const handle = await openFile(aside, 'w', 0o600);
  try {
    await handle.writeFile(content, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, join(folder, name));
}
