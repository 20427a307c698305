import { Module } from '@nestjs/common';
import { declareSafeErrors } from '../logging/redact.js';
import { AgenciesController, PipelineChoiceController } from './agency-http/agencies.controller.js';
import { AgenciesService } from './agency-http/agencies.service.js';
import { AgencyMessages } from './agency-http/agency-messages.js';
import { AgencyRegistry } from './agency-http/agency-registry.js';
import { PipelineChoiceService } from './agency-http/pipeline-choice.service.js';
import { BuiltInPipeline } from './built-in-pipeline.js';
import { COLLECTION_PIPELINE, PipelineUnavailableError } from './collection-pipeline.js';
import { RoutingPipeline } from './routing-pipeline.js';

/** Whoever collects, behind one port: the built-in pipeline, or an outside agency that the creditor has chosen. */
@Module({
  controllers: [AgenciesController, PipelineChoiceController],
  providers: [
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
export class CollectionModule {
  constructor() {
    // In our own words, with an agency's name, which no debtor has.
    declareSafeErrors(PipelineUnavailableError);
  }
}
