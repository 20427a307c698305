import type { Clock } from '@app/domain';
import type { Reply } from '../server/exchange.js';
import { HoldableClock } from './holdable-clock.js';
import { JournalError } from './journal-error.js';
import { JournalFile } from './journal-file.js';
import {
  JOURNAL_FORMAT,
  JOURNAL_START,
  JOURNAL_VERSION,
  type JournalEntry,
  type JournalHeader,
  type JournalSettings,
  readEntry,
  readHeader,
} from './lines.js';
import type { Operation, Recorder, Replayable } from './operation.js';

export interface JournalOptions {
  readonly file: string;
  /** Told in one sentence what a person should know. Default: the standard error. */
  readonly notice?: (text: string) => void;
  /**
   * An operation was carried out and could not be written down, so that no further one is taken. The process should end:
   * its books know of something that the next start will not.
   */
  readonly onFailure?: (error: JournalError) => void;
}

/**
 * Keeps the sandbox's books over restarts: every operation that left a trace is appended to a file before it is answered,
 * and at the next start carried out again, at its old instant and through the same code. The format is described in README.md.
 */
export class Journal implements Recorder {
  /** The clock to build the ledger with. It stands at the instant of the first start until `resume` has ended. */
  readonly clock: HoldableClock;
  /** Entries carried out again at this start. */
  replayed = 0;
  readonly #options: JournalOptions;
  readonly #settings: JournalSettings;
  readonly #file: JournalFile;
  readonly #lines: Generator<string, void, void>;
  readonly #header: JournalHeader | undefined;
  readonly #startedAt: Date;
  #ledger: Replayable | undefined;
  #failure: JournalError | undefined;

  /** @throws JournalError when the file is no journal, or one of another version or of other settings */
  constructor(options: JournalOptions, settings: JournalSettings, clock?: Clock) {
    this.#options = options;
    this.#settings = settings;
    this.clock = new HoldableClock(clock);
    this.#file = this.#opened();
    try {
      this.#lines = this.#file.lines();
      this.#header = this.#readHeader();
      this.#startedAt = this.#header ? new Date(this.#header.startedAt) : this.clock.now();
    } catch (error) {
      this.#file.close();
      throw error;
    }
    this.clock.hold(this.#startedAt);
  }

  /**
   * Brings the ledger to where the journal ends, and keeps its operations from here on.
   * @throws JournalError when an entry is damaged, or has another outcome than it had
   */
  resume(ledger: Replayable): void {
    const fingerprint = ledger.fingerprint();
    if (this.#header) {
      if (this.#header.fingerprint !== fingerprint)
        throw this.#error('this version of the sandbox makes other data from the same seed');
      for (const line of this.#lines) this.#replay(ledger, line);
    }
    if (this.#file.tail !== '') {
      this.#notice(
        `the last line of ${this.#options.file} was cut off in its middle and is dropped; nobody had its answer`,
      );
    }
    this.#write(() => {
      this.#file.dropTail();
      if (!this.#header) this.#file.append(JSON.stringify(this.#newHeader(fingerprint)));
    });
    this.clock.release();
    this.#ledger = ledger;
  }

  run(operation: Operation, work: () => Reply): Reply {
    const ledger = this.#ledger;
    if (this.#failure || !ledger) throw this.#failure ?? new Error('The journal is not open.');
    const before = ledger.mark();
    const at = this.clock.now();
    this.clock.hold(at);
    let reply: Reply;
    try {
      reply = work();
    } finally {
      this.clock.release();
    }
    const { status } = reply;
    const mark = ledger.mark();
    const hasTrace = (status >= 200 && status < 300) || mark !== before;
    if (hasTrace) {
      const entry: JournalEntry = { at: at.toISOString(), ...operation, status, mark };
      this.#write(() => this.#file.append(JSON.stringify(entry)));
    }
    return reply;
  }

  close(): void {
    this.#ledger = undefined;
    this.#file.close();
  }

  #opened(): JournalFile {
    try {
      return JournalFile.open(this.#options.file);
    } catch (error) {
      throw this.#error(
        reasonOf(error),
        'name a file that this user may write, in a folder that it may write',
      );
    }
  }

  /** Undefined for a journal that is still empty, or whose first line its writer could not end. */
  #readHeader(): JournalHeader | undefined {
    const first = this.#lines.next();
    if (first.done) {
      const { tail } = this.#file;
      if (JOURNAL_START.startsWith(tail) || tail.startsWith(JOURNAL_START)) return undefined;
    }
    const header = first.done ? undefined : readHeader(first.value);
    if (!header) throw this.#error('it is a file of another kind', 'name another file');
    if (header.version !== JOURNAL_VERSION) {
      throw this.#error(`it has version ${header.version}, and this sandbox writes ${JOURNAL_VERSION}`);
    }
    if (header.startedAt === '') throw this.#error('line 1 is damaged');
    const names = new Set([...Object.keys(this.#settings), ...Object.keys(header.settings)]);
    const others = [...names].filter((name) => !isSame(this.#settings[name], header.settings[name]));
    if (others.length > 0) {
      const differences = others.map(
        (name) => `${name} ${shown(header.settings[name])} instead of ${shown(this.#settings[name])}`,
      );
      throw this.#error(`it was begun with ${differences.join(', ')}`);
    }
    return header;
  }

  #newHeader(fingerprint: string): JournalHeader {
    return {
      format: JOURNAL_FORMAT,
      version: JOURNAL_VERSION,
      startedAt: this.#startedAt.toISOString(),
      settings: this.#settings,
      fingerprint,
    };
  }

  #replay(ledger: Replayable, line: string): void {
    const place = `line ${this.replayed + 2}`;
    const entry = readEntry(line);
    if (!entry) throw this.#error(`${place} is damaged`);
    const { at, status, mark, ...operation } = entry;
    this.clock.hold(new Date(at));
    const answered = ledger.replay(operation);
    if (answered !== status || ledger.mark() !== mark) {
      const what = `${place}, ${operation.method} ${operation.target}, answered ${status} then and ${answered} now`;
      throw this.#error(`${what}, or left other ids: this version of the sandbox works otherwise`);
    }
    this.replayed += 1;
  }

  #write(work: () => void): void {
    try {
      work();
    } catch (error) {
      const remedy = 'make room or end the other writer, then start again';
      this.#failure = this.#error(`writing to it failed (${reasonOf(error)})`, remedy);
      this.#options.onFailure?.(this.#failure);
      throw this.#failure;
    }
  }

  #notice(text: string): void {
    const { notice = (line) => void process.stderr.write(`sandbox: ${line}\n`) } = this.#options;
    notice(text);
  }

  #error(reason: string, remedy?: string): JournalError {
    return new JournalError(this.#options.file, reason, remedy);
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
