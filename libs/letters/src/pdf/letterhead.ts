import type { LetterDocument } from '../letter-document.js';
import type { Speaker } from '../speaker.js';
import type { Pen } from './pen.js';
import { COLOUR, FACTS_COLUMN, FONT, FOOTER_TOP, LEFT, mm, SIZE, WIDTH, WINDOW } from './sheet.js';

/**
 * Who writes, to whom, and the facts of the case: the upper third of the first page, fit for a window envelope.
 * Answers where it ends.
 */
export function drawLetterhead(pen: Pen, speaker: Speaker): number {
  const { collector, creditor } = speaker.data;
  const nameHeight = pen.put(
    'P',
    collector.name,
    { x: LEFT, y: mm(16), width: WIDTH },
    {
      font: FONT.strong,
      size: 14,
      colour: COLOUR.accent,
    },
  );
  const onBehalf = speaker.label('onBehalfOf').replace('{creditor}', creditor.name);
  pen.put('P', onBehalf, { x: LEFT, y: mm(16) + nameHeight, width: WIDTH }, { colour: COLOUR.quiet });
  return Math.max(drawWindow(pen, speaker), drawFacts(pen, speaker));
}

function drawWindow(pen: Pen, speaker: Speaker): number {
  const { data } = speaker;
  const to =
    data.kind === 'legal-hand-off' && data.legalAction
      ? { name: data.legalAction.authority.name, lines: data.legalAction.authority.addressLines }
      : { name: data.debtor.name, lines: data.debtor.addressLines };
  const sender = [data.collector.name, ...data.collector.addressLines].join(', ');
  let y = WINDOW.top;
  const place = { x: WINDOW.left, width: WINDOW.width };
  y += pen.put('P', sender, { ...place, y }, { size: SIZE.tiny, colour: COLOUR.quiet }) + 4;
  const lines = [to.name, ...to.lines];
  const size = windowSize(pen, lines);
  for (const line of lines) y += pen.put('P', line, { ...place, y }, { size }) - 1;
  return y;
}

/** Smaller where the address would not stand in the window otherwise. */
function windowSize(pen: Pen, lines: readonly string[]): number {
  const height = (size: number): number =>
    lines.reduce((sum, line) => sum + pen.height(line, WINDOW.width, { size }), 0);
  return [SIZE.text, 9.5, 8.5].find((size) => height(size) <= WINDOW.height) ?? 8;
}

function drawFacts(pen: Pen, speaker: Speaker): number {
  const { data } = speaker;
  const { collector } = data;
  const facts: [string, string][] = [
    [speaker.label('date'), speaker.day(data.sentOn)],
    [speaker.label('case'), data.caseReference],
    ...(collector.handler ? [[speaker.label('handler'), collector.handler] as [string, string]] : []),
    [speaker.label('telephone'), collector.telephone],
    ...speaker
      .hourParts(collector.telephoneHours)
      .map((part, at): [string, string] => [at === 0 ? speaker.label('hours') : '', part]),
    [speaker.label('email'), collector.email],
    ...(collector.website ? [[speaker.label('website'), collector.website] as [string, string]] : []),
  ];
  let y = FACTS_COLUMN.top;
  const style = { size: SIZE.small };
  for (const [label, value] of facts) {
    const values = {
      x: FACTS_COLUMN.left + FACTS_COLUMN.label,
      y,
      width: FACTS_COLUMN.width - FACTS_COLUMN.label,
    };
    if (label !== '')
      pen.put(
        'P',
        label,
        { x: FACTS_COLUMN.left, y, width: FACTS_COLUMN.label },
        { ...style, colour: COLOUR.quiet },
      );
    y += pen.put('P', value, values, style) + 1;
  }
  return y;
}

/** On every page: who writes, and which page of how many; from the second page on also which letter. */
export function drawPageMarks(pen: Pen, document: LetterDocument, speaker: Speaker): void {
  const { pdf } = pen;
  const { collector, caseReference } = document.data;
  const { count } = pdf.bufferedPageRange();
  const sender = [collector.name, ...speaker.imprint].join(' · ');
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pen.decorate(() => {
      const style = { size: SIZE.tiny, colour: COLOUR.quiet };
      const pages = speaker
        .label('page')
        .replace('{page}', String(page + 1))
        .replace('{pages}', String(count));
      pdf
        .moveTo(LEFT, FOOTER_TOP - 4)
        .lineTo(LEFT + WIDTH, FOOTER_TOP - 4)
        .lineWidth(0.5)
        .stroke(COLOUR.line);
      pen.plain(sender, { x: LEFT, y: FOOTER_TOP, width: WIDTH - mm(30) }, style);
      pen.plain(
        pages,
        { x: LEFT + WIDTH - mm(28), y: FOOTER_TOP, width: mm(28) },
        { ...style, align: 'right' },
      );
      if (page > 0)
        pen.plain(
          `${document.title} · ${speaker.label('case')} ${caseReference}`,
          { x: LEFT, y: mm(15), width: WIDTH },
          style,
        );
    }, 'Pagination');
  }
}
