import { isOcrReference, mod11Digit } from '@app/domain';
import type { BankAccount } from './model.js';

/** An IBAN whose two check digits hold (ISO 13616, ISO/IEC 7064 MOD 97-10). */
export function isIban(text: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(text) && mod97(text.slice(4) + text.slice(0, 4)) === 1;
}

/** A creditor reference `RF` with check digits that hold (ISO 11649). */
export function isRfReference(text: string): boolean {
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && mod97(text.slice(4) + text.slice(0, 4)) === 1;
}

/** A Norwegian account number: eleven digits, the last a MOD11 digit (Bits, "Kontonummer"). */
export function isNorwegianAccount(text: string): boolean {
  return /^\d{11}$/.test(text) && text.at(-1) === mod11Digit(text.slice(0, -1));
}

/** A bankgiro (7 or 8 digits) or plusgiro number (2 to 8): the last digit is Luhn's. */
export function isGiroNumber(text: string, kind: 'bankgiro' | 'plusgiro'): boolean {
  return (kind === 'bankgiro' ? /^\d{7,8}$/ : /^\d{2,8}$/).test(text) && isOcrReference(text);
}

export function bankAccount(
  kind: BankAccount['kind'],
  number: string,
  currency: BankAccount['currency'],
): BankAccount {
  return {
    kind,
    number,
    ...(currency !== undefined && { currency }),
    isCheckDigitRight: isCheckDigitRight(kind, number),
  };
}

function isCheckDigitRight(kind: BankAccount['kind'], number: string): boolean {
  switch (kind) {
    case 'iban':
      return isIban(number);
    case 'bban':
      return isNorwegianAccount(number);
    case 'bankgiro':
    case 'plusgiro':
      return isGiroNumber(number, kind);
    case 'other':
      return true;
    default:
      return kind satisfies never;
  }
}

/** Letters count as 10 to 35. The remainder is carried along, so that no number grows large. */
function mod97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
