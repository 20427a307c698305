import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module.js';
import { PortfolioController } from './portfolio.controller.js';
import { PortfolioReader } from './portfolio-reader.js';

/** What a creditor's cases come to, in figures. Reads what the cases keep, and changes nothing. */
@Module({
  imports: [ConnectionsModule],
  controllers: [PortfolioController],
  providers: [PortfolioReader],
})
export class CaseReportsModule {}
