import type { Block } from './blocks.js';
import type { LetterData } from './letter-data.js';

/** A letter whose content has been checked, ready for any of its forms. */
export interface LetterDocument {
  readonly data: LetterData;
  readonly title: string;
  readonly subject: string;
  readonly blocks: readonly Block[];
}

export interface EmailForm {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
