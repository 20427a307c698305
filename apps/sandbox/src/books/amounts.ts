/** Writes minor units as the vendor does: `12500.00`, `-5000.00`. */
export function amountText(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const DECIMAL = /^(-?)(\d{1,13})(?:\.(\d{1,12}))?$/;

/** Minor units of a decimal text; undefined when it is none, or has more decimals than two that are not zero. */
export function minorUnits(text: string): number | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(2))) return undefined;
  const minor = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  return sign === '-' ? 0 - minor : minor;
}
