import { type Clock, type Country, type CreditorId, localDateAt } from '@app/domain';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { SYSTEM_ACTOR } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { Metrics } from '../metrics/metrics.js';
import { assertFencing, type HeldLease } from '../scheduler/lease-keeper.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { nextRemittanceOn } from './next-remittance.js';
import { PayoutDeadlines } from './payout-deadlines.js';
import { Remittances } from './remittances.js';
import { RemittanceSettingsStore } from './settings-store.js';

/** From one look at whose turn it is to the next. */
const SECONDS = 3_600;
const TURNS_MAX = 10_000;

interface Turn {
  readonly creditorId: CreditorId;
  readonly country: Country;
}

/** Remits to each creditor when its turn comes, and before it where money would wait longer than it may. */
@Injectable()
export class RemittanceSchedule implements OnModuleInit {
  readonly #log = new Logger('RemittanceSchedule');

  constructor(
    private readonly scheduler: Scheduler,
    private readonly database: Database,
    private readonly remittances: Remittances,
    private readonly settings: RemittanceSettingsStore,
    private readonly deadlines: PayoutDeadlines,
    private readonly metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scheduler.every({ name: 'remittance', seconds: SECONDS, run: (lease) => this.run(lease) });
    this.metrics.gauge(
      'kravhub_client_money_waiting',
      'Creditors whose received money waits to be passed on, by how near its last day is.',
      ['state'],
      async (gauge) => {
        const counts = new Map<string, number>([
          ['in-time', 0],
          ['soon', 0],
          ['late', 0],
        ]);
        for (const { state } of await this.#waiting()) counts.set(state, (counts.get(state) ?? 0) + 1);
        for (const [state, count] of counts) gauge.set({ state }, count);
      },
    );
  }

  async run(lease: HeldLease): Promise<void> {
    for (const turn of await this.#due()) {
      // One creditor's trouble (an account that nobody described, say) does not keep the others' money waiting.
      try {
        await this.#take(turn, lease);
      } catch (error) {
        this.#log.error({ msg: 'a creditor could not be remitted to', creditorId: turn.creditorId, error });
      }
    }
  }

  async #due(): Promise<Turn[]> {
    const now = this.clock.now();
    const byTurn = await this.database.asOperator((tx) =>
      tx.query<Turn>(
        `select t.creditor_id as "creditorId", r.country from remittance_turn t
         join creditor r on r.creditor_id = t.creditor_id
         where t.next_on <= case r.country when 'NO' then $1::date else $2::date end order by 1 limit ${TURNS_MAX}`,
        [localDateAt(now, 'NO'), localDateAt(now, 'SE')],
      ),
    );
    const waiting = await this.#waiting();
    const today = localDateAt(now, 'NO');
    const pressing = waiting.filter(({ orderBy, obstacle }) => orderBy <= today && obstacle === null);
    const known = new Set(byTurn.map(({ creditorId }) => creditorId));
    const early = pressing.filter(({ creditorId }) => !known.has(creditorId));
    return [...byTurn, ...early];
  }

  async #take({ creditorId, country }: Turn, lease: HeldLease): Promise<void> {
    await this.database.asOperator(async (tx) => {
      await assertFencing(tx, lease);
      await this.remittances.remit(tx, creditorId, SYSTEM_ACTOR);
      const { rhythm } = await this.settings.current(tx, creditorId);
      const today = localDateAt(this.clock.now(), country);
      await this.settings.setNext(tx, creditorId, nextRemittanceOn(rhythm, today, country));
    });
  }

  #waiting(): ReturnType<PayoutDeadlines['waiting']> {
    return this.database.asOperator((tx) => this.deadlines.waiting(tx, localDateAt(this.clock.now(), 'NO')));
  }
}
