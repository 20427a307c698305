import { isLocalDate, type LocalDate } from '@app/domain';
import { refused } from './errors.js';
import { minorOfNumber } from './json.js';

export type Fields = Readonly<Record<string, unknown>>;

/** Letters of any language, digits, blanks and the vendor's list (fortnox.se/developer, "Formats and encoding"). */
const ALLOWED_TEXT = /^[\p{L}\p{N} \n–:.`´’,;^¤#%§£$€¢¥©™°&/()=+\-*_!?²³®½@]*$/u;

/** The fields inside the wrapper, e.g. `InvoicePayment`; an unknown field is refused by name. */
export function readBody(
  body: string,
  wrapper: string,
  writable: ReadonlySet<string>,
  readOnly: { readonly names: ReadonlySet<string>; readonly refuse: boolean },
): Fields {
  if (body.trim() === '') throw refused('wrongData');
  const parsed = parse(body);
  const fields = isFields(parsed) ? parsed[wrapper] : undefined;
  if (!isFields(fields)) throw refused('wrongData');
  for (const name of Object.keys(fields)) {
    if (writable.has(name) || (readOnly.names.has(name) && !readOnly.refuse)) continue;
    throw refused('unknownField', `Felaktigt fältnamn (${name}).`);
  }
  return Object.fromEntries(Object.entries(fields).filter(([name]) => writable.has(name)));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw refused('malformedJson');
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Minor units; undefined when the field was not sent. */
export function amountIn(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  const minor = minorOfNumber(value);
  if (minor === undefined) throw refused('notNumeric', `Värdet måste vara numeriskt (${name}).`);
  return minor;
}

export function wholeIn(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw refused('notNumeric', `Värdet måste vara numeriskt (${name}).`);
  return value;
}

export function dateIn(fields: Fields, name: string): LocalDate | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' || !isLocalDate(value)) throw refused('badDate', `Ogiltigt datum (${name}).`);
  return value;
}

export function textIn(fields: Fields, name: string, maxLength: number): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string')
    throw refused('notAlphanumeric', `Värdet måste vara alfanumeriskt (${name}).`);
  if (value.length > maxLength) throw refused('tooLong', `Värdet är för långt (${name}).`);
  if (!ALLOWED_TEXT.test(value))
    throw refused('forbiddenCharacter', `Värdet innehåller ej tillåtna tecken. (${name})`);
  // The literal that clears a field (softwerkab/fortnox-csharp-api-sdk).
  return value === 'API_BLANK' ? '' : value;
}
