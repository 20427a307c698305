import { createContext, useContext } from 'react';

export const LANGUAGES = ['nb', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words, as people look for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  nb: 'Norsk',
  sv: 'Svenska',
  en: 'English',
};

/** Dates and numbers as they are written where the language is spoken. */
export const LOCALES: Readonly<Record<Language, string>> = { nb: 'nb-NO', sv: 'sv-SE', en: 'en-GB' };

const STORED_AS = 'kravhub.language';

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'nb', choose: () => undefined });

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

/** What was chosen before, or the first language of the browser that we speak. */
export function firstLanguage(
  stored: string | null = localStorage.getItem(STORED_AS),
  wished: readonly string[] = navigator.languages,
): Language {
  const known = LANGUAGES.find((language) => language === stored);
  if (known) return known;
  for (const wish of wished) {
    const primary = wish.toLowerCase().split('-')[0];
    if (primary === 'nb' || primary === 'no' || primary === 'nn') return 'nb';
    if (primary === 'sv' || primary === 'en') return primary;
  }
  return 'nb';
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(STORED_AS, language);
}
