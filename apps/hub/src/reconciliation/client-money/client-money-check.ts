import { type Clock, newId } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import { Metrics } from '../../metrics/metrics.js';
import { Scheduler } from '../../scheduler/scheduler.js';
import { moneyFacts } from './money-facts.js';
import { moneyViolations, type Violation, VIOLATION_KINDS } from './money-violations.js';

const NIGHTLY_SECONDS = 86_400;
/** Reads the whole journal; a night is long enough. */
const LEASE_SECONDS = 1_800;
/** More are counted in the figures and listed with the next check, when these are mended. */
const VIOLATIONS_KEPT = 1_000;
const CHECKS_SHOWN = 50;

export interface MoneyCheck {
  readonly id: string;
  readonly checkedAt: Date;
  /** Settlements of bank transactions that were compared with their entries. */
  readonly settlements: number;
  readonly violations: readonly Violation[];
}

/** Whether all client money is explained: each night, on demand, and told to Prometheus. */
@Injectable()
export class ClientMoneyCheck implements OnModuleInit {
  readonly #log = new Logger('ClientMoneyCheck');

  constructor(
    private readonly database: Database,
    private readonly scheduler: Scheduler,
    metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    metrics.gauge(
      'kravhub_client_money_violations',
      'What is wrong with the client money, by the newest check; anything but 0 needs a person at once.',
      ['kind'],
      async (gauge) => {
        const [newest] = await this.recent(1);
        gauge.reset();
        if (newest === undefined) return;
        for (const kind of VIOLATION_KINDS) {
          gauge.set({ kind }, newest.violations.filter((violation) => violation.kind === kind).length);
        }
      },
    );
    metrics.gauge(
      'kravhub_client_money_checked_timestamp_seconds',
      'When the client money was last checked.',
      [],
      async (gauge) => {
        const [newest] = await this.recent(1);
        gauge.reset();
        if (newest !== undefined) gauge.set(newest.checkedAt.getTime() / 1_000);
      },
    );
  }

  onModuleInit(): void {
    this.scheduler.every({
      name: 'client-money-check',
      seconds: NIGHTLY_SECONDS,
      leaseSeconds: LEASE_SECONDS,
      run: async () => void (await this.run()),
    });
  }

  /** Looks at everything now, and keeps what it found. */
  async run(): Promise<MoneyCheck> {
    const facts = await this.database.asOperator(moneyFacts);
    const violations = moneyViolations(facts);
    const check: MoneyCheck = {
      id: newId(this.clock),
      checkedAt: this.clock.now(),
      settlements: facts.settlements.length,
      violations: violations.slice(0, VIOLATIONS_KEPT),
    };
    await this.database.asOperator((tx) =>
      tx.query(
        `insert into client_money_check (id, checked_at, settlements, violations) values ($1, $2, $3, $4)`,
        [check.id, check.checkedAt, check.settlements, JSON.stringify(check.violations)],
      ),
    );
    if (violations.length > 0)
      this.#log.error({ msg: 'client money is not explained', violations: violations.length });
    return check;
  }

  /** The newest first. */
  recent(limit = CHECKS_SHOWN): Promise<MoneyCheck[]> {
    return this.database.asOperator((tx) =>
      tx.query<MoneyCheck>(
        `select id, checked_at as "checkedAt", settlements, violations from client_money_check order by id desc limit $1`,
        [limit],
      ),
    );
  }
}
