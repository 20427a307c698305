import type { BudgetRule, ConnectorLimits } from '../contract/index.js';
import { fingerprint, type XledgerSettings } from './settings.js';

/** Nested objects make rows heavy; the vendor's own bound is 10 000 rows a query. */
export const ROWS_MAX = 1_000;
/** Of light rows: ids, and lines of the import table. */
export const LIGHT_ROWS_MAX = 10_000;

export const LIMITS: ConnectorLimits = {
  pageSizeMax: ROWS_MAX,
  itemsPerReadMax: 500,
  requestTimeoutMs: 60_000,
  writeTimeoutMs: 90_000,
};

/** How many calls at once a token is allowed is not public; two is what careful clients use. */
export const IN_FLIGHT_MAX = 2;

/** Waits by the vendor's sample (`xledger/graphql-samples`): 5 s, 1 s, and 20 min where no reset is told. */
export const BURST_WAIT_MS = 5_000;
export const CONCURRENCY_WAIT_MS = 1_000;
export const CREDITS_WAIT_MS = 20 * 60_000;

const HOUR_MS = 3_600_000;
/** Of the credits told: what a query costs is our own reckoning, and calls that are under way are reckoned by the last ones. */
const CREDITS_USED = 0.98;

/** 20 requests in 5 seconds per token, whatever company they are about (`grasp-labs/ds-provider-xledger-py-lib`). */
export function budgetRule(settings: XledgerSettings): BudgetRule {
  return { key: `xledger:token:${fingerprint(settings)}`, callsMax: 20, windowMs: 5_000 };
}

/**
 * Credits of an hour, where the customer told how many there are: neither their number nor what a query costs is public.
 * Undefined otherwise; then the vendor's word alone pauses the budget, when they are used up.
 */
export function creditRule(settings: XledgerSettings): BudgetRule | undefined {
  const credits = Number(settings.creditsPerHour ?? 0);
  if (credits === 0) return undefined;
  const callsMax = Math.max(1, Math.floor(credits * CREDITS_USED));
  return { key: `xledger:credits:${fingerprint(settings)}`, callsMax, windowMs: HOUR_MS };
}
