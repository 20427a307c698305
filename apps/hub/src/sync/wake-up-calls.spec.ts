import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RoadBench } from './testing/road-bench.js';
import { GAP_MS, SETTLE_MS, WakeUpCalls } from './wake-up-calls.js';

describe('WakeUpCalls', () => {
  let bench: RoadBench;
  let calls: WakeUpCalls;
  let grantId: string;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(async () => {
    await bench.reset();
    calls = new WakeUpCalls(bench.database, bench.clock);
    const [row] = await bench.rows<{ grantId: string }>(
      `update connection set state = 'active', next_sync_at = '2030-01-01' returning grant_id as "grantId"`,
    );
    grantId = row?.grantId ?? '';
  });
  afterAll(() => bench.close());

  const nextSyncAt = async (): Promise<Date | undefined> =>
    (await bench.rows<{ at: Date }>('select next_sync_at as at from connection'))[0]?.at;
  const rest = (ms: number): void => bench.clock.advanceMs(ms);

  it('makes one pull of a flood, and the next no sooner than a minute later', async () => {
    for (let event = 0; event < 10_000; event += 1) calls.heard(grantId);
    expect(await calls.wake()).toBe(0);
    rest(SETTLE_MS);
    expect(await calls.wake()).toBe(1);
    expect(await nextSyncAt()).toEqual(bench.clock.now());
    await bench.rows(`update connection set next_sync_at = '2030-01-01'`);
    for (let event = 0; event < 10_000; event += 1) calls.heard(grantId);
    rest(GAP_MS - 1);
    expect(await calls.wake()).toBe(0);
    rest(1);
    expect(await calls.wake()).toBe(1);
    expect(await calls.wake()).toBe(0);
  });

  it('waits for the end of a pull that is under way: it may have passed the change already', async () => {
    const run = await bench.tx((tx) => bench.runs.beginOrResume(tx, bench.connectionId, 'incremental'));
    calls.heard(grantId);
    rest(SETTLE_MS);
    expect(await calls.wake()).toBe(0);
    await bench.tx((tx) => bench.runs.succeed(tx, run.id));
    expect(await calls.wake()).toBe(1);
  });

  it('wakes nobody else, and no connection that a person has paused', async () => {
    calls.heard('00000000-0000-7000-8000-000000000000');
    rest(SETTLE_MS);
    expect(await calls.wake()).toBe(0);
    await bench.rows(`update connection set state = 'paused'`);
    calls.heard(grantId);
    rest(SETTLE_MS + GAP_MS);
    expect(await calls.wake()).toBe(0);
    expect((await nextSyncAt())?.getUTCFullYear()).toBe(2030);
  });

  it('forgets what it heard when nobody listens any more', async () => {
    calls.heard(grantId);
    calls.forget();
    rest(SETTLE_MS);
    expect(await calls.wake()).toBe(0);
  });
});
