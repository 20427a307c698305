import { type JsonValue, localDateAt } from '@app/domain';
import { type Pen, sheet } from '@app/letters';
import type { ReconciliationReport, ReportedDifference } from './reconciliation-report.js';
import { drawTable, heading } from './report-table.js';
import type { ReportVoice } from './report-voice.js';

/** More evidence of one difference than this stands in the JSON alone. */
const LINES_MAX = 12;

/** Totals by kind, then each difference with its evidence and what was said and done about it. */
export function drawDifferences(pen: Pen, report: ReconciliationReport, voice: ReportVoice): void {
  const { words, amount } = voice;
  heading(pen, words.differences);
  if (report.differences.length === 0) {
    pen.flow('P', words.noDifferences);
    return;
  }
  drawTable(
    pen,
    words.totals,
    [0.4, 0.13, 0.13, 0.13, 0.21],
    [words.kind, words.states.open, words.states.explained, words.states.cleared, words.amount],
    report.totals.map(({ kind, currency, open, explained, cleared, gapMinor }) => [
      { text: words.kinds[kind] },
      { text: `${open}` },
      { text: `${explained}` },
      { text: `${cleared}` },
      { text: amount(gapMinor, currency), right: true },
    ]),
  );
  for (const difference of report.differences) drawDifference(pen, report, difference, voice);
}

function drawDifference(
  pen: Pen,
  { country }: ReconciliationReport,
  difference: ReportedDifference,
  { words, amount, day }: ReportVoice,
): void {
  const { kind, state, currency, ledgerMinor, expectedMinor, clientMoneyMinor, gapMinor, evidence } =
    difference;
  const on = (at: Date): string => day(localDateAt(at, country));
  pen.need(80);
  const gap = gapMinor === null ? '' : `, ${amount(gapMinor, currency)}`;
  const title = `${words.kinds[kind]}${gap} (${words.states[state]})`;
  pen.flow('H3', title, { font: sheet.FONT.strong, size: sheet.SIZE.text }, { after: 2 });
  const small = { size: sheet.SIZE.small };
  const figures = [
    `${words.firstSeen} ${on(difference.firstSeenAt)}`,
    ...(ledgerMinor === null ? [] : [`${words.inLedger} ${amount(ledgerMinor, currency)}`]),
    `${words.expected} ${amount(expectedMinor, currency)}`,
    ...(clientMoneyMinor === null ? [] : [`${words.inClientMoney} ${amount(clientMoneyMinor, currency)}`]),
  ];
  pen.flow('P', figures.join(' · '), small, { after: 2 });
  const [, settlement] = difference.subject.split(':');
  const about = [
    `${words.claim} ${difference.claimId}`,
    ...(settlement === undefined ? [] : [`${words.settlement} ${settlement}`]),
  ];
  pen.flow('P', about.join(' · '), { ...small, colour: sheet.COLOUR.quiet }, { after: 2 });
  const sides = evidence?.['sides'];
  const minorText = (value: JsonValue | undefined): string =>
    typeof value === 'string' && /^-?\d+$/.test(value) ? amount(BigInt(value), currency) : '';
  const postings = rowsOf(sides, 'ledger', 'movements').map(
    (row) => `${String(row['postingId'])} ${minorText(row['changeMinor'])}`,
  );
  const bookings = rowsOf(sides, 'claim', 'writeBacks').map(
    (row) => `${String(row['postingId'] ?? '–')} ${minorText(row['amountMinor'])} (${String(row['state'])})`,
  );
  for (const [name, lines] of [
    [words.postings, postings],
    [words.bookings, bookings],
  ] as const) {
    if (lines.length === 0) continue;
    const rest = lines.length > LINES_MAX ? ` (+ ${lines.length - LINES_MAX})` : '';
    pen.flow('P', `${name}: ${lines.slice(0, LINES_MAX).join('; ')}${rest}`, small, { after: 2 });
  }
  for (const { kind: told, actor, at, text } of difference.told) {
    const what = told === 'explained' ? words.states.explained : words.states['action-taken'];
    pen.flow(
      'P',
      `${on(at)}, ${actor}, ${what}: ${text}`,
      { ...small, font: sheet.FONT.strong },
      { after: 2 },
    );
  }
  pen.y += 6;
}

function rowsOf(
  sides: JsonValue | undefined,
  side: string,
  list: string,
): { readonly [name: string]: JsonValue }[] {
  const one = isObject(sides) ? sides[side] : undefined;
  const rows = isObject(one) ? one[list] : undefined;
  return Array.isArray(rows) ? rows.filter(isObject) : [];
}

function isObject(value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
