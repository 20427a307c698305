import { type Block, PLACEABLE, type Placeable } from './blocks.js';
import { LetterTemplateError } from './letter-errors.js';
import type { Speaker } from './speaker.js';
import { oneLine } from './tidy.js';

/**
 * The light markup of a template's letter: `# ` a heading, `- ` an item of a list, `[[summary]]` and the like a block drawn
 * from the data, an empty line between paragraphs. Values that Liquid puts in are escaped (`escapeMarkup`), so that no name
 * or note of somebody can become markup.
 */
export function parseMarkup(template: string, text: string, speaker: Speaker): Block[] {
  const blocks: Block[] = [];
  for (const part of text.split(/\n\s*\n/)) {
    const lines = part
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    blocks.push(...partBlocks(template, lines, speaker));
  }
  return blocks;
}

/** Lines without an empty one in between: headings, lists and placed blocks end a paragraph as well. */
function partBlocks(template: string, lines: readonly string[], speaker: Speaker): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let items: string[] = [];
  const close = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: paragraph.join(' ') });
    if (items.length > 0) blocks.push({ kind: 'list', items });
    paragraph = [];
    items = [];
  };
  for (const line of lines) {
    const placed = /^\[\[(\w+)\]\]$/.exec(line)?.[1];
    if (placed !== undefined) {
      close();
      blocks.push(...placedBlocks(template, placed, speaker));
    } else if (line.startsWith('# ')) {
      close();
      blocks.push({ kind: 'heading', text: plainMarkup(line.slice(2)) });
    } else if (line.startsWith('- ')) {
      if (paragraph.length > 0) close();
      items.push(plainMarkup(line.slice(2)));
    } else {
      if (items.length > 0) close();
      paragraph.push(plainMarkup(line));
    }
  }
  close();
  return blocks;
}

function placedBlocks(template: string, name: string, speaker: Speaker): Block[] {
  if (!isPlaceable(name)) {
    const known = Object.keys(PLACEABLE).map((key) => `[[${key}]]`);
    throw new LetterTemplateError(template, `it places [[${name}]]; known are ${known.join(', ')}`);
  }
  const block = PLACEABLE[name](speaker);
  const isEmpty =
    (block.kind === 'list' && block.items.length === 0) ||
    (block.kind === 'table' && block.table.rows.length === 0);
  return isEmpty ? [] : [block];
}

function isPlaceable(name: string): name is Placeable {
  return Object.hasOwn(PLACEABLE, name);
}

/** A value as a template prints it: on one line, and never read as markup. */
export function escapeMarkup(value: unknown): string {
  return oneLine(String(value ?? '')).replace(/[\\#[\]-]/g, '\\$&');
}

/** Markup's escapes taken away again. */
export function plainMarkup(text: string): string {
  return text.replace(/\\([\\#[\]-])/g, '$1');
}
