import { startOfDay } from '@app/domain';
import type { LetterDocument } from '../letter-document.js';
import type { Speaker } from '../speaker.js';
import { drawBlock } from './blocks.js';
import { drawLetterhead, drawPageMarks } from './letterhead.js';
import { openPdf } from './pdf-document.js';
import { Pen } from './pen.js';
import { FIRST_BODY_TOP, FONT, SIZE } from './sheet.js';
import { drawSlip } from './slip.js';

/** The greeting at the end stays with its name and the line before it. */
const CLOSING = 3;
const CLOSING_HEIGHT = 82;

/**
 * The letter on A4: window address, the summary, the text, and the payment details at the foot of the last page. Tagged,
 * with title and language, so that it can be read aloud. Nothing in it depends on when or where it is made.
 */
export async function pdfLetter(document: LetterDocument, speaker: Speaker): Promise<Buffer> {
  const { data } = document;
  const { pdf, bytes } = await openPdf({
    title: `${document.title}, ${data.caseReference}`,
    author: data.collector.name,
    language: data.language,
    createdAt: startOfDay(data.sentOn, speaker.country),
  });
  const pen = new Pen(pdf, FIRST_BODY_TOP);
  pen.y = Math.max(FIRST_BODY_TOP, drawLetterhead(pen, speaker) + 16);
  pen.flow('H1', document.title, { font: FONT.strong, size: SIZE.title }, { after: 10 });
  document.blocks.forEach((block, at) => {
    if (at === document.blocks.length - CLOSING) pen.need(CLOSING_HEIGHT);
    drawBlock(pen, block);
  });
  if (asksForMoney(document)) drawSlip(pen, speaker);
  drawPageMarks(pen, document, speaker);
  pen.end();
  pdf.end();
  return bytes;
}

/** A letter with a summary asks for money; one of thanks or an answer does not. */
function asksForMoney({ blocks }: LetterDocument): boolean {
  return blocks.some(({ kind }) => kind === 'summary');
}
