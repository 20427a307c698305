import { addDays, isLocalDate, type LocalDate } from '@app/domain';
import { ConnectionBlockedError } from '../contract/index.js';
import type { TripletexClient } from './client.js';
import { PERIOD_FIELDS, wirePeriod, type WirePeriod } from './wire.js';

/** Beyond so many days nobody has opened periods yet. */
const AHEAD_DAYS = 800;
const PERIODS_MAX = 100;

/**
 * The accounting period that holds the day; undefined when the company has none for it or does not show its periods.
 * The filter's ends are exclusive, and so is a period's own end.
 */
export async function periodOf(
  client: TripletexClient,
  on: LocalDate,
  signal?: AbortSignal,
): Promise<WirePeriod | undefined> {
  const periods = await periodsBetween(client, on, on, signal);
  return periods.find(({ start, end }) => start <= on && on < end);
}

/** The first day of the next period that is not closed; undefined when none is shown. */
export async function firstOpenDayAfter(
  client: TripletexClient,
  on: LocalDate,
  signal?: AbortSignal,
): Promise<LocalDate | undefined> {
  const periods = await periodsBetween(client, on, addDays(on, AHEAD_DAYS), signal);
  const starts = periods.filter(({ isClosed, start }) => !isClosed && start > on).map(({ start }) => start);
  const first = starts.sort()[0];
  return first !== undefined && isLocalDate(first) ? first : undefined;
}

/** Periods that hold a day from the first to the last. */
async function periodsBetween(
  client: TripletexClient,
  from: LocalDate,
  to: LocalDate,
  signal?: AbortSignal,
): Promise<readonly WirePeriod[]> {
  try {
    return await client.list(
      {
        path: '/ledger/accountingPeriod',
        query: {
          startTo: addDays(to, 1),
          endFrom: addDays(from, 1),
          from: 0,
          count: PERIODS_MAX,
          fields: PERIOD_FIELDS,
        },
        signal,
      },
      wirePeriod,
    );
  } catch (error) {
    // Not being shown the periods is no reason against booking: Tripletex itself refuses a closed one.
    if (error instanceof ConnectionBlockedError && error.reason === 'permission-missing') return [];
    throw error;
  }
}
