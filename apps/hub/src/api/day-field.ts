import { isLocalDate, type LocalDate } from '@app/domain';
import { unfitField } from './unfit-field.js';

/** Reads a day that a caller sent. @throws ProblemError 422 when the calendar has no such day */
export function dayOf(field: string, text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw unfitField(field, 'is no day of the calendar', 'Give a day like 2026-03-02.');
}
