import { Module } from '@nestjs/common';
import { OutboxJobs } from './outbox-jobs.js';

@Module({ providers: [OutboxJobs], exports: [OutboxJobs] })
export class OutboxModule {}
