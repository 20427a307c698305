import { randomUUID } from 'node:crypto';
import { access, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalDate } from '@app/domain';
import { entry, notification, payment } from '../../apps/hub/src/payments/testing/bank-messages.js';
import { all, readTransferFile, textAt } from '../../libs/bank-files/src/testing/read-transfer-file.js';
import { waitFor } from '../support/wait-for.js';

export const PAIN = 'pain.001.001.09';

/** A payment of a debtor; without a reference nobody can say whose it is. */
export interface Incoming {
  readonly minor: bigint;
  readonly kid?: string;
}

/** The collector's bank: tells of payments in files, and carries out the orders that it finds in a folder, each once. */
export class MoneyBank {
  /** Minor units that came in. */
  told = 0n;
  paidOut = 0n;
  ordersSeen = 0;
  /** Orders that were in two files, and files whose bytes changed under their name. */
  readonly faults: string[] = [];
  #made = 0;
  readonly #files = new Map<string, string>();
  readonly #orders = new Set<string>();
  readonly #sending: Promise<void>[] = [];

  constructor(
    private readonly hubUrl: () => string,
    private readonly filesFolder: string,
    private readonly ordersFolder: string,
    private readonly timeoutMs: number,
  ) {}

  receive(payments: readonly Incoming[], on: LocalDate): void {
    const entries = payments.map(({ minor, kid }) => {
      this.told += minor;
      this.#made += 1;
      const reference = kid === undefined ? {} : { kid };
      return entry([payment(minor, { ...reference, endToEnd: `IN-${this.#made}` })], { on });
    });
    this.#send(notification(entries));
  }

  /** Carries out what is new in the folder, and tells of it as of any other movement. */
  async carryOut(on: LocalDate): Promise<void> {
    const names = (await readdir(this.ordersFolder)).filter((name) => !name.startsWith('.')).sort();
    for (const name of names) {
      const content = await readFile(join(this.ordersFolder, name), 'utf8');
      const before = this.#files.get(name);
      if (before !== undefined && before !== content) this.faults.push(`${name} changed`);
      if (before !== undefined) continue;
      this.#files.set(name, content);
      const transfers = all(readTransferFile(content, PAIN), 'CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf');
      const entries = transfers.map((transfer) => {
        const endToEnd = textAt(transfer, 'PmtId/EndToEndId') ?? '';
        const minor = BigInt((textAt(transfer, 'Amt/InstdAmt') ?? '').replace('.', ''));
        if (this.#orders.has(endToEnd)) this.faults.push(`${endToEnd} ordered twice`);
        this.#orders.add(endToEnd);
        this.ordersSeen += 1;
        this.paidOut += minor;
        return entry([payment(minor, { endToEnd, direction: 'debit' })], { on, direction: 'debit' });
      });
      if (entries.length > 0) this.#send(notification(entries));
    }
  }

  /** Until the hub has said of every file that it has it. */
  async allSent(): Promise<void> {
    await Promise.all(this.#sending);
  }

  /** Half of the files into the folder, half over the API. */
  #send(content: string): void {
    const number = this.#sending.length;
    const name = `bank-${number}.xml`;
    const sending = number % 2 === 0 ? this.#layDown(name, content) : this.#post(name, content);
    sending.catch(() => undefined);
    this.#sending.push(sending);
  }

  async #layDown(name: string, content: string): Promise<void> {
    const path = join(this.filesFolder, 'in', name);
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
    const isGone = (): Promise<boolean> =>
      access(path).then(
        () => false,
        () => true,
      );
    await waitFor('the hub has taken the file', isGone, this.timeoutMs);
  }

  /** Again and again, as a sender does who got no answer. */
  async #post(name: string, content: string): Promise<void> {
    await waitFor(
      'the hub has the file',
      async () => {
        const answer = await fetch(`${this.hubUrl()}/api/v1/bank-files?name=${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream', 'idempotency-key': randomUUID() },
          body: content,
        }).catch(() => undefined);
        return answer?.status === 202;
      },
      this.timeoutMs,
    );
  }
}
