import { ManualClock } from '@app/domain';

/** A working Monday, between the two clock changes. */
export const TEST_NOW = '2026-03-02T09:00:00.000Z';

/** A clock that stands still; every test gets its own. */
export function testClock(at: string = TEST_NOW): ManualClock {
  return new ManualClock(new Date(at));
}
