import { Module } from '@nestjs/common';
import { CaseStatusModule } from '../case-status/case-status.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { SecondPersonModule } from '../second-person/second-person.module.js';
import { ApprovalUndo } from './approval-undo.js';
import { ClaimApprovals } from './claim-approvals.js';
import { ClaimBook } from './claim-book.js';
import { ClaimFollow } from './claim-follow.js';
import { ClaimPayments } from './claim-payments.js';
import { ClaimIntake } from './claim-intake.js';
import { ClaimsController } from './claims.controller.js';
import { ClaimsService } from './claims.service.js';
import { LedgerRecount } from './ledger-recount.js';

@Module({
  imports: [OutboxModule, CaseStatusModule, ConnectionsModule, SecondPersonModule],
  providers: [
    ApprovalUndo,
    ClaimApprovals,
    ClaimBook,
    ClaimFollow,
    ClaimIntake,
    ClaimPayments,
    ClaimsService,
    LedgerRecount,
  ],
  controllers: [ClaimsController],
  exports: [ClaimBook, ClaimFollow, ClaimIntake, ClaimPayments, LedgerRecount],
})
export class ClaimsModule {}
