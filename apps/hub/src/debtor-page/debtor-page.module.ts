import { Module } from '@nestjs/common';
import { CaseDeskModule } from '../case-desk/case-desk.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { DebtorPageController } from './debtor-page.controller.js';
import { DebtorVisitGuard } from './debtor-visit.guard.js';
import { PageAccessService } from './page-access.service.js';
import { PageKeysController } from './page-keys.controller.js';
import { PageOpeningController } from './page-opening.controller.js';
import { PageViewService } from './page-view.service.js';
import { PageWishesService } from './page-wishes.service.js';

/** The debtor's own page of a case: no account, a link and a code from the letter; to see, to pay, and to be heard. */
@Module({
  imports: [CaseDeskModule, CasesModule, ConnectionsModule],
  controllers: [DebtorPageController, PageKeysController, PageOpeningController],
  providers: [DebtorVisitGuard, PageAccessService, PageViewService, PageWishesService],
})
export class DebtorPageModule {}
