import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ManualClock } from '@app/domain';
import { Metrics } from '../../metrics/metrics.js';
import type { ScheduledWork, Scheduler } from '../../scheduler/scheduler.js';
import { LawTablesController } from './law-tables.controller.js';
import { LawTables } from './law-tables.js';

const RATE = 'NO late interest (forsinkelsesrente)';

describe('LawTables', () => {
  afterEach(() => void jest.restoreAllMocks());
  const on = (instant: string) => {
    const works: ScheduledWork[] = [];
    const scheduler = { every: (work: ScheduledWork) => works.push(work) } as unknown as Scheduler;
    const metrics = new Metrics({ processFigures: false });
    const laws = new LawTables(scheduler, metrics, new ManualClock(new Date(instant)));
    laws.onModuleInit();
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const daily = () => works[0]!.run({} as never, new AbortController().signal);
    return { laws, metrics, warned, daily };
  };

  it('warns once a day in one line while a table ends, and says how many days are left', async () => {
    const { daily, warned, metrics } = on('2026-11-29T12:00:00.000Z');
    await daily();
    expect(warned).toHaveBeenCalledTimes(1);
    const [line] = warned.mock.calls[0] as unknown as [{ tables: unknown[] }];
    expect(line.tables).toContainEqual({ table: RATE, lastDay: '2026-12-31', daysLeft: 32 });
    expect(await metrics.registry.metrics()).toContain(`kravhub_law_table_days_left{table="${RATE}"} 32`);
  });

  it('is silent while all tables go on for longer', async () => {
    const { daily, warned, laws } = on('2026-07-02T12:00:00.000Z');
    await daily();
    expect(warned).not.toHaveBeenCalled();
    expect(laws.reaches().tables.every(({ state }) => state === 'current')).toBe(true);
  });

  it('shows each table with its last day, by the day that people there write', () => {
    const { laws } = on('2026-12-31T23:30:00.000Z');
    const read = new LawTablesController(laws).read();
    expect(read).toMatchObject({ asOf: '2027-01-01', warningDays: 60 });
    expect(read.tables).toContainEqual(
      expect.objectContaining({ name: RATE, lastDay: '2026-12-31', daysLeft: -1, state: 'ended' }),
    );
    expect(read.tables).toContainEqual(
      expect.objectContaining({ lastDay: null, daysLeft: null, state: 'current' }),
    );
  });
});
