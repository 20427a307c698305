import { userInfo } from 'node:os';
import type { INestApplicationContext } from '@nestjs/common';
import { rememberPrincipal, withPrincipal } from '../api/principal.js';
import { ProblemError } from '../api/problem-error.js';
import { type Environment, readEnvironment } from '../config/environment.js';
import { errorSummary } from '../logging/redact.js';
import { doctor } from './doctor.js';
import { eraseDebtor, exportDebtor } from './debtor-commands.js';
import type { OpsAnswer, OpsCommandRun } from './ops-answer.js';
import {
  OPS_USAGE,
  type OpsArguments,
  type OpsCommand,
  OpsUsageError,
  readOpsArguments,
} from './ops-arguments.js';
import { linkForUser, listUsers, lockUser, unlockUser } from './user-commands.js';
import { replay, rotateKeys, syncNow } from './work-commands.js';

const COMMANDS: Readonly<Record<Exclude<OpsCommand, 'doctor'>, OpsCommandRun>> = {
  'users list': listUsers,
  'users lock': lockUser,
  'users unlock': unlockUser,
  'users link': linkForUser,
  'keys rotate': rotateKeys,
  sync: syncNow,
  replay,
  export: exportDebtor,
  erase: eraseDebtor,
};

export interface OpsOutput {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** Opens the hub's services without its port; whoever puts the hub together gives it. */
export type OpenContext = (
  environment: Environment,
  overrides: { readonly writeLog: (line: string) => void },
) => Promise<{ readonly app: INestApplicationContext; close(): Promise<void> }>;

/** One command. @returns the exit code: 0 done, 1 refused or not in order, 2 wrong usage */
export async function runOps(
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  output: OpsOutput,
  openContext: OpenContext,
): Promise<number> {
  return reported(argv, output, async (words) => {
    if (words.command === 'doctor') return doctor(variables);
    const context = await openContext(readEnvironment({ LOG_LEVEL: 'warn', ...variables }), {
      // What the hub has to say is no part of the answer.
      writeLog: (line) => void output.stderr.write(line),
    });
    try {
      return await runOn(context.app, words, words.command);
    } finally {
      await context.close();
    }
  });
}

/** A command on services that are there already. As the person at the machine: the audit log names their login. */
export function runOn(
  app: INestApplicationContext,
  words: OpsArguments,
  command: Exclude<OpsCommand, 'doctor'>,
): Promise<OpsAnswer> {
  return withPrincipal(() => {
    rememberPrincipal({ kind: 'operator', id: userInfo().username }, new Set());
    return COMMANDS[command](app, words);
  });
}

async function reported(
  argv: readonly string[],
  { stdout, stderr }: OpsOutput,
  run: (words: OpsArguments) => Promise<OpsAnswer>,
): Promise<number> {
  const json = argv.includes('--json');
  try {
    const words = readOpsArguments(argv);
    if (words === 'help') {
      stdout.write(`${OPS_USAGE}\n`);
      return 0;
    }
    const { lines, document, ok } = await run(words);
    stdout.write(json ? `${JSON.stringify(document)}\n` : lines.map((line) => `${line}\n`).join(''));
    return ok ? 0 : 1;
  } catch (error) {
    const usage = error instanceof OpsUsageError;
    const { code, text } = told(error);
    if (json) stdout.write(`${JSON.stringify({ error: code, message: text })}\n`);
    else stderr.write(`${text}${usage ? `\n\n${OPS_USAGE}` : ''}\n`);
    return usage ? 2 : 1;
  }
}

function told(error: unknown): { readonly code: string; readonly text: string } {
  if (error instanceof ProblemError) {
    const { code, title, cause, consequence, remedy } = error.problem;
    return { code, text: `${title} ${cause} ${consequence} ${remedy}` };
  }
  if (error instanceof OpsUsageError) return { code: 'usage', text: error.message };
  return { code: 'failed', text: errorSummary(error) };
}
