import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { LetterRenderer } from '../letter-renderer.js';
import { longLetter, sampleLetter } from '../testing/sample-letters.js';
import { winAnsi } from './win-ansi.js';

const renderer = new LetterRenderer();

/** All text that the PDF draws, in the order in which it is drawn. */
function drawnText(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const pages: string[] = [];
  for (const match of raw.matchAll(/stream\n/g)) {
    try {
      pages.push(inflateSync(pdf.subarray(match.index + match[0].length)).toString('latin1'));
    } catch {
      // Not a compressed stream.
    }
  }
  return pages
    .join('\n')
    .split('\n')
    .flatMap((line) => (line.includes('TJ') ? [line] : []))
    .map((line) =>
      [...line.matchAll(/<([0-9a-f]+)>/g)]
        .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n');
}

describe('the PDF of a letter', () => {
  it('is the same bytes for the same data', async () => {
    const data = sampleLetter('demand', 'nb', 'NO-1988');
    const [first, second] = [await renderer.pdf(data), await new LetterRenderer().pdf(data)];
    expect(first.equals(second)).toBe(true);
    expect((await renderer.pdf({ ...data, caseReference: 'KH-2' })).equals(first)).toBe(false);
  });

  it('is tagged, and says its title and language', async () => {
    const raw = (await renderer.pdf(sampleLetter('demand', 'sv', 'SE-1974'))).toString('latin1');
    expect(raw).toContain('/Lang (sv)');
    expect(raw).toContain('/Marked true');
    expect(raw).toContain('/DisplayDocTitle true');
    for (const tag of ['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'LBody'])
      expect(raw).toContain(`/S /${tag}\n`);
    expect(raw).toContain('/Scope /Row');
    expect(raw).toContain('/Scope /Column');
  });

  it('shows the facts of the payment in the summary and once more at its foot', async () => {
    const text = drawnText(await renderer.pdf(sampleLetter('demand', 'nb', 'NO-1988')));
    expect(text.match(/0000 00 00000/g)).toHaveLength(2);
    expect(text.match(/00047112/g)).toHaveLength(2);
    expect(text).toContain('1\u00a0316,00\u00a0kr');
    expect(text).toContain('1316,00');
    expect(text).toContain('Kåre Sæther');
    expect(text).toContain('Side 2 av 2');
  });

  it('goes over as many pages as it takes, with the titles of the table on each', async () => {
    const text = drawnText(await renderer.pdf(longLetter('nb', 'NO-1988')));
    expect(text).toContain('Side 5 av 5');
    // The rows end on the fourth page.
    expect(text.match(/Fakturadato/g)).toHaveLength(4);
    expect(text.match(/1\u00a0234\u00a0567,89\u00a0kr/g)).toHaveLength(60);
    expect(text).toContain('74\u00a0074\u00a0154,90\u00a0kr');
  });

  it('splits a paragraph that is longer than a page, and loses no word', async () => {
    const words = Array.from({ length: 2_500 }, (_, at) => `ord${at}`);
    const data = sampleLetter('objection-answered', 'nb', 'NO-1988');
    const objection = { ...data.objection, explanation: words.join(' ') };
    const text = drawnText(
      await renderer.pdf({ ...data, objection: objection as typeof data.objection & object }),
    );
    for (const word of words) expect(text).toContain(word);
  });

  it('draws nearest letters for those that its fonts have not', () => {
    expect(winAnsi('Áile Čáhput, Łukasz Żak, −5 %, Đorđe Ŋ')).toBe('Áile Cáhput, Lukasz Zak, –5 %, Dorde N');
    expect(winAnsi('æøåäöéüßšž €–’')).toBe('æøåäöéüßšž €–’');
    expect(winAnsi('李')).toBe('?');
  });
});
