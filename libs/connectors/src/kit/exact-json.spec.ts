import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { elementTexts, parseExactJson, withoutKnownElements } from './exact-json.js';

describe('parseExactJson', () => {
  it.each([
    ['{"a":12500.0}', { a: '12500.0' }],
    ['{"a":-1548.87,"b":0}', { a: '-1548.87', b: 0 }],
    ['[1.25E+4,0.1e-2]', ['1.25E+4', '0.1e-2']],
    ['{"id":2147600101}', { id: 2147600101 }],
    ['{"id":1234567890123456789}', { id: '1234567890123456789' }],
    ['{"text":"1.5 \\" 2.5","n":1.5}', { text: '1.5 " 2.5', n: '1.5' }],
    ['{"path":"C:\\\\","n":2.50}', { path: 'C:\\', n: '2.50' }],
    ['{"1.5":[true,null,"x"]}', { '1.5': [true, null, 'x'] }],
    // NUL is dropped, since no database of ours can store it; text that only looks like it stays.
    ['{"name":"Gran\\u0000ly","path":"C:\\\\u0000"}', { name: 'Granly', path: 'C:\\u0000' }],
  ])('reads %s', (text, expected) => {
    expect(parseExactJson(text)).toEqual(expected);
  });

  it('leaves everything but inexact numbers as JSON.parse reads it', () => {
    const value = fc.jsonValue({ noUnicodeString: false } as never);
    fc.assert(
      fc.property(value, (input) => {
        const text = JSON.stringify(input);
        // NUL is the one thing that is dropped; the table above says how.
        fc.pre(!text.includes('\\u0000'));
        const sources = JSON.parse(text, (_key, parsed: unknown, context: { source?: string } = {}) =>
          typeof parsed === 'number' && /[.eE]|\d{16}/.test(context.source ?? '') ? context.source : parsed,
        ) as unknown;
        // The reviver cannot keep `__proto__` keys apart; compare as text.
        expect(JSON.stringify(parseExactJson(text))).toBe(JSON.stringify(sources));
      }),
    );
  });

  it.each(['', '{"a":', '<html>1.5</html>', '{"a":1.5', '{"a":1.2.3'])('throws on %s', (text) => {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  });
});

describe('elementTexts', () => {
  it('cuts the elements out byte for byte', () => {
    const text = '{"note":"values\\":[","values": [ {"a":1.50,"b":[1,{"c":"],"}]} , "x,y" ,3.0],"z":[9]}';
    expect(elementTexts(text, 'values')).toEqual(['{"a":1.50,"b":[1,{"c":"],"}]}', '"x,y"', '3.0']);
  });

  it('knows an empty list from none', () => {
    expect(elementTexts('{"values":[]}', 'values')).toEqual([]);
    expect(elementTexts('{"value":{}}', 'values')).toBeUndefined();
  });
});

describe('withoutKnownElements', () => {
  const rows = ['{"a":"],1"}', '{"b":2.50}'];

  it('takes known elements out, and leaves the rest as it was', () => {
    expect(withoutKnownElements(`{"n":2,"values":[${rows.join(',')}],"z":[1]}`, 'values', rows)).toBe(
      '{"n":2,"values":[],"z":[1]}',
    );
    expect(withoutKnownElements('{"values":[]}', 'values', [])).toBe('{"values":[]}');
  });

  it.each([
    ['one more', `{"values":[${rows.join(',')},3]}`],
    ['one less', `{"values":[${rows[0] ?? ''}]}`],
    ['another order', `{"values":[${[...rows].reverse().join(',')}]}`],
    ['a changed byte', `{"values":[${rows.join(',').replace('2.50', '2.51')}]}`],
    ['a longer number', `{"values":[${rows.join(',').replace('2.50', '2.500')}]}`],
    ['a cut end', `{"values":[${rows.join(',')}`],
    ['no such array', `{"value":[${rows.join(',')}]}`],
  ])('does not know %s', (_what, text) => {
    expect(withoutKnownElements(text, 'values', rows)).toBeUndefined();
  });

  it('agrees with elementTexts on any list', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const text = JSON.stringify({ head: 'values', values, tail: [1.5] });
        const elements = elementTexts(text, 'values');
        expect(elements).toEqual(values.map((value) => JSON.stringify(value)));
        expect(withoutKnownElements(text, 'values', elements ?? [])).toBe(
          '{"head":"values","values":[],"tail":[1.5]}',
        );
      }),
    );
  });
});
