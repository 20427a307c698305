import type { CaseDebtorId, Clock, CreditorId } from '@app/domain';
import { SENSITIVE_RETENTION } from '@app/collection';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { SYSTEM_ACTOR } from '../audit/actor.js';
import { Database } from '../database/database.js';
import type { Statements } from '../database/transaction.js';
import { JobQueue } from '../jobs/job-queue.js';
import { defineQueue } from '../jobs/queue-definition.js';
import { orderForCreditors } from '../scheduler/creditors-due.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { Erasure } from './erasure.js';

export interface ErasureJob {
  readonly creditorId: CreditorId;
}

export const ERASURE_QUEUE = defineQueue<ErasureJob>({ name: 'erase-due', policy: 'stately' });

const NIGHTLY_SECONDS = 86_400;
/** Debtors in one night; the rest is found in the next. */
const DEBTORS_MAX = 2_000;
const MIRRORED_MAX = 2_000;
const DAY_MS = 86_400_000;

/** Every night: erases whose time has come, a bounded number for each creditor. */
@Injectable()
export class ErasureJobs implements OnModuleInit {
  readonly #log = new Logger('Erasure');

  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly erasure: Erasure,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(ERASURE_QUEUE, async ({ data, signal }) => void (await this.run(data.creditorId, signal)));
    this.scheduler.every({
      name: 'erase-due',
      seconds: NIGHTLY_SECONDS,
      run: (lease) =>
        orderForCreditors(
          this.database,
          lease,
          { sql: `select creditor_id as "creditorId" from creditor` },
          (tx, creditorId) => this.order(tx, creditorId),
        ),
    });
  }

  async order(tx: Statements, creditorId: CreditorId): Promise<void> {
    await this.jobs.send(tx, ERASURE_QUEUE, { creditorId }, { singletonKey: creditorId });
  }

  /** @returns how many debtors lost something */
  async run(creditorId: CreditorId, signal: AbortSignal): Promise<number> {
    const now = this.clock.now();
    const due = await this.database.asCreditor(creditorId, (tx) =>
      tx.query<{ id: CaseDebtorId }>(DUE, [creditorId, now.toISOString().slice(0, 10), DEBTORS_MAX]),
    );
    let debtors = 0;
    for (const { id } of due) {
      signal.throwIfAborted();
      const order = { actor: SYSTEM_ACTOR, reason: 'retention-over' };
      if ((await this.erasure.eraseDue(creditorId, id, order)).length > 0) debtors += 1;
    }
    // A month of thirty days here: the mirror holds no record that the law counts to the day.
    const before = new Date(now.getTime() - SENSITIVE_RETENTION.months * 30 * DAY_MS);
    const [mirrored, raw] = await this.database.asCreditor(creditorId, async (tx) => [
      await tx.query(FORGET_MIRRORED, [creditorId, before, MIRRORED_MAX]),
      await tx.query(FORGET_RAW, [creditorId, before, MIRRORED_MAX]),
    ]);
    if (debtors + (mirrored?.length ?? 0) + (raw?.length ?? 0) > 0)
      this.#log.log({ msg: 'erased', creditorId, debtors, mirrored: mirrored?.length, raw: raw?.length });
    return debtors;
  }
}

/** Without an open case, with something left, and not looked at in vain: $2 today. */
const DUE = `
  select b.id from case_debtor b
  where b.creditor_id = $1 and cardinality(b.erased_parts) < 3 and (b.erase_on is null or b.erase_on <= $2::date)
    and not exists (select from debt_case d where d.creditor_id = $1 and d.debtor_id = b.id and d.state <> 'closed')
  order by b.erase_on nulls first, b.id limit $3`;

/** Customers of whom nothing is open, and nothing was for half a year, and who have no case: the ledger knows them. */
const FORGET_MIRRORED = `
  update debtor m set fingerprint = '', image = jsonb_build_object('ledgerDebtorId', m.ledger_debtor_id, 'kind', 'unknown',
    'name', 'erased', 'emails', '[]'::jsonb, 'phones', '[]'::jsonb, 'factored', false)
  from (
    select d.connection_id, d.ledger_debtor_id from debtor d
    where d.creditor_id = $1 and d.fingerprint <> '' and d.changed_at < $2
      and not exists (select from open_item i where i.creditor_id = $1 and i.connection_id = d.connection_id
        and i.ledger_debtor_id = d.ledger_debtor_id and (i.outstanding_minor <> 0 or i.changed_at >= $2))
      and not exists (select from claim c where c.creditor_id = $1 and c.connection_id = d.connection_id
        and c.ledger_debtor_id = d.ledger_debtor_id and c.outstanding_minor > 0)
      and not exists (select from case_debtor b where b.creditor_id = $1 and b.connection_id = d.connection_id
        and b.ledger_debtor_id = d.ledger_debtor_id)
    limit $3
  ) old
  where m.creditor_id = $1 and m.connection_id = old.connection_id and m.ledger_debtor_id = old.ledger_debtor_id
  returning 1`;

/** Raw bodies of records that were read well since. */
const FORGET_RAW = `
  update refused_record set raw = ''
  where creditor_id = $1 and id in (
    select id from refused_record where creditor_id = $1 and resolved_at < $2 and raw <> '' limit $3)
  returning 1`;
