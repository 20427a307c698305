/** Parts per million of a year's rate: 12.25 % is 122 500. Exact for rates with up to four decimals. */
export type Ppm = bigint;

export const PPM_PER_ONE = 1_000_000n;

const PERCENT = /^(-?)(\d{1,3})(?:\.(\d{1,4}))?$/;

/** Reads `12.25` (percent) exactly. @throws RangeError when it is no percentage with at most four decimals */
export function ppmFromPercent(text: string): Ppm {
  const match = PERCENT.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a percentage with at most four decimals.`);
  const [, sign, whole = '0', fraction = ''] = match;
  const ppm = BigInt(whole + fraction.padEnd(4, '0'));
  return sign === '-' ? -ppm : ppm;
}

/** Writes 122 500 as `12.25`, with at least two decimals. For machines and statements; letters use the language's own form. */
export function percentFromPpm(ppm: Ppm): string {
  const digits = (ppm < 0n ? -ppm : ppm).toString().padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0{1,2}$/, '');
  return `${ppm < 0n ? '-' : ''}${digits.slice(0, -4)}.${fraction}`;
}
