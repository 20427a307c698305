import { inflateRawSync } from 'node:zlib';

/** The bytes are no zip file, or one beyond the bounds. */
export class UnreadableZipError extends Error {
  constructor(reason: string) {
    super(`The zip file cannot be read: ${reason}.`);
    this.name = 'UnreadableZipError';
  }
}

export interface ZipBounds {
  readonly entriesMax: number;
  /** Of one entry, unpacked. */
  readonly bytesMax: number;
}

const END = 0x06_05_4b_50;
const CENTRAL = 0x02_01_4b_50;
const LOCAL = 0x04_03_4b_50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const STORED = 0;
const DEFLATED = 8;

/** The first entry whose unpacked bytes pass the test; by the central directory, as PKWARE's APPNOTE 6.3 lays it out. */
export function findInZip(
  bytes: Uint8Array,
  isWanted: (content: Uint8Array) => boolean,
  { entriesMax, bytesMax }: ZipBounds,
): Uint8Array | undefined {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = endOfDirectory(zip);
    const count = zip.readUInt16LE(end + 10);
    if (count > entriesMax) throw new UnreadableZipError('it has too many entries');
    let at = zip.readUInt32LE(end + 16);
    for (let entry = 0; entry < count; entry += 1) {
      if (zip.readUInt32LE(at) !== CENTRAL) throw new UnreadableZipError('its directory is broken');
      const content = unpacked(zip, at, bytesMax);
      if (isWanted(content)) return content;
      at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableZipError) throw error;
    // Reading beyond the end, or packed bytes that do not unpack.
    throw new UnreadableZipError('it is broken off, or larger than allowed');
  }
}

function endOfDirectory(zip: Buffer): number {
  const first = Math.max(0, zip.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = zip.length - END_BYTES; at >= first; at -= 1) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  throw new UnreadableZipError('it has no directory');
}

function unpacked(zip: Buffer, central: number, bytesMax: number): Uint8Array {
  const method = zip.readUInt16LE(central + 10);
  const packedBytes = zip.readUInt32LE(central + 20);
  const local = zip.readUInt32LE(central + 42);
  if (zip.readUInt32LE(local) !== LOCAL) throw new UnreadableZipError('an entry is not where it should be');
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + packedBytes);
  if (packed.length < packedBytes) throw new UnreadableZipError('an entry is broken off');
  if (method === STORED && packedBytes <= bytesMax) return packed;
  if (method === DEFLATED) return inflateRawSync(packed, { maxOutputLength: bytesMax });
  throw new UnreadableZipError('an entry is packed in an unknown way, or too large');
}
