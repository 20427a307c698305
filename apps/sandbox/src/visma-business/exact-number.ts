/** A number that JSON writes digit by digit as given; TypeScript's library does not know `rawJSON` yet. */
export function exactNumber(digits: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(digits);
}
