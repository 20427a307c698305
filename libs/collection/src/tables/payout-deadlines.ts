import { addDays, type LocalDate } from '@app/domain';
import type { Regime } from '../vocabulary.js';
import type { SourceStatus } from './dated-table.js';

/** When the collector must have paid out what it received for a creditor. */
export interface PayoutRule {
  /** Days after receipt on the client account, the principal at the latest; undefined where the law says "promptly". */
  readonly principalDaysMax: number | undefined;
  readonly source: string;
  readonly status: SourceStatus;
}

/** By the rules that hold on the day of receipt. */
export const PAYOUT_RULES: Readonly<Record<Regime, PayoutRule>> = {
  'NO-1988': {
    principalDaysMax: undefined,
    source: 'inkassoloven (LOV-1988-05-13-26) § 16: uten ugrunnet opphold',
    status: 'verified',
  },
  'NO-2026': {
    principalDaysMax: 14,
    source: 'lov om inkassovirksomhet (LOV-2026-05-22-19) § 26',
    status: 'verified',
  },
  'SE-1974': {
    principalDaysMax: undefined,
    source: 'lag 1944:181 om redovisningsmedel; god inkassosed (inkassolagen 1974:182, 4 §)',
    status: 'unverified',
  },
};

/**
 * Last day on which the principal that came on `receivedOn` may be paid out: the law's, or where it says "promptly" what the
 * collector has promised itself.
 */
export function payoutDeadline(receivedOn: LocalDate, regime: Regime, promptDays: number): LocalDate {
  return addDays(receivedOn, PAYOUT_RULES[regime].principalDaysMax ?? promptDays);
}
