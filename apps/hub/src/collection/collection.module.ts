import { Module, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '../jobs/job-queue.js';
import { declareSafeErrors } from '../logging/redact.js';
import { AgenciesController, PipelineChoiceController } from './agency-http/agencies.controller.js';
import { AgenciesService } from './agency-http/agencies.service.js';
import { AgencyMessages } from './agency-http/agency-messages.js';
import { AgencyRegistry } from './agency-http/agency-registry.js';
import { PipelineChoiceService } from './agency-http/pipeline-choice.service.js';
import { BuiltInPipeline } from './built-in-pipeline.js';
import { COLLECTED_NEWS, COLLECTED_QUEUE, CollectedJobs } from './collected-news.js';
import { COLLECTION_PIPELINE, PipelineUnavailableError } from './collection-pipeline.js';
import { RoutingPipeline } from './routing-pipeline.js';

/** Whoever collects, behind one port: the built-in pipeline, or an outside agency that the creditor has chosen. */
@Module({
  controllers: [AgenciesController, PipelineChoiceController],
  providers: [
    CollectedJobs,
    { provide: COLLECTED_NEWS, useExisting: CollectedJobs },
    BuiltInPipeline,
    AgencyRegistry,
    AgencyMessages,
    AgenciesService,
    PipelineChoiceService,
    RoutingPipeline,
    { provide: COLLECTION_PIPELINE, useExisting: RoutingPipeline },
  ],
  exports: [COLLECTION_PIPELINE, AgencyRegistry],
})
export class CollectionModule implements OnModuleInit {
  constructor(private readonly jobs: JobQueue) {
    // In our own words, with an agency's name, which no debtor has.
    declareSafeErrors(PipelineUnavailableError);
  }

  onModuleInit(): void {
    this.jobs.declare(COLLECTED_QUEUE);
  }
}
