import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BankFileId } from '@app/domain';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { type HeldLease, LeaseKeeper } from '../../scheduler/lease-keeper.js';
import { Scheduler } from '../../scheduler/scheduler.js';
import { FileIntake } from './file-intake.js';
import { FilesService } from './files.service.js';
import { FileTooLargeError } from './spool.js';

/** Files looked at in one turn; the rest waits for the next. */
const FILES_MAX = 1_000;
/** Names under which senders write what is not whole yet, and what systems lay beside. */
const UNFINISHED = /^\.|\.(part|partial|tmp|temp|filepart|swp|crdownload)$|~$/i;
/** Short, and renewed while a turn lasts: a killed process keeps nobody from the folder. */
const LEASE_SECONDS = 15;
const RENEW_EVERY_MS = 5_000;

interface Seen {
  readonly size: number;
  readonly changedMs: number;
  readonly inode: number;
}

/**
 * A folder into which the bank's files are laid, by SFTP say: `in`, from where each goes on to `done` or `refused` once it has
 * been read. It is moved after its bytes are kept: a process that dies in between finds it again, and knows its content.
 */
@Injectable()
export class WatchedFolder implements OnModuleInit {
  readonly #log = new Logger('WatchedFolder');
  readonly #seen = new Map<string, Seen>();
  /** Received, and not read yet. */
  readonly #pending = new Map<string, { readonly id: BankFileId; readonly seen: Seen }>();

  constructor(
    private readonly environment: Environment,
    private readonly scheduler: Scheduler,
    private readonly leases: LeaseKeeper,
    private readonly intake: FileIntake,
    private readonly files: FilesService,
  ) {}

  onModuleInit(): void {
    const { BANK_FILES_FOLDER: folder, BANK_FILES_FOLDER_SECONDS: seconds } = this.environment;
    // Only a replica that sees the folder may take its turn.
    if (folder === undefined) return;
    this.scheduler.every({
      name: 'bank-files-folder',
      seconds,
      leaseSeconds: LEASE_SECONDS,
      run: (lease, signal) => this.#turn(folder, lease, signal),
    });
  }

  /** Where the lease is lost all the same, another looks at the same files, and the content tells what is known. */
  async #turn(folder: string, lease: HeldLease, signal: AbortSignal): Promise<void> {
    const renewing = setInterval(
      () => void this.leases.renew(lease, LEASE_SECONDS).catch(() => undefined),
      RENEW_EVERY_MS,
    );
    try {
      await this.look(folder, signal);
    } finally {
      clearInterval(renewing);
    }
  }

  /** One turn. A file is taken when it was not changed since the turn before. */
  async look(folder: string, signal: AbortSignal): Promise<void> {
    for (const name of ['in', 'done', 'refused']) await mkdir(join(folder, name), { recursive: true });
    const names = (await readdir(join(folder, 'in'), { withFileTypes: true }))
      .filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name))
      .map(({ name }) => name)
      .sort();
    for (const name of this.#seen.keys()) if (!names.includes(name)) this.#forget(name);
    for (const name of names.slice(0, FILES_MAX)) {
      if (signal.aborted) return;
      try {
        await this.#look(folder, name);
      } catch (error) {
        // One file that cannot be read keeps none of the others waiting.
        this.#log.error({ msg: 'a file in the folder was not taken', error });
      }
    }
  }

  async #look(folder: string, name: string): Promise<void> {
    const path = join(folder, 'in', name);
    const now = await seenAt(path);
    const before = this.#seen.get(name);
    this.#seen.set(name, now);
    if (before === undefined || !isSame(before, now)) {
      this.#pending.delete(name);
      return;
    }
    const received = this.#pending.get(name) ?? (await this.#receive(folder, name, now));
    if (!received) return;
    const { id, state, sameAsId } = await this.files.one(received.id);
    const told = state === 'duplicate' && sameAsId !== null ? (await this.files.one(sameAsId)).state : state;
    if (told === 'received') return;
    await this.#move(folder, name, received.seen, state === 'refused' ? 'refused' : 'done', id);
  }

  async #receive(
    folder: string,
    name: string,
    seen: Seen,
  ): Promise<{ readonly id: BankFileId; readonly seen: Seen } | undefined> {
    try {
      const { id } = await this.intake.receive(name, 'folder', createReadStream(join(folder, 'in', name)));
      const received = { id, seen };
      this.#pending.set(name, received);
      return received;
    } catch (error) {
      if (!(error instanceof FileTooLargeError)) throw error;
      this.#log.error({ msg: 'a file in the folder is too large', bytesMax: error.bytesMax });
      await this.#move(folder, name, seen, 'refused', undefined);
      return undefined;
    }
  }

  /** Not what was laid over it meanwhile: that has not been read. */
  async #move(
    folder: string,
    name: string,
    seen: Seen,
    to: 'done' | 'refused',
    id: BankFileId | undefined,
  ): Promise<void> {
    const path = join(folder, 'in', name);
    if (!isSame(await seenAt(path), seen)) return;
    const isTaken = await stat(join(folder, to, name)).then(
      () => true,
      () => false,
    );
    await rename(path, join(folder, to, isTaken ? `${id ?? seen.changedMs}-${name}` : name));
    this.#forget(name);
  }

  #forget(name: string): void {
    this.#seen.delete(name);
    this.#pending.delete(name);
  }
}

async function seenAt(path: string): Promise<Seen> {
  const { size, mtimeMs, ino } = await stat(path);
  return { size, changedMs: mtimeMs, inode: ino };
}

function isSame(a: Seen, b: Seen): boolean {
  return a.size === b.size && a.changedMs === b.changedMs && a.inode === b.inode;
}
