import type { Language } from '@app/collection';
import type { Pdf } from './pen.js';

export interface PdfFacts {
  readonly title: string;
  readonly author: string;
  readonly language: Language;
  /** Of the content, never of the making: the same content gives the same bytes. */
  readonly createdAt: Date;
}

/** An empty document on A4: tagged, with title and language, so that it can be read aloud. `bytes` comes when it is ended. */
export async function openPdf({
  title,
  author,
  language,
  createdAt,
}: PdfFacts): Promise<{ readonly pdf: Pdf; readonly bytes: Promise<Buffer> }> {
  // Loaded with the first document: a process that prints none does without its thirty megabytes.
  const { default: PdfDocument } = await import('pdfkit');
  const pdf = new PdfDocument({
    size: 'A4',
    // The pen keeps the margins; with any of its own pdfkit would turn pages by itself.
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pdfVersion: '1.7',
    lang: language,
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Author: author, CreationDate: createdAt },
  });
  return { pdf, bytes: collected(pdf) };
}

function collected(pdf: NodeJS.ReadableStream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.once('end', () => resolve(Buffer.concat(chunks)));
    pdf.once('error', reject);
  });
}
