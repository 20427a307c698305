import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { MessageChannels } from '../dispatch/message-channels.js';
import { JobQueue } from '../jobs/job-queue.js';
import { defineQueue } from '../jobs/queue-definition.js';
import { assertFencing } from '../scheduler/lease-keeper.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { NoticePlanner } from './notice-planner.js';
import { NoticeSender } from './notice-sender.js';

export const NOTICES_QUEUE = defineQueue<object>({ name: 'notices', policy: 'stately', retryLimit: 0 });

/** "At once" is within five minutes. */
const EVERY_SECONDS = 300;

/** Looks, every five minutes, for what people must be told, and tells them. */
@Injectable()
export class NoticeJobs implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly planner: NoticePlanner,
    private readonly sender: NoticeSender,
    private readonly channels: MessageChannels,
  ) {}

  onModuleInit(): void {
    this.jobs.work(NOTICES_QUEUE, async ({ signal }) => void (await this.run(signal)));
    this.scheduler.every({
      name: 'notices',
      seconds: EVERY_SECONDS,
      run: (lease) =>
        this.database.asOperator(async (tx) => {
          await assertFencing(tx, lease);
          await this.jobs.send(tx, NOTICES_QUEUE, {}, { singletonKey: 'all' });
        }),
    });
  }

  /** Without a mail server nobody can be told; what still waits when there is one is told then. @returns mails that left */
  async run(signal: AbortSignal): Promise<number> {
    if (!this.channels.of('email').isOn) return 0;
    await this.planner.look();
    await this.planner.plan(signal);
    return this.sender.send(signal);
  }
}
