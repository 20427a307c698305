import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/** A file of lines that only grows. A line is on disk when `append` returns. */
export class JournalFile {
  /** Bytes of whole lines, as read and as appended. */
  #bytes = 0;
  #tail = Buffer.alloc(0);
  #isClosed = false;

  private constructor(private readonly descriptor: number) {}

  /** Opens the file, and makes it and its folder when they are missing. Nobody else on the machine may read it. */
  static open(path: string): JournalFile {
    mkdirSync(dirname(path), { recursive: true });
    return new JournalFile(openSync(path, 'a+', 0o600));
  }

  /** The whole lines from the beginning, one at a time; what follows the last of them is the `tail`. */
  *lines(): Generator<string, void, void> {
    this.#bytes = 0;
    let rest = Buffer.alloc(0);
    for (let at = 0; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const count = readSync(this.descriptor, chunk, 0, CHUNK_BYTES, at);
      if (count === 0) break;
      at += count;
      const data = Buffer.concat([rest, chunk.subarray(0, count)]);
      let start = 0;
      for (
        let end = data.indexOf(LINE_FEED);
        end >= 0;
        start = end + 1, end = data.indexOf(LINE_FEED, start)
      ) {
        this.#bytes += end + 1 - start;
        yield data.toString('utf8', start, end);
      }
      rest = data.subarray(start);
    }
    this.#tail = rest;
  }

  /** What was left of a line whose writer was killed; known once `lines` has ended. */
  get tail(): string {
    return this.#tail.toString('utf8');
  }

  dropTail(): void {
    ftruncateSync(this.descriptor, this.#bytes);
    fdatasyncSync(this.descriptor);
    this.#tail = Buffer.alloc(0);
  }

  /** @throws when the disk refuses, or when something else wrote to the file or cut it */
  append(line: string): void {
    const { size } = fstatSync(this.descriptor);
    if (size !== this.#bytes)
      throw new Error(`it has ${size} bytes instead of ${this.#bytes}: another process writes to it`);
    const bytes = Buffer.from(`${line}\n`, 'utf8');
    for (let written = 0; written < bytes.length;) written += writeSync(this.descriptor, bytes, written);
    fdatasyncSync(this.descriptor);
    this.#bytes += bytes.length;
  }

  close(): void {
    if (!this.#isClosed) closeSync(this.descriptor);
    this.#isClosed = true;
  }
}
