import { parseArgs } from 'node:util';
import { isLocalDate, type LocalDate } from '@app/domain';

export const COMMANDS = [
  'identify',
  'companies',
  'preflight',
  'targets',
  'pull',
  'changes',
  'find',
  'post',
] as const;
export type Command = (typeof COMMANDS)[number];

export interface WorkbenchArguments {
  readonly connector: string;
  readonly command: Command;
  readonly settingsFile: string;
  readonly company: string | undefined;
  readonly cursorFile: string | undefined;
  readonly instructionFile: string | undefined;
  readonly items: readonly string[];
  readonly invoicedFrom: LocalDate | undefined;
  readonly pageSize: number;
  /** Errors too as a JSON line. */
  readonly json: boolean;
}

export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export const USAGE = `One connector on the command line, without hub or database.

  npm run connector -- <key> <command> --settings FILE [options]

Commands
  identify                      whose ledger the settings open
  companies                     every company that the grant reaches
  preflight                     what a person must mend first
  targets                       where settlements may be booked
  pull                          open items; with --cursor FILE from where the last pull ended
  changes --items IDS           these items as they stand now
  find --instruction FILE       the posting of an instruction, if the ledger has one
  post --instruction FILE       books an instruction once; with a baseline in the file it looks first

Options
  --settings FILE               JSON with the connector's settings (required)
  --company KEY                 a company of the grant; needed where it reaches several
  --cursor FILE                 read before a pull if it exists, written after each page
  --invoiced-from YYYY-MM-DD    pull nothing invoiced earlier; default one year back
  --page-size N                 default 100
  --items IDS                   ids joined by commas
  --instruction FILE            JSON { "instruction": {...}, "baseline": {...} }; amounts as { "amount": "400.00", "currency": "NOK" }
  --json                        errors too as one JSON line
  --help

Addresses come from the environment, for example TRIPLETEX_API_URL. Prints JSON lines. Exit 0: done; 1: an error of
the connector contract, printed by name with what to do; 2: wrong usage.`;

/** @throws UsageError */
export function readArguments(argv: readonly string[]): WorkbenchArguments | 'help' {
  const { values, positionals } = parsed(argv);
  if (values.help === true) return 'help';
  const [connector, command, ...rest] = positionals;
  if (connector === undefined || command === undefined || rest.length > 0) {
    throw new UsageError('A connector and a command are needed, and nothing else.');
  }
  if (!COMMANDS.includes(command as Command)) throw new UsageError(`There is no command "${command}".`);
  if (values.settings === undefined) throw new UsageError('--settings FILE is missing.');
  const invoicedFrom = values['invoiced-from'];
  if (invoicedFrom !== undefined && !isLocalDate(invoicedFrom)) {
    throw new UsageError('--invoiced-from needs a day of the form YYYY-MM-DD.');
  }
  const pageSize = Number(values['page-size'] ?? '100');
  if (!Number.isInteger(pageSize) || pageSize < 1)
    throw new UsageError('--page-size needs a whole number from 1.');
  return {
    connector,
    command: command as Command,
    settingsFile: values.settings,
    company: values.company,
    cursorFile: values.cursor,
    instructionFile: values.instruction,
    items: (values.items ?? '').split(',').filter((id) => id !== ''),
    invoicedFrom,
    pageSize,
    json: values.json === true,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        settings: { type: 'string' },
        company: { type: 'string' },
        cursor: { type: 'string' },
        instruction: { type: 'string' },
        items: { type: 'string' },
        'invoiced-from': { type: 'string' },
        'page-size': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
