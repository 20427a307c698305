import { randomUUID } from 'node:crypto';
import { access, link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@app/domain';
import {
  assertMessageId,
  type DeliveryReceipt,
  type MessageChannel,
  type PrintMessage,
  type SendResult,
} from './message-channel.js';

/** Folders below the one that is shared with the print shop. */
export const PRINT_SHOP_FOLDERS = { outgoing: 'outgoing', taken: 'taken', receipts: 'receipts' } as const;

const RECEIPT_BYTES_MAX = 10_000;
const STATES: Readonly<Record<string, DeliveryReceipt['state']>> = {
  posted: 'handed-on',
  delivered: 'delivered',
  returned: 'failed',
  failed: 'failed',
};

/**
 * Letters for a print shop through a shared folder. The hub puts `<id>.pdf` and then `<id>.json` into `outgoing/`; a letter
 * is there when its JSON is. The print shop moves both to `taken/` when it takes them, and later writes
 * `receipts/<id>.json`: `{ "state": "posted" | "delivered" | "returned" | "failed", "at": instant, "reason"?: text }`. It
 * never removes a JSON from `taken/` before its receipt is written: by these files the hub knows that it has sent a letter.
 */
export class PrintShopChannel implements MessageChannel<PrintMessage> {
  readonly channel = 'letter';
  readonly repeat = 'same-result';

  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
  ) {}

  async send({ id, pdf, caseReference, country }: PrintMessage): Promise<SendResult> {
    assertMessageId(id);
    const accepted: SendResult = { outcome: 'accepted', reference: id };
    try {
      for (const folder of Object.values(PRINT_SHOP_FOLDERS))
        await mkdir(join(this.folder, folder), { recursive: true });
      if (await this.#isKnown(id)) return accepted;
      const facts = {
        id,
        caseReference,
        country,
        bytes: pdf.length,
        writtenAt: this.clock.now().toISOString(),
      };
      await this.#place(`${id}.pdf`, pdf);
      await this.#place(`${id}.json`, Buffer.from(`${JSON.stringify(facts)}\n`));
      return accepted;
    } catch (error) {
      return {
        outcome: 'not-sent',
        reason: `The folder of the print shop cannot be written (${codeOf(error)}).`,
      };
    }
  }

  async receipt(id: string): Promise<DeliveryReceipt | undefined> {
    assertMessageId(id);
    const text = await readFile(this.#path('receipts', `${id}.json`), 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return { state: 'pending' };
    return text.length > RECEIPT_BYTES_MAX ? undefined : receiptOf(text);
  }

  /** In the order in which a letter moves, so that one that is moved meanwhile is seen at its later place. */
  async #isKnown(id: string): Promise<boolean> {
    for (const folder of ['outgoing', 'taken', 'receipts'] as const)
      if (await exists(this.#path(folder, `${id}.json`))) return true;
    return false;
  }

  /** Whole or not at all, and never over one that is there: written beside, brought to disk, then linked. */
  async #place(name: string, bytes: Uint8Array): Promise<void> {
    const beside = this.#path('outgoing', `.${name}.${randomUUID()}.part`);
    const file = await open(beside, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      await link(beside, this.#path('outgoing', name));
    } catch (error) {
      // An earlier attempt came so far; its bytes are the same, since the letter's are.
      if (codeOf(error) !== 'EEXIST') throw error;
    } finally {
      await unlink(beside);
    }
    const folder = await open(join(this.folder, 'outgoing'), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  #path(folder: keyof typeof PRINT_SHOP_FOLDERS, name: string): string {
    return join(this.folder, PRINT_SHOP_FOLDERS[folder], name);
  }
}

function receiptOf(text: string): DeliveryReceipt | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text) as unknown;
  } catch {
    // Half a file: the print shop is writing it.
    return { state: 'pending' };
  }
  if (typeof body !== 'object' || body === null) return undefined;
  const { state, at, reason } = body as Readonly<Record<string, unknown>>;
  const known = typeof state === 'string' ? STATES[state] : undefined;
  if (!known) return undefined;
  return {
    state: known,
    ...(typeof at === 'string' ? { at } : {}),
    ...(typeof reason === 'string' ? { reason: reason.slice(0, 200) } : {}),
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? 'unknown';
}
