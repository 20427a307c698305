import {
  type LetterField,
  type LetterKind,
  letterKindsOf,
  type Regime,
  requiredFields,
} from '@app/collection';
import { FIELD_RULES } from './field-rules.js';
import { HOUSE, sourceOf } from './field-sources.js';
import { LetterFieldMissingError, LetterFieldNotShownError, NoSuchLetterError } from './letter-errors.js';
import type { LetterData } from './letter-data.js';
import type { Speaker } from './speaker.js';

export interface RequiredField {
  readonly field: LetterField;
  /** Statute and paragraph, or `the house`. */
  readonly source: string;
}

/**
 * Everything that a letter of this kind must say (`requiredFields` of @app/collection), each with who asks for it.
 * @throws NoSuchLetterError when the regime knows no such letter
 */
export function requiredContent(kind: LetterKind, regime: Regime): readonly RequiredField[] {
  const kinds = letterKindsOf(regime);
  if (!kinds.includes(kind)) {
    throw new NoSuchLetterError(
      `There is no letter "${kind}" under ${regime}; there are ${kinds.join(', ')}. Remedy: plan another step.`,
    );
  }
  return requiredFields(regime, kind).map((field) => ({ field, source: sourceOf(regime, kind, field) }));
}

/** @throws LetterFieldMissingError for the first required field that the data lack */
export function assertFieldsGiven(data: LetterData): void {
  // To nobody there is no letter; the renderer shows the name by itself.
  if (data.debtor.name.trim() === '')
    throw new LetterFieldMissingError('debtor-name', HOUSE, data.kind, data.regime);
  for (const { field, source } of requiredContent(data.kind, data.regime))
    if (!FIELD_RULES[field].isGiven(data))
      throw new LetterFieldMissingError(field, source, data.kind, data.regime);
}

/**
 * @param text the whole letter as plain text, before it is wrapped
 * @throws LetterFieldNotShownError for the first required field whose value does not stand in the text
 */
export function assertFieldsShown(speaker: Speaker, text: string, template: string): void {
  const [first] = fieldsNotShown(speaker, text);
  if (first) throw new LetterFieldNotShownError(first.field, first.source, template);
}

/** The required fields whose values do not stand in the text. */
export function fieldsNotShown(speaker: Speaker, text: string): readonly RequiredField[] {
  const { kind, regime } = speaker.data;
  const spaced = evenSpaces(text);
  return requiredContent(kind, regime).filter(
    ({ field }) => !FIELD_RULES[field].shown(speaker).every((value) => stands(evenSpaces(value), spaced)),
  );
}

/** `100,00 kr` does not stand in `1 100,00 kr`, nor the invoice `12` in `123`. */
function stands(value: string, text: string): boolean {
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + value.length, at + value.length + 1);
    const isPartOfNumber =
      (/^\d/.test(value) && /\d[ ,.]?$/.test(before)) || (/\d$/.test(value) && /^\d/.test(after));
    if (!isPartOfNumber) return true;
  }
  return false;
}

function evenSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
