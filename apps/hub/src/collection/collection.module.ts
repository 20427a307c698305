import { Module, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '../jobs/job-queue.js';
import { BuiltInPipeline } from './built-in-pipeline.js';
import { COLLECTED_NEWS, COLLECTED_QUEUE, CollectedJobs } from './collected-news.js';
import { COLLECTION_PIPELINE } from './collection-pipeline.js';

@Module({
  providers: [
    CollectedJobs,
    { provide: COLLECTED_NEWS, useExisting: CollectedJobs },
    BuiltInPipeline,
    { provide: COLLECTION_PIPELINE, useExisting: BuiltInPipeline },
  ],
  exports: [COLLECTION_PIPELINE],
})
export class CollectionModule implements OnModuleInit {
  constructor(private readonly jobs: JobQueue) {}

  onModuleInit(): void {
    this.jobs.declare(COLLECTED_QUEUE);
  }
}
