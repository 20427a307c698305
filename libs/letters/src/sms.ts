import { SmsTooLongError } from './letter-errors.js';

/** More pieces than this are not sent: a text of that length belongs into a letter. */
export const SMS_SEGMENTS_MAX = 3;

/** 3GPP TS 23.038, basic character set of GSM 7 bit; those of the extension table count twice. */
const GSM_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const GSM_EXTENDED = '^{}\\[~]|€';

/** Typographic signs that would make every character of the message cost double, and what says the same. */
const SIMPLER: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '\u2212': '-',
  '\u00a0': ' ',
  '’': "'",
  '”': '"',
  '“': '"',
  '«': '"',
  '»': '"',
  '…': '...',
};

/** @throws SmsTooLongError */
export function smsText(text: string, name: string): string {
  const simple = text
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .replace(/[–—\u2212’”“«»…]/g, (sign) => SIMPLER[sign] ?? sign);
  const segments = smsSegments(simple);
  if (segments > SMS_SEGMENTS_MAX) {
    throw new SmsTooLongError(
      `The sms "${name}" would take ${segments} pieces, at most ${SMS_SEGMENTS_MAX} are sent. Remedy: shorten the template, or send a letter.`,
    );
  }
  return simple;
}

/** Pieces that the message is cut into: 160 characters of GSM 7 bit, or 70 of UCS-2; 153 and 67 once there are several. */
export function smsSegments(text: string): number {
  let septets = 0;
  for (const character of text) {
    if (GSM_BASIC.includes(character)) septets += 1;
    else if (GSM_EXTENDED.includes(character)) septets += 2;
    else return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  }
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}
