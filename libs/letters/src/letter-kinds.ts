import { type LetterKind, OTHER_LETTER_KINDS, STEP_KINDS } from '@app/collection';

/** Every letter there is. */
export const LETTER_KINDS: readonly LetterKind[] = [...STEP_KINDS, ...OTHER_LETTER_KINDS];
