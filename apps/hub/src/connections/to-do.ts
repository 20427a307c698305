import type { Connection } from './connection-row.js';

type State = Pick<
  Connection,
  | 'state'
  | 'blockedFrom'
  | 'blockedMessage'
  | 'blockedRemedy'
  | 'preflight'
  | 'preflightAt'
  | 'writeBackTarget'
  | 'failuresInRow'
  | 'lastFailure'
>;

/** Failed runs in a row after which a person should know, though the hub goes on trying. */
const FAILURES_WORTH_TELLING = 3;

/** What a person must do for this connection, most urgent first, one sentence or two each; empty when all is well. */
export function toDo(connection: State, ledgerWritesBack: boolean): readonly string[] {
  const steps: string[] = [];
  if (connection.state === 'blocked') {
    steps.push(
      `${connection.blockedMessage ?? 'The ledger refuses us.'} ${connection.blockedRemedy ?? ''}`.trim(),
    );
  }
  for (const { severity, message, remedy } of connection.preflight) {
    if (severity !== 'notice') steps.push(`${message} ${remedy}`);
  }
  if (connection.failuresInRow >= FAILURES_WORTH_TELLING && connection.state === 'active') {
    steps.push(
      `The last ${connection.failuresInRow} runs failed: ${connection.lastFailure ?? 'no reason is known.'}`,
    );
  }
  if (connection.state === 'setting-up') {
    steps.push(
      connection.preflightAt ? 'Activate the connection.' : 'Run preflight, then activate the connection.',
    );
  }
  if (ledgerWritesBack && connection.writeBackTarget === null) {
    steps.push('Choose where settlements are booked; until then they wait.');
  }
  return steps;
}
