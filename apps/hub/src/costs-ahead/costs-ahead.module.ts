import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { CostsAheadController } from './costs-ahead.controller.js';
import { CostsAheadService } from './costs-ahead.service.js';

/** What an invoice will cost its debtor once it is collected, before anybody approves that. Reads, and changes nothing. */
@Module({
  imports: [CasesModule, ConnectionsModule],
  controllers: [CostsAheadController],
  providers: [CostsAheadService],
})
export class CostsAheadModule {}
