import { type LocalDate, localDate } from '@app/domain';
import type { BankFileEvent, FileSummary, SetAside } from '../events.js';
import type { AccountReport, BankFile, BankTransaction } from '../model.js';
import type { ReadOptions } from '../piece-reader.js';
import { readBankFile } from '../read-bank-file.js';

export const TODAY: LocalDate = localDate('2026-11-28');

/** A whole file in memory, as a test wants to look at it. */
export interface Gathered {
  readonly events: readonly BankFileEvent[];
  readonly file: BankFile | undefined;
  readonly reports: readonly AccountReport[];
  /** Those of entries that are not sound are left out. */
  readonly transactions: readonly BankTransaction[];
  readonly unsound: readonly BankTransaction[];
  readonly setAside: readonly SetAside[];
  readonly summary: FileSummary;
}

/** @throws BankFileRefusedError */
export async function gather(
  content: string | Uint8Array,
  { pieceBytes = 4096, ...options }: Partial<ReadOptions> & { readonly pieceBytes?: number } = {},
): Promise<Gathered> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const events: BankFileEvent[] = [];
  for await (const event of readBankFile(cut(bytes, pieceBytes), { today: TODAY, ...options }))
    events.push(event);
  const all = events.flatMap((event) => (event.type === 'transaction' ? [event.transaction] : []));
  const bad = new Set(
    events.flatMap((event) =>
      event.type === 'entry-end' && !event.totals.isSound ? [event.totals.entry] : [],
    ),
  );
  const summary = events.flatMap((event) => (event.type === 'end' ? [event.summary] : []))[0];
  if (!summary) throw new Error('The reader ended without a summary.');
  return {
    events,
    file: events.flatMap((event) => (event.type === 'file' ? [event.file] : []))[0],
    reports: events.flatMap((event) => (event.type === 'account' ? [event.report] : [])),
    transactions: all.filter(({ entry }) => !entry || !bad.has(entry)),
    unsound: all.filter(({ entry }) => entry && bad.has(entry)),
    setAside: events.flatMap((event) => (event.type === 'set-aside' ? [event.record] : [])),
    summary,
  };
}

function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
