import { fieldsSyntax } from './api-error.js';

/** What `fields=` asks of one model: everything, or named fields, each perhaps with its own selection. */
export interface Selection {
  readonly all: boolean;
  /** `undefined` for a field named without parentheses. */
  readonly named: ReadonlyMap<string, Selection | undefined>;
}

export const EVERYTHING: Selection = { all: true, named: new Map() };

/** Deeper nesting than this is refused; the vendor's own models do not go so far. */
const DEPTH_MAX = 12;
const NAME = /[\w]+/y;

/**
 * Reads `*,customer(*,postalAddress(*))`. Whether the names exist is the model's question.
 * @throws ApiError 400/11000 when the text is not a fields filter
 */
export function parseFields(text: string): Selection {
  const reader = { text: text.replace(/\s+/g, ''), at: 0 };
  if (reader.text === '') return EVERYTHING;
  const selection = readList(reader, 0);
  if (reader.at !== reader.text.length) throw fieldsSyntax(text);
  return selection;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readList(reader: Reader, depth: number): Selection {
  if (depth > DEPTH_MAX) throw fieldsSyntax(reader.text);
  const named = new Map<string, Selection | undefined>();
  let all = false;
  do {
    if (reader.text[reader.at] === '*') {
      all = true;
      reader.at += 1;
    } else {
      const name = readName(reader);
      named.set(name, readNested(reader, depth));
    }
  } while (take(reader, ','));
  return { all, named };
}

function readNested(reader: Reader, depth: number): Selection | undefined {
  if (!take(reader, '(')) return undefined;
  const selection = readList(reader, depth + 1);
  if (!take(reader, ')')) throw fieldsSyntax(reader.text);
  return selection;
}

function readName(reader: Reader): string {
  NAME.lastIndex = reader.at;
  const match = NAME.exec(reader.text);
  if (!match) throw fieldsSyntax(reader.text);
  reader.at = NAME.lastIndex;
  return match[0];
}

function take(reader: Reader, mark: string): boolean {
  if (reader.text[reader.at] !== mark) return false;
  reader.at += 1;
  return true;
}
