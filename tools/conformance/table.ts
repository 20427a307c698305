/** What Jest writes with `--json`, as far as it is read. */
export interface SuiteResults {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** What the suite writes of its faults, one object per ledger; see `libs/connectors/src/conformance/report.ts`. */
export interface FaultReport {
  readonly connector: string;
  readonly outcomes: readonly {
    readonly operation: string;
    readonly fault: string;
    readonly ending: string;
    readonly requests: number;
    readonly allowed: boolean;
  }[];
}

interface Tally {
  passed: number;
  asked: number;
}

const SUITE = /^conformance of ([a-z0-9-]+)/;
const CHECK_WIDTH_MAX = 62;
const LETTERS: Readonly<Record<string, string>> = {
  retryable: 'r',
  'outcome-unknown': 'u',
  'connection-blocked': 'b',
  success: 's',
};
const WRONG = '!';
const NO_PART = '-';

/** One row per check, one column per ledger: in how many variants of the ledger it passed. */
export function checksTable({ testResults }: SuiteResults): string[] {
  const checks = new Map<string, Map<string, Tally>>();
  const ledgers = new Set<string>();
  for (const { ancestorTitles, title, status } of testResults.flatMap((file) => file.assertionResults)) {
    const [suite = '', ...parts] = ancestorTitles;
    const ledger = SUITE.exec(suite)?.[1];
    if (ledger === undefined) continue;
    ledgers.add(ledger);
    const name = [...parts, title].join(': ');
    const byLedger = checks.get(name) ?? new Map<string, Tally>();
    checks.set(name, byLedger);
    const tally = byLedger.get(ledger) ?? { passed: 0, asked: 0 };
    byLedger.set(ledger, tally);
    tally.asked += 1;
    if (status === 'passed') tally.passed += 1;
  }
  const keys = [...ledgers].sort();
  const rows = [...checks].map(([name, byLedger]) => [name, ...keys.map((key) => cell(byLedger.get(key)))]);
  const sums = keys.map((key) =>
    cell(sum([...checks.values()].flatMap((byLedger) => byLedger.get(key) ?? []))),
  );
  return layOut([['check', ...keys], ...rows, ['all', ...sums]]);
}

/** One row per fault, one column per ledger: a letter per operation, in the order that the legend gives. */
export function faultsTable(reports: readonly FaultReport[]): string[] {
  const sorted = [...reports].sort((a, b) => a.connector.localeCompare(b.connector));
  const outcomes = sorted.flatMap((report) => report.outcomes);
  const faults = [...new Set(outcomes.map(({ fault }) => fault))];
  const operations = [...new Set(outcomes.map(({ operation }) => operation))];
  const letters = ({ outcomes: own }: FaultReport, fault: string): string =>
    operations
      .map((operation) => {
        const outcome = own.find((one) => one.fault === fault && one.operation === operation);
        if (!outcome) return NO_PART;
        return outcome.allowed ? (LETTERS[outcome.ending] ?? WRONG) : WRONG;
      })
      .join('');
  const right = sorted.map(
    ({ outcomes: own }) => `${own.filter(({ allowed }) => allowed).length} of ${own.length}`,
  );
  const most = sorted.map(({ outcomes: own }) => String(Math.max(0, ...own.map(({ requests }) => requests))));
  return [
    `A letter per operation, in the order ${operations.join(', ')}:`,
    ...Object.entries(LETTERS).map(([ending, letter]) => `  ${letter}  ${ending}`),
    `  ${WRONG}  ends as it must not`,
    '',
    ...layOut([
      ['fault', ...numbered(sorted.map(({ connector }) => connector))],
      ...faults.map((fault) => [fault, ...sorted.map((report) => letters(report, fault))]),
      ['ended as they may', ...right],
      ['most requests', ...most],
    ]),
  ];
}

function cell(tally: Tally | undefined): string {
  if (!tally) return NO_PART;
  const { passed, asked } = tally;
  if (passed < asked) return `FAILED ${asked - passed} of ${asked}`;
  return asked === 1 ? 'ok' : `ok ×${asked}`;
}

function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, { passed, asked }) => ({ passed: total.passed + passed, asked: total.asked + asked }),
    { passed: 0, asked: 0 },
  );
}

/** Columns as wide as their widest cell; a long name of a check is cut. */
function layOut(rows: readonly (readonly string[])[]): string[] {
  const cut = rows.map(([first = '', ...rest]) => [
    first.length > CHECK_WIDTH_MAX ? `${first.slice(0, CHECK_WIDTH_MAX - 1)}…` : first,
    ...rest,
  ]);
  const widths = (cut[0] ?? []).map((_, column) => Math.max(...cut.map((row) => row[column]?.length ?? 0)));
  return cut.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A ledger may be played in several ways, each with faults: the second is called so. */
function numbered(names: readonly string[]): string[] {
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
