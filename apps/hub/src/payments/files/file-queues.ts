import type { BankFileId } from '@app/domain';
import { defineQueue } from '../../jobs/queue-definition.js';

const FOUR_HOURS = 4 * 3600;

/** Reads one file that has been received. */
export const BANK_FILE_QUEUE = defineQueue<{ readonly fileId: BankFileId }>({
  name: 'bank-file',
  policy: 'exclusive',
  retryLimit: 8,
  expireInSeconds: FOUR_HOURS,
});

/** Books what has been read. One waits and one runs: it books everything that is new. */
export const PAYMENT_BOOKING_QUEUE = defineQueue<Record<string, never>>({
  name: 'payment-booking',
  policy: 'stately',
  retryLimit: 8,
  expireInSeconds: FOUR_HOURS,
});

export const THE_ONE = 'all';
