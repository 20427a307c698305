import { REGIME_DESCRIPTIONS } from '../regimes/index.js';
import type { Regime } from '../vocabulary.js';
import { roadOf } from './road.js';
import type { Precondition, StepRule } from './step-rule.js';

const PRECONDITIONS: Readonly<Record<Precondition, string>> = {
  overdue: 'overdue',
  'notice-deadline-missed': "the notice's deadline is missed",
  'demand-deadline-missed': "the demand's deadline is missed",
  'demand-recent': 'the demand is recent enough',
  'legal-action-announced': 'legal action was announced, and its time is over',
  'joined-deadlines-missed': 'the deadlines of all notices sent are missed',
  'claim-weighed': 'a person has weighed the claim',
};

const HEAD = [
  'step',
  'in the country',
  'needs',
  'time to pay at least',
  'channels',
  'by consent',
  'fee',
  'sent by',
  'source',
];

/** The road of a regime as a Markdown table: what `docs/collection-process.md` shows, checked by a test. */
export function processTable(regime: Regime): string {
  const rows = [HEAD, ...roadOf(regime).map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** The heading under which the table stands. */
export function processHeading(regime: Regime): string {
  const { act, source } = REGIME_DESCRIPTIONS[regime];
  return `## ${regime}: ${act} (${source})`;
}

function rowOf(rule: StepRule): readonly string[] {
  return [
    rule.kind,
    rule.localName,
    rule.preconditions.map((one) => PRECONDITIONS[one]).join('; '),
    timeOf(rule),
    rule.channels.join(', ') || 'none: a document',
    rule.channelsWithConsent.join(', ') || '–',
    feeOf(rule),
    rule.collectorOnly ? 'collector only' : 'anyone',
    rule.sources.join('; '),
  ];
}

function timeOf({ deadlineDaysMin, postDays, bankDaysAfterReceipt, validMonths }: StepRule): string {
  if (deadlineDaysMin === 0) return '–';
  const post = postDays === undefined ? '' : ` + ${postDays} for the post`;
  const bank = bankDaysAfterReceipt === undefined ? '' : `, ${bankDaysAfterReceipt} bank days after receipt`;
  const age = validMonths === undefined ? '' : `; counts for ${validMonths} months`;
  return `${deadlineDaysMin} days${post}${bank}${age}`;
}

function feeOf({ fee }: StepRule): string {
  if (!fee) return '–';
  return fee.earliestDaysAfterDue === 0
    ? fee.kind
    : `${fee.kind}, from day ${fee.earliestDaysAfterDue} after due`;
}
