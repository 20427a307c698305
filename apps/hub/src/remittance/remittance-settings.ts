import type { Currency } from '@app/domain';
import type { Language } from '../payouts/explain-payout.js';
import type { Payee } from '../payouts/payout.js';

/** How often a creditor is paid. */
export type RemittanceRhythm =
  | { readonly every: 'day' }
  /** 1 is Monday, 5 Friday. */
  | { readonly every: 'week'; readonly weekday: number }
  /** 1 to 28: every month has it. */
  | { readonly every: 'month'; readonly day: number };

/** How a creditor gets its money. */
export interface RemittanceSettings {
  /** 0: nobody has chosen yet, the standard holds, and nothing can be paid. */
  readonly version: number;
  readonly rhythm: RemittanceRhythm;
  readonly currency: Currency;
  /** Less than this waits for more, unless the law's day comes. */
  readonly minimumMinor: bigint;
  readonly payTo: Payee | null;
  /** The collector's account that it is paid from. */
  readonly bankAccountId: string | null;
  /** A person approves each remittance first. */
  readonly approve: boolean;
  readonly language: Language;
  /** Days within which money is passed on where the law says "promptly". */
  readonly promptDays: number;
}

export const PROMPT_DAYS = 14;

export function standardRemittance(currency: Currency): RemittanceSettings {
  return {
    version: 0,
    rhythm: { every: 'week', weekday: 1 },
    currency,
    minimumMinor: 0n,
    payTo: null,
    bankAccountId: null,
    approve: false,
    language: currency === 'SEK' ? 'sv' : 'nb',
    promptDays: PROMPT_DAYS,
  };
}
