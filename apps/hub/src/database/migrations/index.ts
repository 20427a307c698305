import type { MigrationInterface } from 'typeorm';
import { CreateLease1795430400000 } from './1795430400000-create-lease.js';
import { CreateSealedSecret1795430401000 } from './1795430401000-create-sealed-secret.js';
import { CreateIdempotentRequest1795430402000 } from './1795430402000-create-idempotent-request.js';
import { CreateAuditEntry1795430403000 } from './1795430403000-create-audit-entry.js';
import { CreateJobHolder1795430404000 } from './1795430404000-create-job-holder.js';
import { CreatePlannerStatistics1795430405000 } from './1795430405000-create-planner-statistics.js';
import { CreateConnections1795430410000 } from './1795430410000-create-connections.js';
import { CreateSync1795430411000 } from './1795430411000-create-sync.js';
import { CreateClaims1795430412000 } from './1795430412000-create-claims.js';
import { CreateHandOver1795430413000 } from './1795430413000-create-hand-over.js';
import { CreateSettlements1795430414000 } from './1795430414000-create-settlements.js';
import { LeaveRoomInClaims1795430415000 } from './1795430415000-leave-room-in-claims.js';
import { AskForTheCreditorOnce1795430416000 } from './1795430416000-ask-for-the-creditor-once.js';
import { CreateAgencies1795430420000 } from './1795430420000-create-agencies.js';
import { RememberTheAgencyOfAClaim1795430420100 } from './1795430420100-remember-the-agency-of-a-claim.js';
import { TakeAnAgencysEventsOnce1795430420200 } from './1795430420200-take-an-agencys-events-once.js';
import { KeepMessagesToThePipeline1795430430000 } from './1795430430000-keep-messages-to-the-pipeline.js';
import { CreateCases1795430431000 } from './1795430431000-create-cases.js';
import { CreateCaseDesk1795430432000 } from './1795430432000-create-case-desk.js';
import { CreateCollectionSettings1795430433000 } from './1795430433000-create-collection-settings.js';
import { KeepDebtorVersions1795430440000 } from './1795430440000-keep-debtor-versions.js';
import { KeepTheDefaultAuthority1795430441000 } from './1795430441000-keep-the-default-authority.js';
import { PassMoneyOnWithinACase1795430450000 } from './1795430450000-pass-money-on-within-a-case.js';
import { TellWhyOnce1795440000000 } from './1795440000000-tell-why-once.js';
import { LookAtFewerRows1795440001000 } from './1795440001000-look-at-fewer-rows.js';
import { CheckLettersBeforeTheyLeave1795450000001 } from './1795450000001-check-letters-before-they-leave.js';
import { KeepWhatRequestsDid1795460000001 } from './1795460000001-keep-what-requests-did.js';
import { MarkAddressesThatPostComesBackFrom1795460000002 } from './1795460000002-mark-addresses-that-post-comes-back-from.js';
import { MapAccountsForWriteBack1795470000001 } from './1795470000001-map-accounts-for-write-back.js';
import { CreateClientMoney1795480000001 } from './1795480000001-create-client-money.js';
import { CreatePayments1795480100000 } from './1795480100000-create-payments.js';
import { CreatePayouts1795480200000 } from './1795480200000-create-payouts.js';
import { CreatePayoutFiles1795480200100 } from './1795480200100-create-payout-files.js';
import { CreateRemittances1795480200200 } from './1795480200200-create-remittances.js';
import { FindMoneyByClaim1795480200300 } from './1795480200300-find-money-by-claim.js';
import { KeepStandingDifferences1795480300000 } from './1795480300000-keep-standing-differences.js';
import { CreateAccounts1795490000001 } from './1795490000001-create-accounts.js';
import { KeepWhatBanksSayLiesThere1795500000001 } from './1795500000001-keep-what-banks-say-lies-there.js';
import { ChooseReceipts1795510000001 } from './1795510000001-choose-receipts.js';
import { WriteToStandIns1795520000001 } from './1795520000001-write-to-stand-ins.js';
import { OpenTheDebtorsPage1795800000000 } from './1795800000000-open-the-debtors-page.js';
import { BookPaymentsInLanes1795900000000 } from './1795900000000-book-payments-in-lanes.js';
import { KeepApiKeys1796000000000 } from './1796000000000-keep-api-keys.js';
import { TellEvents1796010000000 } from './1796010000000-tell-events.js';
import { SendWebhooks1796020000000 } from './1796020000000-send-webhooks.js';
import { FindCasesAcrossCreditors1796100000000 } from './1796100000000-find-cases-across-creditors.js';
import { LogWhoOpensPersonalData1796200000000 } from './1796200000000-log-who-opens-personal-data.js';
import { EraseDebtors1796200100000 } from './1796200100000-erase-debtors.js';
import { TellPeopleByMail1796200200000 } from './1796200200000-tell-people-by-mail.js';
import { TellWhatChanged1796300000000 } from './1796300000000-tell-what-changed.js';
import { RefundSmallOverpayments1796400000000 } from './1796400000000-refund-small-overpayments.js';
import { AskASecondPerson1796500000000 } from './1796500000000-ask-a-second-person.js';
import { KeepProposals1796500100000 } from './1796500100000-keep-proposals.js';
import { FindADaysWork1796700000000 } from './1796700000000-find-a-days-work.js';
import { LeaveRoomInCaseClaims1796710000000 } from './1796710000000-leave-room-in-case-claims.js';
import { UndoApprovals1796800000000 } from './1796800000000-undo-approvals.js';
import { CountCallsOfRuns1796900000000 } from './1796900000000-count-calls-of-runs.js';
import { TryRefusedRecordsAgain1796900100000 } from './1796900100000-try-refused-records-again.js';
import { BookPaymentsWhereTheyStand1797000000000 } from './1797000000000-book-payments-where-they-stand.js';
import { KeepTheJournalNarrow1797000100000 } from './1797000100000-keep-the-journal-narrow.js';
import { LetFirmsConnect1797200000000 } from './1797200000000-let-firms-connect.js';
import { LeaveOutCustomerGroups1797200100000 } from './1797200100000-leave-out-customer-groups.js';
import { LeaveMoreRoomInCaseClaims1797300000000 } from './1797300000000-leave-more-room-in-case-claims.js';

