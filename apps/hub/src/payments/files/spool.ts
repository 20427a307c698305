import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { ByteSource } from '@app/bank-files';

/** Compressed bytes of one row: small beside a process's memory, and few rows for a large file. */
export const CHUNK_BYTES = 512 * 1024;

/** Bytes that are unpacked at once, on another thread: each time the reader has to wait for it. */
const UNPACKED_BYTES = 256 * 1024;

/** More than the hub takes in one file. */
export class FileTooLargeError extends Error {
  constructor(readonly bytesMax: number) {
    super(`The file has more than ${bytesMax} bytes.`);
    this.name = 'FileTooLargeError';
  }
}

/** A file that has arrived whole, compressed, beside the database: a slow sender holds no transaction open. */
export interface SpooledFile {
  /** SHA-256 of the bytes as they came, hexadecimal. */
  readonly contentHash: string;
  readonly bytes: number;
  /** The compressed bytes, in pieces of at most `CHUNK_BYTES`. */
  chunks(): AsyncGenerator<Buffer>;
  remove(): Promise<void>;
}

/**
 * Takes bytes in until their end, holding a piece of them at a time.
 * @throws FileTooLargeError; whatever the source throws. Nothing is left behind then.
 */
export async function spool(source: ByteSource, bytesMax: number): Promise<SpooledFile> {
  const folder = await mkdtemp(join(tmpdir(), 'kravhub-bank-file-'));
  const path = join(folder, 'content.gz');
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const digest = createHash('sha256');
  let bytes = 0;
  async function* metered(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > bytesMax) throw new FileTooLargeError(bytesMax);
      digest.update(piece);
      yield piece;
    }
  }
  try {
    await pipeline(Readable.from(metered()), createGzip(), createWriteStream(path));
  } catch (error) {
    await remove();
    throw error;
  }
  return { contentHash: digest.digest('hex'), bytes, chunks: () => chunksOf(path), remove };
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    for (;;) {
      const buffer = Buffer.alloc(CHUNK_BYTES);
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The bytes as they came, from their compressed pieces. */
export function unpacked(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: UNPACKED_BYTES });
  // A failure of the source destroys the unpacking, whose reader then throws it.
  pipeline(Readable.from(chunks), gunzip).catch(() => undefined);
  return gunzip;
}
