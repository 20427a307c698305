import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { DebtorStore } from './debtors/debtor-store.js';
import { DebtorsController } from './debtors/debtors.controller.js';
import { DebtorsService } from './debtors/debtors.service.js';
import { CaseFile } from './file/case-file.js';
import { StepStop } from './file/step-stop.js';
import { NotesController } from './notes/notes.controller.js';
import { NotesService } from './notes/notes.service.js';
import { ObjectionsController } from './objections/objections.controller.js';
import { ObjectionsService } from './objections/objections.service.js';
import { CrisisPausesController } from './pauses/crisis-pauses.controller.js';
import { CrisisPausesService } from './pauses/crisis-pauses.service.js';
import { LimitationWarnings } from './pauses/limitation-warnings.js';
import { PauseStore } from './pauses/pause-store.js';
import { PausesController } from './pauses/pauses.controller.js';
import { PausesService } from './pauses/pauses.service.js';
import { TaskBook } from './tasks/task-book.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';

/** What people do with cases: they listen, stop the machine, grant time, agree on plans, and write it all down. */
@Module({
  imports: [CasesModule, ConnectionsModule],
  controllers: [
    CrisisPausesController,
    DebtorsController,
    NotesController,
    ObjectionsController,
    PausesController,
    TasksController,
  ],
  providers: [
    CaseFile,
    CrisisPausesService,
    DebtorsService,
    DebtorStore,
    LimitationWarnings,
    NotesService,
    ObjectionsService,
    PausesService,
    PauseStore,
    StepStop,
    TaskBook,
    TasksService,
  ],
  exports: [TaskBook],
})
export class CaseDeskModule {}
