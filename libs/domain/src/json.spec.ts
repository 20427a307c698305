import { describe, expect, it } from '@jest/globals';
import { asJson } from './json.js';

describe('asJson', () => {
  interface Inner {
    readonly days: readonly number[];
    readonly note?: string;
  }

  it('is the same object, for a shape that JSON can hold', () => {
    const value: { readonly inner: Inner; readonly list: readonly Inner[] } = {
      inner: { days: [1] },
      list: [{ days: [], note: 'x' }],
    };
    expect(asJson(value)).toBe(value);
  });

  it('is refused by the compiler for one that it cannot', () => {
    // @ts-expect-error a bigint has no JSON
    expect(asJson({ amountMinor: 1n })).toBeDefined();
    // @ts-expect-error a date comes back as text
    expect(asJson({ inner: { at: new Date(0) } })).toBeDefined();
  });
});
