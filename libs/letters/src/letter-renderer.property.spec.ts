import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LetterRenderer } from './letter-renderer.js';
import { sampleLetter } from './testing/sample-letters.js';
import { oneLine } from './tidy.js';

const renderer = new LetterRenderer();
const letter = sampleLetter('objection-received', 'sv', 'SE-1974');
const plain = renderer.document(letter);

/** Anything a person or a ledger may have written, with a bias to what means something to markup, Liquid and HTML. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '#',
          '- ',
          '[[summary]]',
          '{{ total }}',
          '{%',
          '<b>',
          '&',
          '\\',
          '\n\n',
          '\t',
          'å',
          '1',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  )
  .filter((text) => /[^\s\p{C}]/u.test(oneLine(text)));

describe('whatever stands in the data', () => {
  it('is printed as it is, and never changes what the letter is made of', () => {
    fc.assert(
      fc.property(anyText, anyText, (name, about) => {
        const data = {
          ...letter,
          debtor: { ...letter.debtor, name },
          objection: { ...letter.objection, receivedOn: letter.sentOn, about },
        };
        const { blocks } = renderer.document(data);
        expect(blocks.map(({ kind }) => kind)).toEqual(plain.blocks.map(({ kind }) => kind));
        expect(blocks.find(({ kind }) => kind === 'list')).toEqual({ kind: 'list', items: [oneLine(about)] });
        expect(renderer.email(data).html).not.toMatch(/<b>|<script/);
      }),
      { numRuns: 120, seed: 20261127 },
    );
  });
});
