import { describe, expect, it } from '@jest/globals';
import {
  decimalText,
  DecodeError,
  filledText,
  flag,
  idText,
  integer,
  listOf,
  object,
  optional,
  text,
} from './decode.js';

const decodeRow = object({
  id: idText,
  lines: listOf(object({ amount: decimalText })),
  note: filledText,
  open: optional(flag),
});

describe('object', () => {
  it('keeps only what is named', () => {
    expect(decodeRow({ id: 7, lines: [{ amount: '1.50', more: 1 }], note: ' x ', other: true })).toEqual({
      id: '7',
      lines: [{ amount: '1.50' }],
      note: 'x',
      open: undefined,
    });
  });

  it('names the path and never the value', () => {
    const decode = (): unknown => decodeRow({ id: 7, lines: [{ amount: '1' }, { amount: 'Kari Nordmann' }] });
    expect(decode).toThrow('lines[1].amount: a decimal number was expected, found other text.');
    expect(decode).toThrow(DecodeError);
  });
});

describe('single values', () => {
  it.each([
    ['a safe integer as an id', idText, 2147600101, '2147600101'],
    ['a long id as text', idText, '1234567890123456789', '1234567890123456789'],
    ['a whole amount', decimalText, -5, '-5'],
    ['an amount with an exponent', decimalText, '1.25E+4', '1.25E+4'],
    ['blank text as nothing', filledText, '  ', undefined],
    ['null as nothing', optional(integer), null, undefined],
  ])('reads %s', (_name, decode, value, expected) => {
    expect((decode as (value: unknown) => unknown)(value)).toBe(expected);
  });

  it.each([
    ['a float where an id should be', idText, 1.5],
    ['a float where an amount should be', decimalText, 1.5],
    ['a negative id', idText, -1],
    ['nothing where text should be', text, undefined],
    ['a list where an object should be', object({}), []],
  ])('refuses %s', (_name, decode, value) => {
    expect(() => (decode as (value: unknown) => unknown)(value)).toThrow(DecodeError);
  });
});
