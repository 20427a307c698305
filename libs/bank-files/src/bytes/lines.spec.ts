import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineCutter } from './lines.js';

function linesOf(bytes: Uint8Array, size: number): string[] {
  const lines: string[] = [];
  const cutter = new LineCutter((text) => lines.push(text));
  for (let at = 0; at < bytes.length; at += size) cutter.push(bytes.subarray(at, at + size));
  cutter.end();
  return lines;
}

const NAMES = ['Åse Ødegård', 'Kalle Påhitt', 'plain'];

describe('LineCutter', () => {
  it.each<[string, (text: string) => Buffer]>([
    ['ISO-8859-1', (text) => Buffer.from(text, 'latin1')],
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with its mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with its mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, the other way round', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('reads %s, with either end of line', (_, encode) => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 60 }), fc.constantFrom('\n', '\r\n'), (size, end) => {
        expect(linesOf(encode(NAMES.join(end) + end), size)).toEqual(NAMES);
      }),
    );
  });

  it('refuses a line without end before it is all in memory', () => {
    const cutter = new LineCutter(() => undefined);
    expect(() => cutter.push(Buffer.alloc(65_536, 65))).toThrow(/a line of more than 512 bytes/);
  });
});
