import type { SourceStatus } from '../tables/dated-table.js';
import type { Regime } from '../vocabulary.js';

export interface RetentionRule {
  /** After the day on which the debtor's last case was closed. */
  readonly months: number;
  readonly source: string;
  readonly status: SourceStatus;
}

/** What was said and sent, by the rules in force when the last case was closed. */
export const CASE_FILE_RETENTION: Readonly<Record<Regime, RetentionRule>> = {
  'NO-1988': {
    months: 36,
    source: 'GDPR art. 5(1)(e); our choice: as long as an ordinary claim lives (foreldelsesloven § 2)',
    status: 'unverified',
  },
  'NO-2026': {
    months: 60,
    source: 'lov om inkassovirksomhet (LOV-2026-05-22-19) § 36: at least five years, at most ten',
    status: 'verified',
  },
  'SE-1974': {
    months: 36,
    source: 'GDPR art. 5(1)(e); our choice: three years, as in Norway',
    status: 'unverified',
  },
};

/** How the debtor is reached and how they are: serves the work on the case, and nothing afterwards. */
export const SENSITIVE_RETENTION: RetentionRule = {
  months: 6,
  source: 'GDPR art. 5(1)(e) and art. 9; our choice: time for money that is taken back, and for a complaint',
  status: 'unverified',
};
