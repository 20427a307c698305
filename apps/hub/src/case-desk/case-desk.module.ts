import { LetterRenderer } from '@app/letters';
import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ClaimsModule } from '../claims/claims.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { OpenItemsModule } from '../open-items/open-items.module.js';
import { RemittanceModule } from '../remittance/remittance.module.js';
import { SecondPersonModule } from '../second-person/second-person.module.js';
import { AdjustmentsController } from './adjustments/adjustments.controller.js';
import { AdjustmentsService } from './adjustments/adjustments.service.js';
import { ReductionsService } from './adjustments/reductions.service.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { ApprovalsService } from './approvals/approvals.service.js';
import { AuthorityController } from './authority/authority.controller.js';
import { AuthorityService } from './authority/authority.service.js';
import { AuthorityStore } from './authority/authority-store.js';
import { GrantDesk } from './authority/grant-desk.js';
import { GrantRequestsController } from './authority/grant-requests.controller.js';
import { GrantRequestsService } from './authority/grant-requests.service.js';
import { DebtorStore } from './debtors/debtor-store.js';
import { DebtorsController } from './debtors/debtors.controller.js';
import { DebtorsService } from './debtors/debtors.service.js';
import { DeferralsController } from './deferrals/deferrals.controller.js';
import { DeferralsService } from './deferrals/deferrals.service.js';
import { CaseFile } from './file/case-file.js';
import { StepStop } from './file/step-stop.js';
import { DeskLetters } from './letters/desk-letters.js';
import { NotesController } from './notes/notes.controller.js';
import { NotesService } from './notes/notes.service.js';
import { ObjectionsController } from './objections/objections.controller.js';
import { ObjectionsService } from './objections/objections.service.js';
import { CrisisPausesController } from './pauses/crisis-pauses.controller.js';
import { CrisisPausesService } from './pauses/crisis-pauses.service.js';
import { LimitationWarnings } from './pauses/limitation-warnings.js';
import { PaidDirectlyController } from './pauses/paid-directly.controller.js';
import { PaidDirectlyService } from './pauses/paid-directly.service.js';
import { PauseStore } from './pauses/pause-store.js';
import { PausesController } from './pauses/pauses.controller.js';
import { PausesService } from './pauses/pauses.service.js';
import { PlanFees } from './plans/plan-fees.js';
import { PlanJobs } from './plans/plan-jobs.js';
import { PlanKeeper } from './plans/plan-keeper.js';
import { PlanStore } from './plans/plan-store.js';
import { PlansKeptService } from './plans/plans-kept.service.js';
import { PlansController } from './plans/plans.controller.js';
import { PlansService } from './plans/plans.service.js';
import { ServiceAdviceController } from './service-advice/service-advice.controller.js';
import { ServiceAdviceService } from './service-advice/service-advice.service.js';
import { TaskBook } from './tasks/task-book.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';
import { WorkListController } from './work-list/work-list.controller.js';
import { WorkListService } from './work-list/work-list.service.js';

/** What people do with cases: they listen, stop the machine, grant time, agree on plans, and write it all down. */
@Module({
  imports: [
    CasesModule,
    ClaimsModule,
    ConnectionsModule,
    OpenItemsModule,
    RemittanceModule,
    SecondPersonModule,
  ],
  controllers: [
    AdjustmentsController,
    ApprovalsController,
    AuthorityController,
    CrisisPausesController,
    DebtorsController,
    DeferralsController,
    GrantRequestsController,
    NotesController,
    ObjectionsController,
    PaidDirectlyController,
    PausesController,
    PlansController,
    ServiceAdviceController,
    TasksController,
    WorkListController,
  ],
  providers: [
    { provide: LetterRenderer, useFactory: () => new LetterRenderer() },
    AdjustmentsService,
    ApprovalsService,
    AuthorityService,
    AuthorityStore,
    CaseFile,
    CrisisPausesService,
    DebtorsService,
    DebtorStore,
    DeferralsService,
    DeskLetters,
    GrantDesk,
    GrantRequestsService,
    LimitationWarnings,
    NotesService,
    ObjectionsService,
    PaidDirectlyService,
    PausesService,
    PauseStore,
    PlanFees,
    PlanJobs,
    PlanKeeper,
    PlansKeptService,
    PlansService,
    PlanStore,
    ReductionsService,
    ServiceAdviceService,
    StepStop,
    TaskBook,
    TasksService,
    WorkListService,
  ],
  exports: [
    DebtorsService,
    DeferralsService,
    ObjectionsService,
    PausesService,
    PlanKeeper,
    PlansService,
    TaskBook,
  ],
})
export class CaseDeskModule {}
