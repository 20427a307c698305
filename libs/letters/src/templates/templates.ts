import type { Language, LetterKind } from '@app/collection';
import { EN_TEMPLATES } from './en/index.js';
import { NB_TEMPLATES } from './nb/index.js';
import { SV_TEMPLATES } from './sv/index.js';

/** The built-in templates, one file per language and kind; `../template-sections.ts` tells what they are made of. */
export const TEMPLATES: Readonly<Record<Language, Readonly<Record<LetterKind, string>>>> = {
  nb: NB_TEMPLATES,
  sv: SV_TEMPLATES,
  en: EN_TEMPLATES,
};
