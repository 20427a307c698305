/** JSON as the vendor writes it: `/` as `\/`, and everything beyond ASCII as `\u00e5`. */
export function fortnoxJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Minor units as a JSON number: 12500, 412.5. The shortest text of the quotient has the digits of the amount. */
export function decimal(minor: number): number {
  return minor / 100;
}

/** Minor units of a JSON number with at most two decimals; undefined for anything else. */
export function minorOfNumber(value: unknown): number | undefined {
  if (typeof value !== 'number' || Math.abs(value) > 1e11) return undefined;
  const minor = Math.round(value * 100);
  return Math.abs(minor / 100 - value) < 1e-9 ? minor : undefined;
}
