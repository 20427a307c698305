import { describe, expect, it } from '@jest/globals';
import { type LocalDate, localDate } from '@app/domain';
import { OutsideTableError } from '../tables/dated-table.js';
import { mayBeErased, type RetentionFacts } from './may-be-erased.js';

const FACTS: RetentionFacts = {
  country: 'NO',
  regime: 'NO-1988',
  hasOpenCase: false,
  lastClosedOn: localDate('2026-08-31'),
  lastBookedOn: localDate('2026-08-20'),
};
const answer = (facts: Partial<RetentionFacts>, today: string) =>
  mayBeErased({ ...FACTS, ...facts }, today as LocalDate).map(({ part, may, reason, from }) =>
    [part, may ? 'may' : reason, from].join(' '),
  );

describe('what may be erased when', () => {
  it.each([
    ['2027-02-27', ['retention', 'retention', 'retention']],
    ['2027-02-28', ['may', 'retention', 'retention']],
    ['2029-08-30', ['may', 'retention', 'retention']],
    ['2029-08-31', ['may', 'may', 'retention']],
    ['2031-12-31', ['may', 'may', 'retention']],
    ['2032-01-01', ['may', 'may', 'may']],
  ])('Norway, on %s: %s', (today, [sensitive, file, books]) => {
    expect(answer({}, today)).toEqual([
      `sensitive ${sensitive} 2027-02-28`,
      `case-file ${file} 2029-08-31`,
      `books ${books} 2032-01-01`,
    ]);
  });

  it('Sweden keeps its books two years longer, the new Norwegian act the file', () => {
    expect(answer({ country: 'SE', regime: 'SE-1974' }, '2033-12-31')[2]).toBe('books retention 2034-01-01');
    expect(answer({ regime: 'NO-2026' }, '2031-08-30')[1]).toBe('case-file retention 2031-08-31');
  });

  it('nothing, while a case is open, and nobody can say until when', () => {
    expect(answer({ hasOpenCase: true }, '2050-01-01')).toEqual([
      'sensitive case-open ',
      'case-file case-open ',
      'books case-open ',
    ]);
  });

  it('the books go with the file where nothing was ever booked', () => {
    expect(answer({ lastBookedOn: undefined }, '2029-08-31')[2]).toBe('books may 2029-08-31');
  });

  it('is an error for books of a time that the table does not know', () => {
    expect(() => answer({ lastBookedOn: localDate('2019-12-31') }, '2050-01-01')).toThrow(OutsideTableError);
  });
});
