import { Module } from '@nestjs/common';
import { BuiltInPipeline } from './built-in-pipeline.js';
import { COLLECTION_PIPELINE } from './collection-pipeline.js';

@Module({
  providers: [BuiltInPipeline, { provide: COLLECTION_PIPELINE, useExisting: BuiltInPipeline }],
  exports: [COLLECTION_PIPELINE],
})
export class CollectionModule {}
