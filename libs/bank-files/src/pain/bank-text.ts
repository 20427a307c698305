/**
 * Text as banks in Norway and Sweden take it in payment orders: the Latin set of ISO 20022 customer messages, with the
 * letters of the Nordic and German languages (BSK, appendix to the implementation guides of pain.001 and pain.002; Swedish
 * Common Interpretation of ISO 20022). What is outside is written with its nearest letter, else as a question mark.
 */
const ALLOWED = /^[A-Za-z0-9/\-?:().,'+ áäçđéíóöúüýæøåÁÄÇÐÉÍÓÖÚÜÝÆØÅß]$/u;

const NEAREST: Readonly<Record<string, string>> = {
  '&': '+',
  '–': '-',
  '—': '-',
  '\u2010': '-',
  '\u2011': '-',
  '\u2212': '-',
  _: '-',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  '"': "'",
  '“': "'",
  '”': "'",
  '«': "'",
  '»': "'",
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  ';': ',',
  '@': '(a)',
  '%': ' pct',
  '€': 'EUR',
  œ: 'oe',
  Œ: 'OE',
  Đ: 'Ð',
  ð: 'đ',
  þ: 'th',
  Þ: 'Th',
  ł: 'l',
  Ł: 'L',
  ŧ: 't',
  Ŧ: 'T',
  ŋ: 'n',
  Ŋ: 'N',
  ı: 'i',
};

/** @param max characters; what is longer is cut */
export function bankText(text: string, max: number): string {
  const written = [...text.normalize('NFC')].map(writable).join('');
  return written.replace(/ +/g, ' ').trim().slice(0, max).trim();
}

function writable(character: string): string {
  if (ALLOWED.test(character)) return character;
  if (/^\s$/u.test(character)) return ' ';
  const nearest = NEAREST[character];
  if (nearest !== undefined) return nearest;
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  if (bare === '') return '';
  return ALLOWED.test(bare) ? bare : '?';
}
