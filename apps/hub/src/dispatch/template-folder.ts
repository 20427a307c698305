import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '@app/collection';
import { LETTER_KINDS, LetterTemplateError, type TemplateOverrides } from '@app/letters';

const FILE = /^([a-z-]+)\.(nb|sv|en)\.liquid$/;

/**
 * A collector's own templates, read once at the start: `<kind>.<language>.liquid`. Other files are passed over, except those
 * that end in `.liquid` and name no letter: a misspelt name would quietly send the built-in text.
 * @throws LetterTemplateError
 */
export function templateOverrides(folder: string | undefined): TemplateOverrides {
  if (folder === undefined) return new Map();
  const overrides = new Map<string, string>();
  for (const file of namesIn(folder)) {
    if (!file.endsWith('.liquid')) continue;
    const [, kind] = FILE.exec(file) ?? [];
    if (!LETTER_KINDS.some((known) => known === kind))
      throw new LetterTemplateError(
        file,
        `it names no letter; a name is <kind>.<language>.liquid with a kind of ${LETTER_KINDS.join(', ')} and a language of ${LANGUAGES.join(', ')}`,
      );
    overrides.set(file.slice(0, -'.liquid'.length), readFileSync(join(folder, file), 'utf8'));
  }
  return overrides;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException | null)?.code ?? 'unknown';
    throw new LetterTemplateError(folder, `the folder LETTER_TEMPLATES_DIR cannot be read (${code})`);
  }
}
