import { Module } from '@nestjs/common';
import { CollectionModule } from '../collection/collection.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { CasePayments } from './money/case-payments.js';
import { CaseMoney } from './money/case-money.js';
import { OwedByCases } from './money/owed-now.js';
import { CasesController } from './api/cases.controller.js';
import { CasesService } from './api/cases.service.js';
import { DispatchModule } from '../dispatch/dispatch.module.js';
import { CaseBook } from './case-book.js';
import { CaseOpening } from './opening/case-opening.js';
import { OpeningStore } from './opening/opening-store.js';
import { LawTablesController } from './law/law-tables.controller.js';
import { LawTables } from './law/law-tables.js';
import { CaseReader } from './facts/case-reader.js';
import { AssessmentStore } from './pass/assessment-store.js';
import { CasePass } from './pass/case-pass.js';
import { PassJobs } from './pass/pass-jobs.js';
import { CaseNotices } from './steps/case-notices.js';
import { ClosingLetters } from './steps/closing-letters.js';
import { ReceiptLetters } from './steps/receipt-letters.js';
import { LetterCheck } from './steps/letter-check.js';
import { LetterDispatch } from './steps/letter-dispatch.js';
import { LetterReceipts } from './steps/letter-receipts.js';
import { LetterSender } from './steps/letter-sender.js';
import { LetterStore } from './steps/letter-store.js';
import { StepPreparation } from './steps/step-preparation.js';
import { StepWork } from './steps/step-work.js';
import { CollectionSettingsController } from './settings/settings.controller.js';
import { SettingsStore } from './settings/settings-store.js';

/** The built-in pipeline's cases: what a debtor owes a creditor, and what is done about it, step by step. */
@Module({
  imports: [DispatchModule, CollectionModule, ConnectionsModule],
  controllers: [CasesController, CollectionSettingsController, LawTablesController],
  providers: [
    CasesService,
    CaseNotices,
    ClosingLetters,
    ReceiptLetters,
    AssessmentStore,
    CaseBook,
    CaseMoney,
    CaseOpening,
    CasePass,
    CasePayments,
    CaseReader,
    LawTables,
    LetterCheck,
    LetterDispatch,
    LetterReceipts,
    LetterSender,
    LetterStore,
    OpeningStore,
    OwedByCases,
    PassJobs,
    SettingsStore,
    StepPreparation,
    StepWork,
  ],
  exports: [
    CasesService,
    CaseBook,
    CaseMoney,
    CaseOpening,
    CasePass,
    CasePayments,
    CaseReader,
    LetterStore,
    OwedByCases,
    PassJobs,
    SettingsStore,
  ],
})
export class CasesModule {}
