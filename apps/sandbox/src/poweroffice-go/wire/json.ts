/** A number that is written as its text: the vendor writes `12500.0` where JavaScript would write `12500`. */
export class NumberText {
  constructor(readonly text: string) {}
}

export type Value =
  string | number | boolean | null | NumberText | readonly Value[] | { readonly [name: string]: Value };

/** Minor units as kroner: `12500.0`, `38062.5`, `-1548.87`. */
export function decimal(minor: number): NumberText {
  const size = Math.abs(minor);
  const cents = size % 100;
  const whole = (size - cents) / 100;
  const sign = minor < 0 ? '-' : '';
  if (cents % 10 === 0) return new NumberText(`${sign}${whole}.${cents / 10}`);
  return new NumberText(`${sign}${whole}.${String(cents).padStart(2, '0')}`);
}

/** A rate times 10 000: `1.0`, `11.5`. */
export function rate(per10k: number): NumberText {
  const text = String(per10k / 10_000);
  return new NumberText(text.includes('.') ? text : `${text}.0`);
}

export function writeJson(value: Value): string {
  if (value instanceof NumberText) return value.text;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one: Value) => writeJson(one)).join(',')}]`;
  const pairs = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}:${writeJson(one)}`);
  return `{${pairs.join(',')}}`;
}

const DECIMAL = /^(-?)(\d{1,13})(?:\.(\d{1,12}))?$/;

/** Minor units of a decimal text; undefined when it is none, or has more than two decimals that matter. */
export function readMinor(text: string): number | undefined {
  const [, sign, whole = '0', fraction = ''] = DECIMAL.exec(text) ?? [];
  if (sign === undefined || /[1-9]/.test(fraction.slice(2))) return undefined;
  const minor = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  return sign === '-' ? 0 - minor : minor;
}
