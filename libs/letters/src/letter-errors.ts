import type { Language, LetterKind, Regime } from '@app/collection';

/** The letter cannot be rendered from what was given; nothing was made, so nothing can be sent. */
export class LetterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The data lack something that the letter must say. */
export class LetterFieldMissingError extends LetterError {
  constructor(
    readonly field: string,
    readonly source: string,
    kind: LetterKind,
    regime: Regime,
  ) {
    super(
      `The letter "${kind}" (${regime}) lacks "${field}", which ${source} asks for. It is not sent. Remedy: give the field.`,
    );
  }
}

/** The data have the field, but the template does not show it. */
export class LetterFieldNotShownError extends LetterError {
  constructor(
    readonly field: string,
    readonly source: string,
    template: string,
  ) {
    super(
      `The template "${template}" does not show "${field}", which ${source} asks for. The letter is not sent. Remedy: put the field into the template.`,
    );
  }
}

/** There is no such letter: an inkassovarsel in Sweden, or a legal hand-off by sms. */
export class NoSuchLetterError extends LetterError {}

/** Amounts of the letter do not add up. */
export class LetterSumError extends LetterError {}

/** The template cannot be read or rendered. */
export class LetterTemplateError extends LetterError {
  constructor(name: string, reason: string) {
    super(
      `The template "${name}" cannot be used: ${reason}. Letters of this kind and language are not sent. Remedy: mend the template.`,
    );
  }
}

/** The sms would be cut into more pieces than a person should get at once. */
export class SmsTooLongError extends LetterError {}

export function templateName(kind: LetterKind, language: Language): string {
  return `${kind}.${language}`;
}
