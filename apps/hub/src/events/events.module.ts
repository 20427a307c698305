import { Module, type OnModuleInit } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { EventFeeds } from './event-feeds.js';
import { EventTeller } from './event-teller.js';
import { EventsController } from './events.controller.js';

const HOUR_SECONDS = 3_600;

/** Events for outsiders: numbered after their commit, read as a feed. */
@Module({
  controllers: [EventsController],
  providers: [EventFeeds, EventTeller],
  exports: [EventFeeds, EventTeller],
})
export class EventsModule implements OnModuleInit {
  constructor(
    private readonly environment: Environment,
    private readonly scheduler: Scheduler,
    private readonly feeds: EventFeeds,
    private readonly teller: EventTeller,
  ) {}

  onModuleInit(): void {
    this.scheduler.every({
      name: 'tell-events',
      seconds: this.environment.SCHEDULER_TICK_SECONDS,
      // No fencing: two tellers wait for each other at the feeds' rows, and number nothing twice.
      run: async (_lease, signal) => void (await this.teller.tell(signal)),
    });
    this.scheduler.every({
      name: 'forget-events',
      seconds: HOUR_SECONDS,
      run: async () => void (await this.feeds.forgetOld(this.environment.EVENT_DAYS)),
    });
  }
}
