import type { ConnectionId, CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { ReconciliationService } from './reconciliation.service.js';

const NIGHTLY_SECONDS = 86_400;
const CONNECTIONS_MAX = 10_000;

/** Orders a comparison of every active connection once a day. */
@Injectable()
export class ReconciliationTick implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly scheduler: Scheduler,
    private readonly service: ReconciliationService,
  ) {}

  onModuleInit(): void {
    this.scheduler.every({
      name: 'reconciliation',
      seconds: NIGHTLY_SECONDS,
      run: (_lease, signal) => this.orderAll(signal),
    });
  }

  async orderAll(signal: AbortSignal): Promise<void> {
    const active = await this.database.asOperator((tx) =>
      tx.query<{ creditorId: CreditorId; connectionId: ConnectionId }>(
        `select creditor_id as "creditorId", id as "connectionId" from connection where state = 'active'
         order by creditor_id, id limit ${CONNECTIONS_MAX}`,
      ),
    );
    for (const { creditorId, connectionId } of active) {
      if (signal.aborted) return;
      await this.service.order(creditorId, connectionId);
    }
  }
}
