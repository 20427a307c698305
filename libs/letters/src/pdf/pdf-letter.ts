import { startOfDay } from '@app/domain';
import type { LetterDocument } from '../letter-document.js';
import type { Speaker } from '../speaker.js';
import { drawBlock } from './blocks.js';
import { drawLetterhead, drawPageMarks } from './letterhead.js';
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
  // Loaded with the first letter: a process that prints none does without its thirty megabytes.
  const { default: PdfDocument } = await import('pdfkit');
  const pdf = new PdfDocument({
    size: 'A4',
    // The pen keeps the margins; with any of its own pdfkit would turn pages by itself.
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pdfVersion: '1.7',
    lang: data.language,
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: `${document.title}, ${data.caseReference}`,
      Author: data.collector.name,
      CreationDate: startOfDay(data.sentOn, speaker.country),
    },
  });
  const bytes = collected(pdf);
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

function collected(pdf: NodeJS.ReadableStream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.once('end', () => resolve(Buffer.concat(chunks)));
    pdf.once('error', reject);
  });
}
