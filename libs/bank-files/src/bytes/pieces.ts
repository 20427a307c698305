import { createHash } from 'node:crypto';
import { PIECE_BYTES } from '../limits.js';

/** Where the bytes come from: a file's stream, a request's body, or an array of them. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Enough to tell format and encoding. */
const HEAD_BYTES = 1024;

/** The bytes in pieces of bounded size, counted and hashed as they pass. */
export class MeteredBytes {
  bytes = 0;
  private readonly digest = createHash('sha256');
  private readonly iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  private first: Uint8Array = new Uint8Array();

  constructor(source: ByteSource) {
    this.iterator =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  get contentHash(): string {
    return this.digest.digest('hex');
  }

  /** The first bytes, which stay in the stream. Shorter only when the file is. */
  async head(): Promise<Uint8Array> {
    while (this.first.length < HEAD_BYTES) {
      const next = await this.iterator.next();
      if (next.done === true) break;
      this.first = this.first.length === 0 ? next.value : Buffer.concat([this.first, next.value]);
    }
    return this.first.subarray(0, HEAD_BYTES);
  }

  async *pieces(): AsyncGenerator<Uint8Array> {
    yield* this.cut(this.first);
    this.first = new Uint8Array();
    for (;;) {
      const next = await this.iterator.next();
      if (next.done === true) return;
      yield* this.cut(next.value);
    }
  }

  /** Lets the source close what it holds open. */
  async stop(): Promise<void> {
    await this.iterator.return?.();
  }

  private *cut(bytes: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      this.bytes += piece.length;
      this.digest.update(piece);
      yield piece;
    }
  }
}
