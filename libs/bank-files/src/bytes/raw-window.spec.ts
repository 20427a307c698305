import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RAW_TEXT_MAX } from '../limits.js';
import { RawWindow } from './raw-window.js';

describe('RawWindow', () => {
  it('has the text since any place that was kept, however it came', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 9 }), { minLength: 1 }),
        fc.nat(),
        (pieces, seed) => {
          const whole = pieces.join('');
          const from = seed % whole.length;
          const window = new RawWindow();
          for (const piece of pieces) window.push(piece, from);
          expect(window.between(from, whole.length)).toEqual({ text: whole.slice(from), isCut: false });
        },
      ),
    );
  });

  it('keeps the head of a record that is too long, and says that it is cut', () => {
    const window = new RawWindow();
    const piece = 'abcdefgh'.repeat(4096);
    for (let count = 0; count < 20; count += 1) window.push(piece, 3);
    const { text, isCut } = window.between(3, window.end);
    expect(isCut).toBe(true);
    expect(text).toBe(piece.repeat(3).slice(3, 3 + RAW_TEXT_MAX));
  });
});
