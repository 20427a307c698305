/**
 * Texts of others as a letter prints them: on one line, without control characters and without signs that turn the
 * direction of writing, by which a name could make its line say something else.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

/** The same data with every text on one line. */
export function tidied<T>(data: T): T {
  return tidy(data) as T;
}

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return oneLine(value);
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tidy(inner)]));
}