export const migrations: readonly (new () => MigrationInterface)[] = [
  CreateLease1795430400000,
  CreateSealedSecret1795430401000,
  CreateIdempotentRequest1795430402000,
  CreateAuditEntry1795430403000,
  CreateJobHolder1795430404000,
  CreatePlannerStatistics1795430405000,
  CreateConnections1795430410000,
  CreateSync1795430411000,
  CreateClaims1795430412000,
  CreateHandOver1795430413000,
  CreateSettlements1795430414000,
  LeaveRoomInClaims1795430415000,
  AskForTheCreditorOnce1795430416000,
  CreateAgencies1795430420000,
  RememberTheAgencyOfAClaim1795430420100,
  TakeAnAgencysEventsOnce1795430420200,
  KeepMessagesToThePipeline1795430430000,
  CreateCases1795430431000,
  CreateCaseDesk1795430432000,
  CreateCollectionSettings1795430433000,
  KeepDebtorVersions1795430440000,
  KeepTheDefaultAuthority1795430441000,
  PassMoneyOnWithinACase1795430450000,
  TellWhyOnce1795440000000,
  LookAtFewerRows1795440001000,
  CheckLettersBeforeTheyLeave1795450000001,
  KeepWhatRequestsDid1795460000001,
  MarkAddressesThatPostComesBackFrom1795460000002,
  MapAccountsForWriteBack1795470000001,
  CreateClientMoney1795480000001,
  CreatePayments1795480100000,
  CreatePayouts1795480200000,
  CreatePayoutFiles1795480200100,
  CreateRemittances1795480200200,
  FindMoneyByClaim1795480200300,
  KeepStandingDifferences1795480300000,
  CreateAccounts1795490000001,
  KeepWhatBanksSayLiesThere1795500000001,
  ChooseReceipts1795510000001,
  WriteToStandIns1795520000001,
  OpenTheDebtorsPage1795800000000,
  BookPaymentsInLanes1795900000000,
  KeepApiKeys1796000000000,
  TellEvents1796010000000,
  SendWebhooks1796020000000,
  FindCasesAcrossCreditors1796100000000,
  LogWhoOpensPersonalData1796200000000,
  EraseDebtors1796200100000,
  TellPeopleByMail1796200200000,
  TellWhatChanged1796300000000,
  RefundSmallOverpayments1796400000000,
  AskASecondPerson1796500000000,
  KeepProposals1796500100000,
  FindADaysWork1796700000000,
  LeaveRoomInCaseClaims1796710000000,
  UndoApprovals1796800000000,
  CountCallsOfRuns1796900000000,
  TryRefusedRecordsAgain1796900100000,
  BookPaymentsWhereTheyStand1797000000000,
  KeepTheJournalNarrow1797000100000,
  LetFirmsConnect1797200000000,
  LeaveOutCustomerGroups1797200100000,
  LeaveMoreRoomInCaseClaims1797300000000,
];
