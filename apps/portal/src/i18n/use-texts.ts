import { type Language, useLanguage } from './language.js';

/** The texts of one area in every language. `nb` is written first; `sv` and `en` are typed by it, so none misses a key. */
export type AllTexts<T> = Readonly<Record<Language, T>>;

/** The texts of an area in the language that was chosen. */
export function useTexts<T>(all: AllTexts<T>): T {
  return all[useLanguage().language];
}
