import { describe, expect, it } from '@jest/globals';
import { inAddressLengths, QUERY_LENGTH_MAX } from './client.js';

describe('inAddressLengths', () => {
  const numbers = Array.from({ length: 700 }, (_, n) => String(10_000 + n));

  it('keeps every list below the longest address, also where commas are counted encoded', () => {
    const lists = inAddressLengths(numbers);
    expect(lists.flat()).toEqual(numbers);
    for (const list of lists)
      expect(encodeURIComponent(list.join(',')).length).toBeLessThanOrEqual(QUERY_LENGTH_MAX);
    expect(lists.length).toBeLessThanOrEqual(4);
  });

  it('asks for nothing where there is nothing', () => {
    expect(inAddressLengths([])).toEqual([]);
  });
});
