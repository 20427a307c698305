/**
 * The standard fonts of a PDF know the characters of Windows-1252 (WinAnsiEncoding, ISO 32000-1 annex D). Those outside are
 * written with their nearest letter: č as c, ł as l, ŋ as n. E-mail and plain text keep them as they are.
 */
const WIN_ANSI_ABOVE = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
const NEAREST: Readonly<Record<string, string>> = {
  '\u2212': '–',
  '\u2010': '-',
  '\u2011': '-',
  '\u202f': '\u00a0',
  '\u2009': ' ',
  đ: 'd',
  Đ: 'D',
  ŧ: 't',
  Ŧ: 'T',
  ŋ: 'n',
  Ŋ: 'N',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
};

/** The text in characters that the standard fonts can draw; `?` only where nothing is near. */
export function winAnsi(text: string): string {
  return [...text].map(drawable).join('');
}

function drawable(character: string): string {
  if (isWinAnsi(character)) return character;
  const nearest = NEAREST[character];
  if (nearest !== undefined) return nearest;
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  if (bare === '') return '';
  return isWinAnsi(bare) ? bare : '?';
}

function isWinAnsi(text: string): boolean {
  return [...text].every((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || WIN_ANSI_ABOVE.has(character);
  });
}
