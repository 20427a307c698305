import { addDays, type LocalDate } from '@app/domain';
import { ConnectionBlockedError } from '../contract/index.js';
import type { TripletexClient } from './client.js';
import { PERIOD_FIELDS, wirePeriod, type WirePeriod } from './wire.js';

/**
 * The accounting period that holds the day; undefined when the company has none for it or does not show its periods.
 * The filter's ends are exclusive, and so is a period's own end.
 */
export async function periodOf(
  client: TripletexClient,
  on: LocalDate,
  signal?: AbortSignal,
): Promise<WirePeriod | undefined> {
  try {
    const periods = await client.list(
      {
        path: '/ledger/accountingPeriod',
        query: {
          startTo: addDays(on, 1),
          endFrom: addDays(on, 1),
          from: 0,
          count: 100,
          fields: PERIOD_FIELDS,
        },
        signal,
      },
      wirePeriod,
    );
    return periods.find(({ start, end }) => start <= on && on < end);
  } catch (error) {
    // Not being shown the periods is no reason against booking: Tripletex itself refuses a closed one.
    if (error instanceof ConnectionBlockedError && error.reason === 'permission-missing') return undefined;
    throw error;
  }
}
