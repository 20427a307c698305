import { hash } from 'node:crypto';
import type { BankTransaction } from './model.js';

/** What makes two reports of a movement the same movement. */
export type Identity = Pick<
  BankTransaction,
  | 'account'
  | 'amount'
  | 'direction'
  | 'isReversal'
  | 'bookedOn'
  | 'bankReference'
  | 'endToEndId'
  | 'references'
>;

/**
 * SHA-256 over account, amount, direction, day, the bank's reference and the payer's references. Names and free text
 * are left out: banks shorten them differently from one report to the next. `serial` is the format's own running number
 * within the day, where it has one. Each part carries its length, so that no two lists of parts make one text.
 */
export function fingerprintOf(identity: Identity, serial = ''): string {
  const { account, amount, direction, isReversal, bookedOn, bankReference, endToEndId, references } =
    identity;
  const parts = [
    account.number,
    amount.currency,
    amount.minor.toString(),
    direction,
    isReversal ? 'reversal' : '',
    bookedOn ?? '',
    bankReference ?? '',
    endToEndId ?? '',
    serial,
  ];
  for (const reference of references) {
    parts.push(reference.text, reference.amount?.minor.toString() ?? '');
  }
  let text = '';
  for (const part of parts) text += `${part.length}:${part}`;
  return hash('sha256', text, 'hex');
}
