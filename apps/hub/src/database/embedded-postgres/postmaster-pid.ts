import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server writes into its data folder, one fact a line; see PostgreSQL's `miscinit.h`. */
export interface PostmasterPid {
  readonly pid: number;
  readonly port: number;
  /** `ready` once it takes connections; else `starting`, `stopping`, `standby`, or empty. */
  readonly status: string;
}

const LINE_PORT = 3;
const LINE_STATUS = 7;

/** @returns undefined when no server has left its file, or the file is only half written */
export async function readPostmasterPid(dataFolder: string): Promise<PostmasterPid | undefined> {
  let text: string;
  try {
    text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[LINE_PORT] ?? '');
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number.isInteger(port) ? port : 0, status: (lines[LINE_STATUS] ?? '').trim() };
}

/** Whether a process of this id exists, also when it belongs to another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether the process is a PostgreSQL server. Ids are used again after a restart of the machine, so a
 * pid file alone proves nothing. Where `/proc` is missing (macOS, Windows) the answer is `undefined`: not known.
 */
export async function isPostgresProcess(pid: number): Promise<boolean | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return /(^|\/)postgres\0/.test(commandLine);
  } catch {
    return false;
  }
}
