import type { DifferenceKind } from '../difference-kinds.js';

/** What can be done about a difference. None of it edits what was booked: each adds something, or reads again. */
export const DIFFERENCE_ACTIONS = [
  'read-again',
  'approve-write-back',
  'retry-write-back',
  'match-posting',
  'accept-direct-payment',
  'take-back-posting',
] as const;
export type DifferenceAction = (typeof DIFFERENCE_ACTIONS)[number];

interface Remedy {
  readonly actions: readonly DifferenceAction[];
  /** What a person should do, in plain words. */
  readonly remedy: string;
}

const WRITE_BACK: readonly DifferenceAction[] = [
  'read-again',
  'approve-write-back',
  'retry-write-back',
  'match-posting',
  'take-back-posting',
];

/** Any difference can be explained besides. */
export const REMEDIES: Readonly<Record<DifferenceKind, Remedy>> = {
  timing: { actions: ['read-again'], remedy: 'Wait for the next run, or read the invoice again now.' },
  'settlement-not-counted': {
    actions: ['read-again'],
    remedy: 'A fault of the hub: report it with the evidence, and keep the claim paused until it is mended.',
  },
  currency: {
    actions: ['read-again'],
    remedy:
      'Look at the invoice in the ledger: its currency was changed, or the entry was booked in another.',
  },
  'item-gone': {
    actions: ['read-again'],
    remedy: 'Ask the creditor whether the invoice was deleted, or whether our access no longer reaches it.',
  },
  'missing-posting': {
    actions: WRITE_BACK,
    remedy: 'Read it again: when the booking is really gone, order the write-back again.',
  },
  'reversed-posting': {
    actions: WRITE_BACK,
    remedy: 'Ask the creditor why it was taken back; then order the write-back again, or cancel it.',
  },
  'posting-not-matched': {
    actions: WRITE_BACK,
    remedy:
      'Match the posting with the invoice in the ledger, or say which posting it is; then read it again.',
  },
  'direct-payment-not-seen': {
    actions: ['read-again', 'accept-direct-payment'],
    remedy: 'Accept the payment: it is read again and counts in the claim.',
  },
  rounding: {
    actions: ['read-again'],
    remedy: 'Let the creditor write the rest off in the ledger, or explain it.',
  },
  'client-money-missing': {
    actions: [],
    remedy: 'Look at the bank transaction of the settlement: its entry is missing or too small.',
  },
  'client-money-too-much': {
    actions: [],
    remedy: 'Look at the entries of the settlement: one was booked that no settlement asks for.',
  },
  'client-money-wrong-account': {
    actions: [],
    remedy: 'Look at the entry of the settlement: it is parted otherwise than the settlement itself.',
  },
  unknown: {
    actions: [...WRITE_BACK, 'accept-direct-payment'],
    remedy:
      'Compare the movements of the invoice in the ledger with the evidence, and explain what you find.',
  },
};
