import { OutsideTableError, type Regime, type StepKind } from '@app/collection';
import { LetterError, LetterFieldMissingError } from '@app/letters';
import { SettingsIncompleteError } from './step-letter.js';

/** What the new act wants to know before a demand, and what only its regulation's fees can answer. */
const NEEDS_FEES_OF_THE_ACT = ['estimated-further-costs'];

const LETTERS: Readonly<Partial<Record<StepKind, string>>> = {
  reminder: 'reminder',
  'collection-notice': 'notice of collection',
  demand: 'demand',
  'legal-notice': 'notice of legal action',
  'legal-hand-off': 'application',
};

/** Whether a letter cannot be made for a reason that a person can remove: its step waits, all other work goes on. */
export function isObstacle(error: unknown): error is Error {
  return (
    error instanceof LetterError ||
    error instanceof SettingsIncompleteError ||
    error instanceof OutsideTableError
  );
}

/** The same in words for whoever has to remove it: what is missing, what that means for the debtor, what to do. */
export function obstacleInWords(error: Error, kind: StepKind, regime: Regime): string {
  const letter = LETTERS[kind] ?? 'letter';
  const waits = 'Nothing is sent and nothing is charged; the case waits, and every night it is tried again.';
  if (error instanceof OutsideTableError) {
    return `The ${letter} cannot be written: what it may cost or demand on this day is not in our tables of the law. ${waits} To do: add the published figure. (${error.message})`;
  }
  const isAboutFees = error instanceof LetterFieldMissingError && NEEDS_FEES_OF_THE_ACT.includes(error.field);
  if (regime === 'NO-2026' && isAboutFees) {
    return `The ${letter} cannot be written: the new Norwegian act (LOV-2026-05-22-19) wants it to say what further collection would cost, and the fees of its regulation are not published. ${waits} To do: add the fees once they are published; until then agree with the debtor directly, or let the case rest. (${error.message})`;
  }
  return error.message;
}
