import { Module } from '@nestjs/common';
import { DispatchModule } from '../dispatch/dispatch.module.js';
import { NoticeJobs } from './notice-jobs.js';
import { NoticePeople } from './notice-people.js';
import { NoticePlanner } from './notice-planner.js';
import { NoticeSender } from './notice-sender.js';
import { NoticesController } from './notices.controller.js';

/** E-mails to the people who may mend what is broken or decide what waits. */
@Module({
  imports: [DispatchModule],
  controllers: [NoticesController],
  providers: [NoticeJobs, NoticePeople, NoticePlanner, NoticeSender],
})
export class NoticesModule {}
