/**
 * What became of a transaction. Counted, its money stands in the journal of client money:
 * - `allocated`: all of it is booked on claims
 * - `open`: some of it belongs to nobody yet; a person sees it, with the reason
 * - `set-aside`: as `open`, and a person has put it away for now
 * - `sent-back`: refunded or returned, whole or what was left of it
 * - `taken-back`: the payer's bank took it back
 * - `parted`: a lump whose parts another file tells; they have its money now
 * - `reversal`: the movement by which the bank took a payment back
 * - `left`: went out, and is not one of our orders; `payout`: it is one
 *
 * Not counted:
 * - `new`: read, and waits to be booked
 * - `waiting-account`: on an account that nobody has added; `waiting-day`: booked on a day that has not come
 * - `duplicate`: told before; `copy`: the bank calls it a copy, and nothing like it was told before
 * - `unsound`: a part of an entry whose parts do not make its sum
 * - `test`: of a file that the bank marks as a test
 * - `dismissed`: counted once, and a person has found that it was told before: taken out again by an entry
 */
export const COUNTED_STATES = [
  'allocated',
  'open',
  'set-aside',
  'sent-back',
  'taken-back',
  'parted',
  'reversal',
  'left',
  'payout',
] as const;
const UNCOUNTED_STATES = [
  'new',
  'waiting-account',
  'waiting-day',
  'duplicate',
  'copy',
  'unsound',
  'test',
  'dismissed',
] as const;
export const BANK_TRANSACTION_STATES = [...COUNTED_STATES, ...UNCOUNTED_STATES] as const;
export type BankTransactionState = (typeof BANK_TRANSACTION_STATES)[number];
