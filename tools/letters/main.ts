/**
 * `npm run letters`: renders every letter in every language from invented data, as PDF, e-mail and sms, into `out/letters`,
 * with an index.html to leaf through them. Prints a table; exit code 1 when a letter cannot be made.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Language, LANGUAGES, letterKindsOf, REGIMES, type Regime } from '@app/collection';
import { type LetterData, LetterRenderer, NoSuchLetterError, smsSegments } from '@app/letters';
import { longLetter, sampleLetter } from '../../libs/letters/src/testing/sample-letters.js';
import { type GalleryEntry, galleryPage } from './gallery-page.js';

const OUT = join(process.cwd(), process.argv[2] ?? 'out/letters');

const renderer = new LetterRenderer();
const entries: GalleryEntry[] = [];

async function render(name: string, data: LetterData): Promise<void> {
  const pdf = await renderer.pdf(data);
  const { subject, text, html } = renderer.email(data);
  const sms = smsOf(data);
  await writeFile(join(OUT, `${name}.pdf`), pdf);
  await writeFile(join(OUT, `${name}.txt`), `${subject}\n\n${text}`);
  await writeFile(join(OUT, `${name}.html`), html);
  if (sms !== undefined) await writeFile(join(OUT, `${name}.sms.txt`), `${sms}\n`);
  const segments = sms === undefined ? 0 : smsSegments(sms);
  entries.push({ name, subject, pages: pagesOf(pdf), bytes: pdf.length, segments });
}

function smsOf(data: LetterData): string | undefined {
  try {
    return renderer.sms(data);
  } catch (error) {
    if (error instanceof NoSuchLetterError) return undefined;
    throw error;
  }
}

/** pdfkit writes the page tree uncompressed. */
function pagesOf(pdf: Buffer): number {
  return Number(/\/Type \/Pages\n\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1] ?? 0);
}

/** Each language under the law that it is home in; English under all three. */
const HOME: Readonly<Record<Language, readonly Regime[]>> = {
  nb: ['NO-1988', 'NO-2026'],
  sv: ['SE-1974'],
  en: REGIMES,
};

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
for (const language of LANGUAGES) {
  for (const regime of HOME[language])
    for (const kind of letterKindsOf(regime))
      await render(`${language}-${regime}-${kind}`, sampleLetter(kind, language, regime));
  await render(`${language}-long`, longLetter(language, HOME[language][0] ?? 'NO-1988'));
}
await writeFile(join(OUT, 'index.html'), galleryPage(entries));

const lines = entries.map(
  ({ name, pages, bytes, segments }) =>
    `${name.padEnd(40)} ${String(pages).padStart(5)} ${String(Math.ceil(bytes / 1024)).padStart(6)} ${segments === 0 ? '  –' : String(segments).padStart(3)}`,
);
process.stdout.write(`${'letter'.padEnd(40)} pages  KiB    sms\n${lines.join('\n')}\n`);
process.stdout.write(`\n${entries.length} letters. Leaf through them: ${join(OUT, 'index.html')}\n`);
