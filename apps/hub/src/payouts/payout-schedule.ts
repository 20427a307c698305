import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { assertFencing, type HeldLease } from '../scheduler/lease-keeper.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { PayingAccounts } from './paying-accounts.js';
import { PayoutDelivery } from './payout-delivery.js';
import { PayoutFiles } from './payout-files.js';

/** From one look for orders that are due to the next. Orders that come together leave in one file. */
const SECONDS = 900;

/** Makes files and delivers them, where a folder for them is set; where none is, people make and download them. */
@Injectable()
export class PayoutSchedule implements OnModuleInit {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly database: Database,
    private readonly accounts: PayingAccounts,
    private readonly files: PayoutFiles,
    private readonly delivery: PayoutDelivery,
  ) {}

  onModuleInit(): void {
    if (!this.delivery.isOn) return;
    this.scheduler.every({ name: 'payout-files', seconds: SECONDS, run: (lease) => this.run(lease) });
  }

  async run(lease: HeldLease): Promise<void> {
    const accounts = await this.database.asOperator((tx) => this.accounts.list(tx));
    for (const { id } of accounts) {
      await this.database.asOperator(async (tx) => {
        await assertFencing(tx, lease);
        await this.files.make(tx, id, SYSTEM_ACTOR);
      });
    }
    await this.delivery.deliverAll();
  }
}
