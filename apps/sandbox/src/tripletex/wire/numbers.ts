/** Writes minor units as the vendor's JSON numbers: `12500.0`, `38062.5`, `-1548.87`. */
export function decimalText(minor: number): string {
  const size = Math.abs(minor);
  const cents = size % 100;
  const whole = (size - cents) / 100;
  const sign = minor < 0 ? '-' : '';
  if (cents % 10 === 0) return `${sign}${whole}.${cents / 10}`;
  return cents < 10 ? `${sign}${whole}.0${cents}` : `${sign}${whole}.${cents}`;
}

const DECIMAL = /^(-?)(\d{1,13})(?:\.(\d{1,12}))?$/;

export interface ReadAmount {
  readonly minor: number;
  /** False when the text had decimals beyond the second that are not zero; `minor` is then rounded half up. */
  readonly exact: boolean;
}

/** Reads a decimal text with two decimals; more are rounded and reported. Undefined when it is no such number. */
export function readAmount(text: string): ReadAmount | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const surplus = fraction.slice(2);
  const roundUp = surplus !== '' && Number(surplus[0]) >= 5 ? 1 : 0;
  const minor = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0')) + roundUp;
  return { minor: sign === '-' ? 0 - minor : minor, exact: !/[1-9]/.test(surplus) };
}
