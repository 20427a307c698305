import { isLocalDate, isUuid } from '@app/domain';
import { unfitField } from '../api/unfit-field.js';
import type { CaseOrder } from './case-list.dto.js';

/** How a list is sorted: by a column that never changes by itself, and by id where it is the same. */
export interface Sorting {
  readonly column: 'opened_on' | 'principal_minor';
  readonly type: 'date' | 'bigint';
  readonly direction: 'asc' | 'desc';
}

export const SORTINGS: Readonly<Record<CaseOrder, Sorting>> = {
  newest: { column: 'opened_on', type: 'date', direction: 'desc' },
  oldest: { column: 'opened_on', type: 'date', direction: 'asc' },
  largest: { column: 'principal_minor', type: 'bigint', direction: 'desc' },
};

/** Where a page ended: what it was sorted by there, and the case. */
export interface Place {
  readonly key: string;
  readonly id: string;
}

export function placeText({ key, id }: Place): string {
  return `${key}~${id}`;
}

/** @throws ProblemError for what no page of this order ends with */
export function placeOf(after: string, { type }: Sorting): Place {
  const [key = '', id = '', ...more] = after.split('~');
  const fits = type === 'date' ? isLocalDate(key) : /^\d{1,18}$/.test(key);
  if (fits && isUuid(id) && more.length === 0) return { key, id };
  throw unfitField(
    'after',
    'is no place in this order',
    'Take `nextAfter` of the page before, in the same order.',
  );
}
