import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { DataProtectionController } from './data-protection.controller.js';
import { DebtorExport } from './debtor-export.js';
import { DebtorRetention } from './debtor-retention.js';
import { Erasure } from './erasure.js';
import { ErasureJobs } from './erasure-jobs.js';

/** Export and erasure of what is kept of a person. */
@Module({
  imports: [CasesModule, ConnectionsModule],
  controllers: [DataProtectionController],
  providers: [DebtorExport, DebtorRetention, Erasure, ErasureJobs],
  exports: [DebtorExport, Erasure],
})
export class DataProtectionModule {}
