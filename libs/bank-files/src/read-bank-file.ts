import { byteOrderMark, pieceDecoder } from './bytes/encoding.js';
import { type ByteSource, MeteredBytes } from './bytes/pieces.js';
import { BgMaxReader } from './bgmax/bgmax-reader.js';
import { CamtReader } from './camt/camt-reader.js';
import type { BankFileEvent } from './events.js';
import { OcrGiroReader } from './ocr-giro/ocr-giro-reader.js';
import type { PieceReader, ReadOptions } from './piece-reader.js';
import { BankFileRefusedError } from './refusal.js';

/**
 * Reads a bank's file of any format we know, known by its first characters. Memory does not grow with the file.
 *
 * The events come while the file is read, so nothing may be kept for good before `end`: write them in one transaction
 * and roll it back when this throws, and set aside the transactions of an entry whose `entry-end` is not sound.
 * @throws BankFileRefusedError the file is refused whole
 */
export async function* readBankFile(source: ByteSource, options: ReadOptions): AsyncGenerator<BankFileEvent> {
  for await (const events of readBankFileByPieces(source, options)) yield* events;
}

/**
 * As `readBankFile`, with all events of a piece of the file together, for who is in a hurry: each that is waited for by
 * itself goes through several promises. The array is the reader's own and good until the next one is asked for.
 * @throws BankFileRefusedError the file is refused whole
 */
export async function* readBankFileByPieces(
  source: ByteSource,
  options: ReadOptions,
): AsyncGenerator<readonly BankFileEvent[]> {
  const metered = new MeteredBytes(source);
  try {
    const reader = readerFor(await metered.head(), options);
    for await (const piece of metered.pieces()) {
      reader.push(piece);
      yield reader.outbox;
      reader.outbox.length = 0;
    }
    reader.end({ contentHash: metered.contentHash, bytes: metered.bytes });
    yield reader.outbox;
  } finally {
    await metered.stop();
  }
}

function readerFor(head: Uint8Array, options: ReadOptions): PieceReader {
  const start = startOf(head);
  if (start === '') throw new BankFileRefusedError('empty', 1, 'it is empty');
  if (start.startsWith('<')) return new CamtReader(head, options);
  if (start.startsWith('NY')) return new OcrGiroReader(options);
  if (start.startsWith('01BGMAX')) return new BgMaxReader(options);
  throw new BankFileRefusedError('format-unknown', 1, 'it begins like no format that we read');
}

function startOf(head: Uint8Array): string {
  const mark = byteOrderMark(head);
  const isWide = mark?.startsWith('utf-16') === true || head[0] === 0 || head[1] === 0;
  const text = isWide
    ? Buffer.from(head.filter((byte) => byte !== 0))
        .toString('latin1')
        .replace(/^\xff\xfe|^\xfe\xff/, '')
    : pieceDecoder('iso-8859-1').decode(mark === 'utf-8' ? head.subarray(3) : head);
  return text.trimStart();
}
