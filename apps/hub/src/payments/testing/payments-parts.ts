import type { Clock } from '@app/domain';
import { CaseStatusBoard } from '../../case-status/case-status-board.js';
import { CasePayments } from '../../cases/money/case-payments.js';
import { CaseMoney } from '../../cases/money/case-money.js';
import { OwedByCases } from '../../cases/money/owed-now.js';
import { CaseParts } from '../../cases/testing/case-parts.js';
import { ClaimPayments } from '../../claims/claim-payments.js';
import { ClaimBook } from '../../claims/claim-book.js';
import { LedgerRecount } from '../../claims/ledger-recount.js';
import { ClientMoneyBook } from '../../client-money/client-money-book.js';
import { Environment } from '../../config/environment.js';
import type { LedgerCatalogue } from '../../connections/ledger-catalogue.js';
import type { Database } from '../../database/database.js';
import { PlannerStatistics } from '../../database/planner-statistics.js';
import { noJobs } from '../../jobs/testing/no-jobs.js';
import { Metrics } from '../../metrics/metrics.js';
import { OutboxJobs } from '../../outbox/outbox-jobs.js';
import { PayingAccounts } from '../../payouts/paying-accounts.js';
import { PayoutListeners } from '../../payouts/payout-listeners.js';
import { PayoutOrders } from '../../payouts/payout-orders.js';
import { SettlementsInBulk } from '../../settlements/settlements-in-bulk.js';
import { SettlementsService } from '../../settlements/settlements.service.js';
import { BesideReader } from '../../write-back/beside-reader.js';
import { WriteBackMetrics } from '../../write-back/write-back-metrics.js';
import { WriteBackPlanning } from '../../write-back/write-back-planning.js';
import { WriteBackBell } from '../../write-back/write-back-queue.js';
import { WriteBackRecord } from '../../write-back/write-back-record.js';
import { WriteBackStore } from '../../write-back/write-back-store.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { Allocator } from '../booking/allocator.js';
import { OtherMovements } from '../booking/other-movements.js';
import { PaymentBooking } from '../booking/payment-booking.js';
import { TakeBack } from '../booking/take-back.js';
import { PaymentDesk } from '../desk/desk.service.js';
import { ReversalDesk } from '../desk/reversal-desk.js';
import { SendingBack } from '../desk/sending-back.js';
import { FileIntake } from '../files/file-intake.js';
import { FileReading } from '../files/file-reading.js';
import { FilesService } from '../files/files.service.js';
import { IssuedClaims } from '../matching/issued-claims.js';
import { PaymentMatcher } from '../matching/payment-matcher.js';
import { PaymentsTick } from '../payments-tick.js';

/** What takes money in, put together as the modules do it, without jobs. */
export class PaymentsParts {
  readonly cases: CaseParts;
  readonly claims: ClaimBook;
  readonly settlements: SettlementsService;
  readonly bulk: SettlementsInBulk;
  readonly journal: ClientMoneyBook;
  readonly intake: FileIntake;
  readonly reading: FileReading;
  readonly files: FilesService;
  readonly booking: PaymentBooking;
  readonly accounts: AccountsService;
  readonly desk: PaymentDesk;
  readonly sending: SendingBack;
  readonly reversals: ReversalDesk;
  readonly payouts: PayoutOrders;
  readonly payingAccounts: PayingAccounts;
  readonly tick: PaymentsTick;

  constructor(
    readonly database: Database,
    clock: Clock,
  ) {
    this.cases = new CaseParts(database, clock);
    const { opening, pass, reader, book, audit, creditors } = this.cases;
    const board = new CaseStatusBoard(noJobs, clock);
    this.claims = new ClaimBook(new OutboxJobs(noJobs), board, clock);
    const store = new WriteBackStore(clock);
    const metrics = new WriteBackMetrics(new Metrics({ processFigures: false }));
    const record = new WriteBackRecord(store, this.claims, new LedgerRecount(this.claims), metrics);
    const catalogue = { find: () => ({ capabilities: ['write-back'] }) } as unknown as LedgerCatalogue;
    const beside = new BesideReader(catalogue);
    const planning = new WriteBackPlanning(store, record, new WriteBackBell(noJobs), beside, clock);
    const caseMoney = new CaseMoney(opening, pass, reader, book);
    this.settlements = new SettlementsService(database, this.claims, creditors, caseMoney, planning, clock);
    this.bulk = new SettlementsInBulk(
      this.settlements,
      creditors,
      new ClaimPayments(board, clock),
      new CasePayments(opening, pass, reader, book),
      planning,
      clock,
    );
    this.journal = new ClientMoneyBook(clock);
    const listeners = new PayoutListeners();
    this.payouts = new PayoutOrders(this.journal, listeners, audit, clock);
    this.payingAccounts = new PayingAccounts(audit, clock);
    const takeBack = new TakeBack(this.bulk, this.journal, clock);
    const allocator = new Allocator(this.bulk, clock);
    this.intake = new FileIntake(database, noJobs, new Environment(), clock);
    this.reading = new FileReading(database, noJobs, clock);
    this.files = new FilesService(database);
    this.booking = new PaymentBooking(
      database,
      noJobs,
      new PaymentMatcher(new IssuedClaims(new OwedByCases(opening, pass, reader))),
      allocator,
      new OtherMovements(takeBack, this.payouts, this.journal, clock),
      this.journal,
      new PlannerStatistics(database),
      clock,
    );
    this.accounts = new AccountsService(database, noJobs, audit, clock);
    this.desk = new PaymentDesk(database, noJobs, allocator, takeBack, this.journal, audit, clock);
    this.sending = new SendingBack(database, this.payouts, listeners, this.journal, audit, clock);
    this.sending.onModuleInit();
    this.reversals = new ReversalDesk(database, takeBack, this.journal, audit, clock);
    this.tick = new PaymentsTick(database, noJobs, undefined as never, clock);
  }
}
