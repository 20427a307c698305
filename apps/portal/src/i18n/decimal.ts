const AMOUNT = /^(\d{1,13})(?:[.,](\d{1,2}))?$/;

/**
 * What a person typed, as the API writes it: `1 250,5` is `1250.50`. Text from one end to the other.
 *
 * @returns undefined when it is no amount
 */
export function readDecimal(typed: string): string | undefined {
  const found = AMOUNT.exec(typed.replaceAll(/[\s\u00a0\u202f]/g, ''));
  if (!found) return undefined;
  const [, whole = '0', cents = ''] = found;
  return `${whole.replace(/^0+(?=\d)/, '')}.${cents.padEnd(2, '0')}`;
}

/** As it stands in a field: with the comma that the reader's language wants. */
export function showDecimal(amount: string, language: 'nb' | 'sv' | 'en'): string {
  return language === 'en' ? amount : amount.replace('.', ',');
}

/** A whole number in minor units, as the API's decimals: digits moved as text. The currencies of cases have two decimals. */
export function fromMinor(minor: string): string {
  const digits = minor.replace('-', '').padStart(3, '0');
  return `${minor.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
