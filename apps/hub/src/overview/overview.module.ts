import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module.js';
import { OverviewReader } from './overview-reader.js';
import { OverviewController } from './overview.controller.js';

/** What waits for people, over all companies that they reach. Reads what the features keep, and changes nothing. */
@Module({
  imports: [ConnectionsModule],
  controllers: [OverviewController],
  providers: [OverviewReader],
})
export class OverviewModule {}
