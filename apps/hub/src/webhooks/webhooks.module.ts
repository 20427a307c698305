import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { Environment } from '../config/environment.js';
import { Database } from '../database/database.js';
import { EventTeller } from '../events/event-teller.js';
import { EventsModule } from '../events/events.module.js';
import { JobQueue } from '../jobs/job-queue.js';
import { assertFencing } from '../scheduler/lease-keeper.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { WEBHOOK_QUEUE } from './webhook-queue.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhookWorker } from './webhook-worker.js';

const HOUR_SECONDS = 3_600;
/** Endpoints that one replica sends to side by side, so that a slow one holds up no other. */
const ENDPOINTS_AT_ONCE = 4;

/** Events, sent to where organisations want them. */
@Module({
  imports: [AccountsModule, EventsModule],
  controllers: [WebhookEndpointsController, WebhookDeliveriesController],
  providers: [
    WebhookDeliveries,
    WebhookEndpoints,
    WebhookSecrets,
    WebhookWorker,
    {
      provide: WebhookSender,
      inject: [Environment],
      useFactory: (environment: Environment) =>
        new WebhookSender({
          allowLoopback: environment.WEBHOOKS_ON_LOOPBACK,
          timeoutMs: environment.WEBHOOK_TIMEOUT_SECONDS * 1000,
        }),
    },
  ],
})
export class WebhooksModule implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly teller: EventTeller,
    private readonly deliveries: WebhookDeliveries,
    private readonly worker: WebhookWorker,
    private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    this.teller.listen((tx, told) => this.deliveries.putDown(tx, told));
    this.jobs.work(WEBHOOK_QUEUE, ({ data, signal }) => this.worker.run(data.endpointId, signal), {
      concurrency: ENDPOINTS_AT_ONCE,
    });
    this.scheduler.every({
      name: 'webhooks-due',
      seconds: this.environment.SCHEDULER_TICK_SECONDS,
      run: (lease) =>
        this.database.asOperator(async (tx) => {
          await assertFencing(tx, lease);
          await this.deliveries.wakeDue(tx);
        }),
    });
    this.scheduler.every({
      name: 'forget-webhooks',
      seconds: HOUR_SECONDS,
      run: () => this.deliveries.forgetOld(this.environment.EVENT_DAYS),
    });
  }
}
