import { parseArgs } from 'node:util';

export const OPS = [
  'doctor',
  'users list',
  'users lock',
  'users unlock',
  'users link',
  'keys rotate',
  'sync',
  'replay',
  'export',
  'erase',
] as const;
export type OpsCommand = (typeof OPS)[number];

export interface OpsArguments {
  readonly command: OpsCommand;
  readonly words: readonly string[];
  readonly reason: string | undefined;
  readonly out: string | undefined;
  readonly all: boolean;
  readonly json: boolean;
}

export class OpsUsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OpsUsageError';
  }
}

export const OPS_USAGE = `Commands for whoever runs the hub. They run beside a hub that is up, with the same environment.

  npm run ops -- <command> [options]

Commands
  doctor                        looks at configuration, database, keys, clock, mail and disk, and says what to do
  users list                    people, where they belong, whether they are locked out
  users lock EMAIL              ends all sessions and refuses new ones
  users unlock EMAIL            lets them sign in again
  users link EMAIL              a link, good for one hour, to choose a password and come in; without any account: to make the first
  keys rotate                   seals with the newest key what an older one sealed
  sync CREDITOR CONNECTION      pulls from the ledger now; with --all every active connection
  replay [QUEUE]                lists jobs that failed for good; with a queue sends them again
  export CREDITOR DEBTOR        everything that is kept of a debtor, as JSON; needs --reason
  erase CREDITOR DEBTOR         erases what the law lets go today; needs --reason

Options
  --reason TEXT                 why; kept in the access log or the audit log
  --out FILE                    where export writes; default standard output
  --all                         with sync
  --json                        one JSON document instead of lines
  --help

Exit 0: done; 1: refused, or something is not in order; 2: wrong usage.`;

/** How many words each takes, at least and at most, and whether it needs a reason. */
const SHAPES: Readonly<Record<OpsCommand, readonly [least: number, most: number, needsReason?: true]>> = {
  doctor: [0, 0],
  'users list': [0, 0],
  'users lock': [1, 1],
  'users unlock': [1, 1],
  'users link': [0, 1],
  'keys rotate': [0, 0],
  sync: [0, 2],
  replay: [0, 1],
  export: [2, 2, true],
  erase: [2, 2, true],
};

/** @throws OpsUsageError */
export function readOpsArguments(argv: readonly string[]): OpsArguments | 'help' {
  const { values, positionals } = parsed(argv);
  if (values.help === true) return 'help';
  const command = OPS.find((name) => name === positionals.slice(0, name.split(' ').length).join(' '));
  if (command === undefined) throw new OpsUsageError(`There is no command "${positionals.join(' ')}".`);
  const words = positionals.slice(command.split(' ').length);
  const [least, most, needsReason] = SHAPES[command];
  if (words.length < least || words.length > most)
    throw new OpsUsageError(`"${command}" takes ${least === most ? least : `${least} to ${most}`} words.`);
  if (command === 'sync' && (values.all === true) === (words.length === 2))
    throw new OpsUsageError('"sync" takes CREDITOR and CONNECTION, or --all.');
  if (command === 'sync' && words.length === 1) throw new OpsUsageError('CONNECTION is missing.');
  if (needsReason && (values.reason ?? '').trim() === '')
    throw new OpsUsageError('--reason TEXT is missing.');
  return {
    command,
    words,
    reason: values.reason,
    out: values.out,
    all: values.all === true,
    json: values.json === true,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        reason: { type: 'string' },
        out: { type: 'string' },
        all: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new OpsUsageError(error instanceof Error ? error.message : String(error));
  }
}
