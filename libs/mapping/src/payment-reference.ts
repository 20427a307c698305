import { type Country, isKid, isOcrReference } from '@app/domain';

/** A reference that the debtor can pay with, checked; or why the ledger's text is none. */
export type PaymentReference =
  | { readonly kind: 'kid' | 'ocr'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly text: string };

/**
 * Spaces are for the eye only and are removed. A reference with a wrong check digit is told as `invalid` and not used:
 * money paid with it would reach nobody.
 */
export function checkPaymentReference(text: string | undefined, country: Country): PaymentReference {
  const compact = (text ?? '').replace(/\s+/g, '');
  if (compact === '') return { kind: 'none' };
  if (country === 'NO')
    return isKid(compact) ? { kind: 'kid', text: compact } : { kind: 'invalid', text: compact };
  return isOcrReference(compact) ? { kind: 'ocr', text: compact } : { kind: 'invalid', text: compact };
}
