import { describe, expect, it } from '@jest/globals';
import { rememberPrincipal, withPrincipal } from '../api/principal.js';
import { listedName } from './shown.js';

const shownTo = (rights: readonly string[] | undefined, kind: 'person' | 'company' | 'unknown' = 'person') =>
  withPrincipal(() => {
    if (rights) rememberPrincipal({ kind: 'user', id: 'one' }, new Set(rights));
    return listedName('Prøve Ås Testesen', kind);
  });

describe('a debtor’s name in a list', () => {
  it('is cut for whoever only reads', () => {
    expect(shownTo(['see'])).toBe('Prøve Å. T.');
    expect(shownTo(['see', 'audit'], 'unknown')).toBe('Prøve Å. T.');
  });

  it('is whole for whoever works with the debtor or the books', () => {
    for (const right of ['work-cases', 'connect', 'approve'])
      expect(shownTo(['see', right])).toBe('Prøve Ås Testesen');
  });

  it('is whole for companies, and for programs with the token', () => {
    expect(shownTo(['see'], 'company')).toBe('Prøve Ås Testesen');
    expect(shownTo(undefined)).toBe('Prøve Ås Testesen');
  });
});
