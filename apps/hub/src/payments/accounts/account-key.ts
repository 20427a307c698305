import type { BankAccount } from '@app/bank-files';

const NORWEGIAN_IBAN = /^NO\d{2}(\d{11})$/;

/**
 * One text for one account, however a file names it: OCR giro tells the eleven digits of a Norwegian account, camt its
 * IBAN, which holds the same digits after its own two.
 */
export function accountKey({ kind, number }: Pick<BankAccount, 'kind' | 'number'>): string {
  const bare = number.replaceAll(/[\s.-]/g, '').toUpperCase();
  const digits = kind === 'iban' ? NORWEGIAN_IBAN.exec(bare)?.[1] : undefined;
  return digits === undefined ? `${kind}:${bare}` : `bban:${digits}`;
}
