import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { ClientMoneyModule } from '../client-money/client-money.module.js';
import { PayoutsModule } from '../payouts/payouts.module.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { SettlementsModule } from '../settlements/settlements.module.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsService } from './accounts/accounts.service.js';
import { BankKnowledge } from './bank-knowledge.js';
import { Allocator } from './booking/allocator.js';
import { OtherMovements } from './booking/other-movements.js';
import { PaymentBooking } from './booking/payment-booking.js';
import { TakeBack } from './booking/take-back.js';
import { DeskController } from './desk/desk.controller.js';
import { PaymentDesk } from './desk/desk.service.js';
import { ReversalDesk } from './desk/reversal-desk.js';
import { SendingBack } from './desk/sending-back.js';
import { FileIntake } from './files/file-intake.js';
import { FileReading } from './files/file-reading.js';
import { FilesController } from './files/files.controller.js';
import { FilesService } from './files/files.service.js';
import { WatchedFolder } from './files/watched-folder.js';
import { IssuedClaims } from './matching/issued-claims.js';
import { PaymentMatcher } from './matching/payment-matcher.js';
import { PaymentsTick } from './payments-tick.js';

/** Money that comes in: the bank's files, whose each payment is, and the desk for those that nobody can tell. */
@Module({
  imports: [CasesModule, ClientMoneyModule, PayoutsModule, RefundsModule, SettlementsModule],
  controllers: [AccountsController, FilesController, DeskController],
  providers: [
    AccountsService,
    Allocator,
    BankKnowledge,
    FileIntake,
    FileReading,
    FilesService,
    IssuedClaims,
    OtherMovements,
    PaymentBooking,
    PaymentDesk,
    PaymentMatcher,
    PaymentsTick,
    ReversalDesk,
    SendingBack,
    TakeBack,
    WatchedFolder,
  ],
})
export class PaymentsModule {}
