import { isLocalDate, type LocalDate } from '@app/domain';
import { ConnectionBlockedError } from '../contract/index.js';
import type { FortnoxClient } from './client.js';
import { wireLockedPeriodAnswer } from './wire.js';

/** The last locked day; undefined when nothing is locked, or the company does not show it. */
export async function lockedUntil(
  client: FortnoxClient,
  signal?: AbortSignal,
): Promise<LocalDate | undefined> {
  try {
    const { LockedPeriod } = await client.get(
      { path: '/settings/lockedperiod', signal },
      wireLockedPeriodAnswer,
    );
    const { EndDate } = LockedPeriod;
    return EndDate !== undefined && isLocalDate(EndDate) ? EndDate : undefined;
  } catch (error) {
    // Not being shown it is no reason against booking: Fortnox itself refuses a locked day.
    if (error instanceof ConnectionBlockedError && error.reason === 'permission-missing') return undefined;
    throw error;
  }
}
