import { isKid, isOcrReference } from '@app/domain';
import { isRfReference } from '../identifiers.js';
import type { BankTransaction, StructuredReference } from '../model.js';

/** Words of free text that are looked at. A payment has some lines; more is not a message to us. */
const WORDS_MAX = 200;
/** A shorter number stands in many texts that name no invoice. */
const INVOICE_NUMBER_MIN = 3;

/** KID, OCR and RF alike: the text whose check digits hold, without blanks. */
export function isValidReference(text: string): boolean {
  return isKid(text) || isOcrReference(text) || isRfReference(text);
}

/** As the bank gives it, and without the zeros that some fill it up with. The first that fits counts. */
export function readingsOf({ text }: Pick<StructuredReference, 'text'>): string[] {
  const compact = text.replaceAll(/\s/g, '').toUpperCase();
  const bare = compact.replace(/^0+/, '');
  return [...new Set([compact, bare])].filter((reading) => reading !== '');
}

/** Valid references in the fields for them, in every reading: all that the first look of the matching asks for. */
export function referencesInFields({ references }: Pick<BankTransaction, 'references'>): string[] {
  return references.flatMap((reference) => readingsOf(reference).filter(isValidReference));
}

/** Valid references in the free text: whole words, and groups of digits that the payer wrote apart. */
export function referencesInText(transaction: BankTransaction): string[] {
  const words = wordsOf(transaction);
  const groups = transaction.texts.flatMap((text) => text.match(/\d[\d ]{3,40}\d-?/g) ?? []);
  const compact = [...words, ...groups.map((group) => group.replaceAll(' ', ''))];
  return [...new Set(compact)].slice(0, WORDS_MAX).filter((word) => isValidReference(word));
}

/** Words of free text and structured fields that may be an invoice's number: something with a digit in it. */
export function invoiceNumbersIn(transaction: BankTransaction): string[] {
  const told = transaction.references.map(({ text }) => text.trim());
  const words = [...told, ...wordsOf(transaction)];
  return [...new Set(words)].filter((word) => word.length >= INVOICE_NUMBER_MIN && /\d/.test(word));
}

/** `Faktura801465` is two words: a label and a number. */
function wordsOf({ texts, references }: BankTransaction): string[] {
  const structured = references.filter(({ kind }) => kind === 'structured').map(({ text }) => text);
  return [...texts, ...structured]
    .flatMap((text) => text.split(/[\s,;:#()]+/))
    .flatMap((word) => [word, word.replace(/^\p{L}+[.-]?(?=\d)/u, '')])
    .map((word) => word.replaceAll(/^[.\-/]+|[./]+$/g, ''))
    .filter((word) => word !== '')
    .slice(0, WORDS_MAX);
}
