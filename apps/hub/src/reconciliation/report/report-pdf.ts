import type { Language } from '@app/collection';
import { amountText, money, shortDayText, startOfDay } from '@app/domain';
import { openPdf, Pen, sheet } from '@app/letters';
import type { ReconciliationReport } from './reconciliation-report.js';
import { drawDifferences } from './report-pdf-differences.js';
import { type Cell, drawTable, heading } from './report-table.js';
import type { ReportVoice } from './report-voice.js';
import { REPORT_WORDING, type ReportWording } from './report-wording.js';

const FIRST_TOP = sheet.mm(20);

/** The report on A4, tagged and paged. The same report in the same language gives the same bytes. */
export async function reportPdf(report: ReconciliationReport, language: Language): Promise<Buffer> {
  const words = REPORT_WORDING[language];
  const { creditor, country, from, to } = report;
  const voice: ReportVoice = {
    words,
    amount: (minor, currency) => amountText(money(minor, currency), language, country),
    day: (day) => shortDayText(day, language),
  };
  const period = `${voice.day(from)} – ${voice.day(to)}`;
  const { pdf, bytes } = await openPdf({
    title: `${words.title}, ${creditor.name}, ${period}`,
    author: creditor.name,
    language,
    createdAt: startOfDay(to, country),
  });
  const pen = new Pen(pdf, FIRST_TOP);
  pen.flow('H1', words.title, { font: sheet.FONT.strong, size: sheet.SIZE.title }, { after: 4 });
  pen.flow('P', `${creditor.name}, ${creditor.organisationNumber}`, {}, { after: 2 });
  pen.flow('P', `${words.period}: ${period}`, {}, { after: 8 });
  pen.flow('P', words.about, { size: sheet.SIZE.small, colour: sheet.COLOUR.quiet });
  drawVerdicts(pen, report, voice);
  drawBalances(pen, report, voice);
  drawDifferences(pen, report, voice);
  drawFooters(pen, `${creditor.name}, ${period}`, words);
  pen.end();
  pdf.end();
  return bytes;
}

/** One sentence for each currency. */
function drawVerdicts(pen: Pen, { days }: ReconciliationReport, { words, amount }: ReportVoice): void {
  const last = new Map(days.map((day) => [day.currency, day.differenceMinor]));
  for (const [currency, minor] of last) {
    const text = minor === 0n ? words.agrees : words.differs.replace('{amount}', amount(minor, currency));
    pen.flow('P', last.size > 1 ? `${currency}: ${text}` : text, { font: sheet.FONT.strong });
  }
}

function drawBalances(
  pen: Pen,
  { days }: ReconciliationReport,
  { words, amount, day: dayOf }: ReportVoice,
): void {
  heading(pen, words.balances);
  for (const { day, currency, accounts, differenceMinor, received } of days) {
    const rows: Cell[][] = [];
    for (const { side, account, openingMinor, movements, closingMinor } of accounts) {
      const name = side === 'client-money' ? (words.accounts[account] ?? account) : words.sides[side];
      rows.push([
        { text: name, strong: true },
        { text: words.opening },
        right(amount(openingMinor, currency)),
      ]);
      for (const { what, minor } of movements)
        rows.push([{ text: '' }, { text: words.movements[what] ?? what }, right(amount(minor, currency))]);
      rows.push([
        { text: '' },
        { text: words.closing },
        { ...right(amount(closingMinor, currency)), strong: true },
      ]);
    }
    rows.push([
      { text: words.ledgerLessClaims, strong: true },
      { text: '' },
      { ...right(amount(differenceMinor, currency)), strong: true },
    ]);
    for (const { overBank, minor } of received)
      rows.push([
        { text: overBank ? words.receivedOverBank : words.receivedElsewhere },
        { text: '' },
        right(amount(minor, currency)),
      ]);
    drawTable(
      pen,
      `${dayOf(day)}, ${currency}`,
      [0.46, 0.28, 0.26],
      [words.account, words.movement, words.amount],
      rows,
    );
  }
  if (days.some(({ received }) => received.some(({ overBank }) => !overBank)))
    pen.flow('P', words.elsewhereNote, { size: sheet.SIZE.small, colour: sheet.COLOUR.quiet });
}

function right(text: string): Cell {
  return { text, right: true };
}

/** Drawn last, when the number of pages is known. */
function drawFooters(pen: Pen, about: string, words: ReportWording): void {
  const { start, count } = pen.pdf.bufferedPageRange();
  for (let at = start; at < start + count; at += 1) {
    pen.pdf.switchToPage(at);
    const page = words.page.replace('{page}', `${at + 1}`).replace('{pages}', `${count}`);
    const style = { size: sheet.SIZE.tiny, colour: sheet.COLOUR.quiet };
    pen.decorate(() => {
      const place = { x: sheet.LEFT, y: sheet.FOOTER_TOP, width: sheet.WIDTH };
      pen.plain(about, place, style);
      pen.plain(page, place, { ...style, align: 'right' });
    }, 'Pagination');
  }
}
