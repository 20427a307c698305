import { BankFileRefusedError } from '../refusal.js';

/** How the file's bytes are read as text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'windows-1252';

const DECLARED: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
  'windows-1252': 'windows-1252',
};

/** The byte order mark at the start, if there is one. */
export function byteOrderMark(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * XML 1.0, appendix F: the mark, the pattern of the first bytes, then what the declaration says; without all of these it
 * is UTF-8. Two that contradict each other are refused: one of them would make wrong letters.
 * @throws BankFileRefusedError
 */
export function xmlEncoding(head: Uint8Array): Encoding {
  const seen = byteOrderMark(head) ?? wideByPattern(head);
  const name = /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(asAscii(head))?.[1]?.toLowerCase();
  if (name === undefined) return seen ?? 'utf-8';
  const declared = DECLARED[name];
  if (declared === undefined) {
    throw new BankFileRefusedError('encoding', 1, 'the encoding that the file declares is not one we read');
  }
  const isWide = declared.startsWith('utf-16');
  const isSeenWide = seen?.startsWith('utf-16') ?? false;
  const agrees = isWide || isSeenWide ? isWide && isSeenWide : seen === undefined || seen === declared;
  if (!agrees || (name !== 'utf-16' && isWide && seen !== declared)) {
    throw new BankFileRefusedError('encoding', 1, `it declares ${name}, and its bytes are not written so`);
  }
  return seen ?? declared;
}

/** Bytes → text, piece by piece; characters may lie across pieces. */
export interface PieceDecoder {
  /** @throws BankFileRefusedError where the bytes are no text of the encoding */
  decode(piece: Uint8Array): string;
  end(): string;
}

export function pieceDecoder(encoding: Encoding): PieceDecoder {
  if (encoding === 'iso-8859-1') return { decode: latin1, end: () => '' };
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  const guarded = (piece?: Uint8Array): string => {
    try {
      const text = decoder.decode(piece, { stream: piece !== undefined });
      if (piece !== undefined) line += countLineFeeds(piece);
      return text;
    } catch (error) {
      const at = line + (piece === undefined ? 0 : linesBeforeBadBytes(piece, encoding));
      throw new BankFileRefusedError('encoding', at, `bytes that are no ${encoding}`, { cause: error });
    }
  };
  return { decode: guarded, end: () => guarded() };
}

/** ISO-8859-1 proper; the web's label of that name means windows-1252. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function wideByPattern(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
  return undefined;
}

/** What the declaration says stands in ASCII, in whatever width. */
function asAscii(head: Uint8Array): string {
  return latin1(head.filter((byte) => byte !== 0));
}

function countLineFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

/** Only asked once, for the message: which line of the piece is the first that does not decode by itself. */
function linesBeforeBadBytes(piece: Uint8Array, encoding: Encoding): number {
  if (encoding !== 'utf-8') return 0;
  let line = 0;
  for (let from = 0; from < piece.length; line += 1) {
    const feed = piece.indexOf(10, from);
    const to = feed === -1 ? piece.length : feed;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(piece.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return line;
}
