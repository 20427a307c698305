import { en } from './en.js';
import { nb } from './nb.js';
import { sv } from './sv.js';

export type TaskWords = typeof nb;
export const taskWords = { nb, sv, en };

/** Tasks of these keys differ from one to the next by what the hub says itself. */
const SAYS_MORE: readonly string[] = ['letter-by-hand', 'letter-cannot-be-made', 'law-figure-missing'];
/** A letter by its id; what a person wrote down has words there. */
const LETTER_BY_HAND = /^by-hand:[0-9a-f]{8}-[0-9a-f-]{27}$/;

export interface TaskText {
  readonly title: string;
  /** In the hub's own language, where the sentence alone does not say which letter or figure it is about. */
  readonly more?: string;
}

/** A task as people read it: the hub's own by their keys, a person's as it was written. */
export function taskText(words: TaskWords, key: string | null, written: string): TaskText {
  if (key === null) return { title: written };
  const [about = ''] = key.split(':');
  const name = about === 'by-hand' && !LETTER_BY_HAND.test(key) ? '' : about;
  const title = words.titles[key] ?? words.titles[name];
  if (title === undefined) return { title: written };
  return SAYS_MORE.includes(name) ? { title, more: written } : { title };
}

/** Why a letter is as it is. What a channel answered is told in its own words. */
export function letterNote(words: TaskWords, note: string): string {
  if (/^(Not sent|Withdrawn before sending): /.test(note)) return words.withdrawn;
  return words.notes[note] ?? `${words.inItsWords} ${note}`;
}
