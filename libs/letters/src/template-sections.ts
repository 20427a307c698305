import { LetterTemplateError } from './letter-errors.js';

/** The three texts of a template: `--- subject`, `--- letter` and, where the letter may be told by sms, `--- sms`. */
export interface TemplateSections {
  readonly subject: string;
  readonly letter: string;
  readonly sms?: string;
}

const HEADING = /^--- *(\w+) *$/;

/** @throws LetterTemplateError when a section is unknown, given twice, or missing */
export function templateSections(name: string, text: string): TemplateSections {
  const sections = new Map<string, string[]>();
  let open: string[] | undefined;
  for (const line of text.split(/\r?\n/)) {
    const title = HEADING.exec(line)?.[1];
    if (title !== undefined) {
      if (!['subject', 'letter', 'sms'].includes(title))
        throw new LetterTemplateError(name, `it has a section "${title}"; known are subject, letter, sms`);
      if (sections.has(title)) throw new LetterTemplateError(name, `it has the section "${title}" twice`);
      sections.set(title, (open = []));
    } else if (open) {
      open.push(line);
    } else if (line.trim() !== '') {
      throw new LetterTemplateError(name, 'it has text before its first section ("--- subject")');
    }
  }
  const [subject, letter, sms] = ['subject', 'letter', 'sms'].map((title) =>
    sections.get(title)?.join('\n').trim(),
  );
  if (!subject) throw new LetterTemplateError(name, 'the section "subject" is missing');
  if (!letter) throw new LetterTemplateError(name, 'the section "letter" is missing');
  return { subject, letter, ...(sms ? { sms } : {}) };
}
