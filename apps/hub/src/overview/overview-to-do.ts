import type { Connection } from '../connections/connection-row.js';

/** What a person is asked for, most urgent first. */
export const TO_DO_CODES = [
  'blocked',
  'preflight',
  'failing',
  'refused-postings',
  'differences',
  'choose-account',
  'finish-setup',
  'second-person',
  'approve-claims',
  'grant-requests',
  'release-postings',
  'held-claims',
  'refused-records',
] as const;
export type ToDoCode = (typeof TO_DO_CODES)[number];

export interface OverviewToDo {
  readonly code: ToDoCode;
  /** How many wait; 1 where one connection is meant. */
  readonly count: number;
  readonly connectionId?: string;
  /** Of a blocked connection: which kind of block. */
  readonly reason?: string;
  /** In English, as the ledger's connector or the last run said it. */
  readonly detail?: string;
}

export interface OverviewCounts {
  /** Proposed claims that no open proposal would release. */
  readonly proposed: number;
  /** What one person asked for and another has to decide. */
  readonly proposals: number;
  readonly held: number;
  /** What goes beyond the authority and waits for the creditor's answer. */
  readonly grantRequests: number;
  readonly differences: number;
  readonly refusedPostings: number;
  readonly postingsToRelease: number;
  readonly refusedRecords: number;
}

/** Failed runs in a row after which a person should know, though the hub goes on trying. */
const FAILURES_WORTH_TELLING = 3;

/** What a company asks of people, from its connections and what waits; empty when all is well. */
export function overviewToDo(
  connections: readonly (Connection & { readonly writesBack: boolean })[],
  counts: OverviewCounts,
): OverviewToDo[] {
  const waiting: OverviewToDo[] = [
    { code: 'refused-postings', count: counts.refusedPostings },
    { code: 'differences', count: counts.differences },
    { code: 'second-person', count: counts.proposals },
    { code: 'approve-claims', count: counts.proposed },
    { code: 'grant-requests', count: counts.grantRequests },
    { code: 'release-postings', count: counts.postingsToRelease },
    { code: 'held-claims', count: counts.held },
    { code: 'refused-records', count: counts.refusedRecords },
  ];
  return [...connections.flatMap(ofConnection), ...waiting.filter(({ count }) => count > 0)].sort(
    (a, b) => TO_DO_CODES.indexOf(a.code) - TO_DO_CODES.indexOf(b.code),
  );
}

/** By the first thing that waits: the place of its code among all. */
export function urgencyOf([first]: readonly OverviewToDo[]): number {
  return first ? TO_DO_CODES.indexOf(first.code) : TO_DO_CODES.length;
}

function ofConnection(connection: Connection & { readonly writesBack: boolean }): OverviewToDo[] {
  const { state, preflight, failuresInRow } = connection;
  const one = { count: 1, connectionId: connection.id };
  const steps: OverviewToDo[] = [];
  if (state === 'blocked')
    steps.push({
      code: 'blocked',
      ...one,
      reason: connection.blockedReason ?? 'unknown',
      detail: `${connection.blockedMessage ?? ''} ${connection.blockedRemedy ?? ''}`.trim(),
    });
  const [blocking] = preflight.filter(({ severity }) => severity !== 'notice');
  if (blocking && state !== 'setting-up')
    steps.push({ code: 'preflight', ...one, detail: `${blocking.message} ${blocking.remedy}` });
  if (state === 'active' && failuresInRow >= FAILURES_WORTH_TELLING)
    steps.push({
      code: 'failing',
      ...one,
      count: failuresInRow,
      ...(connection.lastFailure === null ? {} : { detail: connection.lastFailure }),
    });
  if (state === 'setting-up') steps.push({ code: 'finish-setup', ...one });
  else if (connection.writesBack && connection.writeBackTarget === null)
    steps.push({ code: 'choose-account', ...one });
  return steps;
}
