import type { Block, Table } from './blocks.js';
import type { LetterDocument } from './letter-document.js';
import type { Speaker } from './speaker.js';

const WIDTH_MAX = 76;

/** The letter as plain text for an e-mail, in lines of at most 76 characters. */
export function plainText(document: LetterDocument, speaker: Speaker): string {
  return `${unwrappedText(document, speaker)
    .split('\n')
    .map((line) => wrapped(line))
    .join('\n')}\n`;
}

/** The same before it is wrapped: what the check of required fields reads. */
export function unwrappedText(document: LetterDocument, speaker: Speaker): string {
  return [
    document.title,
    '',
    heading(speaker),
    ...document.blocks.flatMap((block) => ['', blockText(block)]),
    '',
    signature(speaker),
  ].join('\n');
}

function heading(speaker: Speaker): string {
  const { data } = speaker;
  return [
    data.debtor.name,
    `${speaker.label('date')}: ${speaker.day(data.sentOn)}`,
    `${speaker.label('case')}: ${data.caseReference}`,
  ].join('\n');
}

function signature(speaker: Speaker): string {
  const { collector } = speaker.data;
  return [
    '-- ',
    collector.name,
    `${speaker.label('telephone')}: ${collector.telephone} (${speaker.hours(collector.telephoneHours)})`,
    `${speaker.label('email')}: ${collector.email}`,
    ...(collector.website ? [`${speaker.label('website')}: ${collector.website}`] : []),
    speaker.imprint.join(', '),
  ].join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${block.text}\n${'-'.repeat(Math.min(block.text.length, WIDTH_MAX))}`;
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'summary':
      return block.rows.map(({ label, value }) => `  ${label}: ${value}`).join('\n');
    case 'table':
      return `${block.table.title}\n${tableText(block.table)}`;
  }
}

/** A table of two columns as `label: value`, a wider one with its titles in every row: read aloud, both make sense. */
function tableText({ columns, rows }: Table): string {
  return rows
    .map((row) =>
      columns.length === 2
        ? `- ${row[0] ?? ''}: ${row[1] ?? ''}`
        : `- ${row.map((cell, at) => `${columns[at]?.title ?? ''}: ${cell}`).join('; ')}`,
    )
    .join('\n');
}

/** Breaks at spaces only; a list's further lines stand below its text. */
function wrapped(line: string): string {
  if (line.length <= WIDTH_MAX) return line;
  const indent = line.startsWith('- ') ? '  ' : (/^ */.exec(line)?.[0] ?? '');
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length > WIDTH_MAX && current.trim() !== '') {
      lines.push(current);
      current = indent + word;
    } else current = longer;
  }
  return [...lines, current].join('\n');
}
