import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ClaimsModule } from '../claims/claims.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { WriteBackModule } from '../write-back/write-back.module.js';
import { SettlementsController } from './settlements.controller.js';
import { SettlementsInBulk } from './settlements-in-bulk.js';
import { SettlementsService } from './settlements.service.js';

/** Collection pipeline → hub: money received. */
@Module({
  imports: [CasesModule, ClaimsModule, ConnectionsModule, WriteBackModule],
  controllers: [SettlementsController],
  providers: [SettlementsService, SettlementsInBulk],
  exports: [SettlementsService, SettlementsInBulk],
})
export class SettlementsModule {}
