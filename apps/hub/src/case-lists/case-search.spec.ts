import { describe, expect, it } from '@jest/globals';
import { Parameters } from './parameters.js';
import { searches, wordsQuery } from './case-search.js';

describe('wordsQuery', () => {
  it.each([
    ['Nordmann', 'nordmann:*'],
    ['kari  Nord', 'kari:* & nord:*'],
    ['Bo AS', 'bo & as'],
    ["Anne-Lise d'Eks", 'anne:* & lise:* & d & eks:*'],
    ['3T Eksempel', '3t & eksempel:*'],
  ])('looks for each word of %j: longer ones may go on', (typed, query) => {
    expect(wordsQuery(typed)).toBe(query);
  });

  it.each(['1042', 'a', ' - ', "' & !"])('has no word in %j', (typed) => {
    expect(wordsQuery(typed)).toBeUndefined();
  });
});

describe('searches', () => {
  const valuesOf = (typed: string): readonly unknown[] => {
    const parameters = new Parameters();
    searches(typed, parameters, '');
    return parameters.values;
  };

  it('takes digits for a case, an invoice or an organisation', () => {
    expect(valuesOf('314 000 048')).toEqual(['K-314000048%', 'K-314000048', '314 000 048%', '314000048%']);
  });

  it('takes a case’s number as letters write it', () => {
    expect(valuesOf('k-1421')).toEqual(['K-1421%', 'K-1421', 'k-1421%', 'k & 1421:*'].slice(0, 3));
  });

  it('takes signs that mean something to PostgreSQL for themselves', () => {
    expect(valuesOf('100%_\\')).toEqual([String.raw`100\%\_\\%`]);
  });

  it('looks for nothing where nothing can be told apart', () => {
    expect(valuesOf('12')).toEqual([]);
    expect(valuesOf('%%')).toEqual([]);
  });
});
