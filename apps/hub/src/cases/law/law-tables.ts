import { type Clock, type LocalDate, localDateAt } from '@app/domain';
import { type TableReach, tableReaches } from '@app/collection';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Metrics } from '../../metrics/metrics.js';
import { Scheduler } from '../../scheduler/scheduler.js';

const DAILY_SECONDS = 86_400;

/**
 * Warns an operator before a dated table of the law ends: what needs it stops on the day after, since no other period's
 * value is ever taken instead. In the metrics at any time, and in the log once a day.
 */
@Injectable()
export class LawTables implements OnModuleInit {
  readonly #log = new Logger('LawTables');

  constructor(
    private readonly scheduler: Scheduler,
    metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    metrics.gauge(
      'kravhub_law_table_days_left',
      'Days after today that a dated table of the law still knows; negative when it has ended.',
      ['table'],
      (gauge) => {
        gauge.reset();
        for (const { name, daysLeft } of this.reaches().tables)
          if (daysLeft !== null) gauge.set({ table: name }, daysLeft);
      },
    );
  }

  onModuleInit(): void {
    this.scheduler.every({
      name: 'law-tables',
      seconds: DAILY_SECONDS,
      run: async () => this.warn(),
    });
  }

  /** Norway and Sweden keep the same days. */
  reaches(): { readonly asOf: LocalDate; readonly tables: readonly TableReach[] } {
    const asOf = localDateAt(this.clock.now(), 'NO');
    return { asOf, tables: tableReaches(asOf) };
  }

  /** One line for all tables that end within the time of warning; none when there are none. */
  warn(): void {
    const ending = this.reaches().tables.filter(({ state }) => state !== 'current');
    if (ending.length === 0) return;
    this.#log.warn({
      msg: 'tables of the law end: add their next rows (docs/law/README.md), or cases stop on the day after',
      tables: ending.map(({ name, lastDay, daysLeft }) => ({ table: name, lastDay, daysLeft })),
    });
  }
}
