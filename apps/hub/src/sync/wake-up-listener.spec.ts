import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConnectorDefinition, WakeUps } from '@app/connectors';
import { SchedulerRegistry } from '@nestjs/schedule';
import { readEnvironment } from '../config/environment.js';
import type { LedgerCatalogue } from '../connections/ledger-catalogue.js';
import type { LedgerSessions } from '../connections/ledger-sessions.js';
import { LeaseKeeper } from '../scheduler/lease-keeper.js';
import { RoadBench } from './testing/road-bench.js';
import { WakeUpCalls } from './wake-up-calls.js';
import { WakeUpListener } from './wake-up-listener.js';

describe('WakeUpListener', () => {
  let bench: RoadBench;
  /** Streams that are open, by whom they listen for. */
  const open = new Set<string>();
  const wakeUps: WakeUps = {
    streamOf: () => 'one stream',
    listen: (members, _heard, signal) =>
      new Promise((resolve) => {
        const ids = members.map(({ id }) => id).join();
        open.add(ids);
        signal.addEventListener('abort', () => {
          open.delete(ids);
          resolve();
        });
      }),
  };
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(async () => {
    await bench.reset();
    open.clear();
    await bench.database.asOperator(async (tx) => {
      await tx.query('delete from lease');
      await tx.query(`update connection set state = 'paused'`);
    });
    await bench.rows(`update connection set state = 'active'`);
  });
  afterAll(() => bench.close());

  const make = async (): Promise<WakeUpListener> => {
    const [row] = await bench.rows<{ key: string }>('select connector_key as key from connection');
    const definition = { key: row?.key, wakeUps } as unknown as ConnectorDefinition;
    return new WakeUpListener(
      bench.database,
      { list: () => [definition] } as unknown as LedgerCatalogue,
      {
        wakeUpMember: async (id: string) => ({ wakeUps, member: { id, settings: {}, tools: {} } }),
      } as unknown as LedgerSessions,
      new LeaseKeeper(bench.database, 'test'),
      new WakeUpCalls(bench.database, bench.clock),
      new SchedulerRegistry(),
      readEnvironment({ NODE_ENV: 'test' }),
    );
  };

  it('listens in one process, and in the next when that one stops', async () => {
    const [first, second] = [await make(), await make()];
    for (const listener of [first, second, first, second]) await listener.tick();
    expect([first.streams, second.streams, open.size]).toEqual([1, 0, 1]);
    await first.onModuleDestroy();
    expect(open.size).toBe(0);
    await second.tick();
    expect([second.streams, open.size]).toEqual([1, 1]);
    await second.onModuleDestroy();
    expect(open.size).toBe(0);
  });

  it('falls silent when its lease is lost', async () => {
    const listener = await make();
    await listener.tick();
    expect(open.size).toBe(1);
    await bench.database.asOperator((tx) => tx.query('update lease set expires_at = clock_timestamp()'));
    await listener.tick();
    expect(open.size).toBe(0);
    await listener.onModuleDestroy();
  });

  it('listens for nobody when no connection of such a ledger is active', async () => {
    await bench.rows(`update connection set state = 'paused'`);
    const listener = await make();
    await listener.tick();
    expect(open.size).toBe(0);
    await listener.onModuleDestroy();
  });
});
