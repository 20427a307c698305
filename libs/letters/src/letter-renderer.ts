import type { Language, LetterKind } from '@app/collection';
import { Liquid } from 'liquidjs';
import { assertSum } from './letter-sum.js';
import type { LetterData } from './letter-data.js';
import type { EmailForm, LetterDocument } from './letter-document.js';
import { LetterTemplateError, NoSuchLetterError, templateName } from './letter-errors.js';
import { type LetterView, letterView } from './letter-view.js';
import { escapeMarkup, parseMarkup, plainMarkup } from './markup.js';
import { plainText, unwrappedText } from './plain-text.js';
import { htmlPage } from './html.js';
import { pdfLetter } from './pdf/pdf-letter.js';
import { assertFieldsGiven, assertFieldsShown } from './required-content.js';
import { smsText } from './sms.js';
import { Speaker } from './speaker.js';
import { type TemplateSections, templateSections } from './template-sections.js';
import { oneLine, tidied } from './tidy.js';
import { PARTIALS } from './templates/partials.js';
import { TEMPLATES } from './templates/templates.js';

/** Texts of a collector's own templates by `<kind>.<language>`, e.g. `demand.nb`; they replace the built-in ones. */
export type TemplateOverrides = ReadonlyMap<string, string>;

/** More of a template than a letter needs is a mistake, or an attack on memory. */
const TEMPLATE_CHARACTERS_MAX = 100_000;
/** Milliseconds; a built-in template takes one. */
const RENDER_MS_MAX = 2_000;

/**
 * Renders letters from Liquid templates. A letter that lacks a required field is not rendered in any form: the error names
 * the field and the law that asks for it.
 */
export class LetterRenderer {
  readonly #liquid: Liquid;
  readonly #sections = new Map<string, TemplateSections>();

  constructor(private readonly overrides: TemplateOverrides = new Map()) {
    this.#liquid = new Liquid({
      templates: PARTIALS,
      strictVariables: true,
      strictFilters: true,
      lenientIf: true,
      ownPropertyOnly: true,
      outputEscape: escapeMarkup,
      parseLimit: TEMPLATE_CHARACTERS_MAX,
      renderLimit: RENDER_MS_MAX,
    });
  }

  /**
   * @throws LetterError (one of letter-errors.ts) when the letter cannot or must not be made
   */
  document(given: LetterData): LetterDocument {
    const data = tidied(given);
    assertFieldsGiven(data);
    assertSum(data);
    const speaker = new Speaker(data);
    const name = templateName(data.kind, data.language);
    const sections = this.#sectionsOf(data.kind, data.language);
    const view = letterView(speaker);
    const subject = oneLine(plainMarkup(this.#fill(name, sections.subject, view, data.language)));
    const blocks = parseMarkup(name, this.#fill(name, sections.letter, view, data.language), speaker);
    const document = { data, title: view.title, subject, blocks };
    assertFieldsShown(speaker, unwrappedText(document, speaker), name);
    return document;
  }

  /** The letter on A4, the same bytes for the same data. */
  async pdf(data: LetterData): Promise<Buffer> {
    const document = this.document(data);
    return pdfLetter(document, new Speaker(document.data));
  }

  email(data: LetterData): EmailForm {
    const document = this.document(data);
    const speaker = new Speaker(document.data);
    return {
      subject: document.subject,
      text: plainText(document, speaker),
      html: htmlPage(document, speaker),
    };
  }

  /**
   * Short, without amount and without the debtor's name: others may see the screen. For a letter that the law wants in
   * writing it only tells that the letter is on its way.
   * @throws NoSuchLetterError when the letter has no sms
   * @throws SmsTooLongError
   */
  sms(given: LetterData): string {
    const { data } = this.document(given);
    const name = templateName(data.kind, data.language);
    const { sms } = this.#sectionsOf(data.kind, data.language);
    if (sms === undefined)
      throw new NoSuchLetterError(`The letter "${data.kind}" has no sms. Remedy: choose another channel.`);
    const view = letterView(new Speaker(data));
    return smsText(plainMarkup(this.#fill(name, sms, view, data.language)), name);
  }

  #sectionsOf(kind: LetterKind, language: Language): TemplateSections {
    const name = templateName(kind, language);
    const known = this.#sections.get(name);
    if (known) return known;
    const sections = templateSections(name, this.overrides.get(name) ?? TEMPLATES[language][kind]);
    this.#sections.set(name, sections);
    return sections;
  }

  #fill(name: string, template: string, view: LetterView, language: Language): string {
    try {
      return this.#liquid.parseAndRenderSync(template, { ...view, language }) as string;
    } catch (error) {
      throw new LetterTemplateError(name, oneLine(error instanceof Error ? error.message : String(error)));
    }
  }
}
