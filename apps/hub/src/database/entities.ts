import { WebhookAttemptEntity } from '../webhooks/webhook-attempt.entity.js';
import { WebhookDeliveryEntity } from '../webhooks/webhook-delivery.entity.js';
import { WebhookEndpointEntity } from '../webhooks/webhook-endpoint.entity.js';
import { EventFeedEntity } from '../events/event-feed.entity.js';
import { FeedEventEntity } from '../events/feed-event.entity.js';
import { HubEventEntity } from '../events/hub-event.entity.js';
import { NoticeEntity } from '../notices/notice.entity.js';
import { NoticeOccurrenceEntity } from '../notices/notice-occurrence.entity.js';
import { ProposalEntity } from '../second-person/proposal.entity.js';
import { SecondPersonRuleEntity } from '../second-person/second-person-rule.entity.js';
import { PersonalDataAccessEntity } from '../access-log/personal-data-access.entity.js';
import { DebtorPageKeyEntity } from '../cases/debtor-page/page-key.entity.js';
import { DebtorPageVisitEntity } from '../cases/debtor-page/page-visit.entity.js';
import { DefaultAuthorityEntity } from '../case-desk/authority/default-authority.entity.js';
import { CaseDebtorVersionEntity } from '../case-desk/debtors/case-debtor-version.entity.js';
import { CreditorAccessEntity } from '../accounts/creditor-access.entity.js';
import { ClientMoneyAccountEntity } from '../client-money/client-money-account.entity.js';
import { ClientMoneyLineEntity } from '../client-money/client-money-line.entity.js';
import { BankBalanceEntity } from '../payments/files/bank-balance.entity.js';
import { BankBatchEntity } from '../payments/transactions/bank-batch.entity.js';
import { BankTransactionQueueEntity } from '../payments/transactions/bank-transaction-queue.entity.js';
import { BankFileChunkEntity } from '../payments/files/bank-file-chunk.entity.js';
import { BankFileEntity } from '../payments/files/bank-file.entity.js';
import { BankSetAsideEntity } from '../payments/files/bank-set-aside.entity.js';
import { BankTransactionEntity } from '../payments/transactions/bank-transaction.entity.js';
import { CollectorAccountEntity } from '../payments/accounts/collector-account.entity.js';
import { PaymentAllocationEntity } from '../payments/transactions/payment-allocation.entity.js';
import { PayingAccountEntity } from '../payouts/paying-account.entity.js';
import { PayoutFileEntity } from '../payouts/payout-file.entity.js';
import { PayoutEntity } from '../payouts/payout.entity.js';
import { RemittanceEntity } from '../remittance/remittance.entity.js';
import { RemittanceLineEntity } from '../remittance/remittance-line.entity.js';
import { RefundSettingsEntity } from '../refunds/refund-settings.entity.js';
import { RemittanceSettingsEntity } from '../remittance/remittance-settings.entity.js';
import { RemittanceTurnEntity } from '../remittance/remittance-turn.entity.js';
import { DeskRequestEntity } from '../case-desk/file/desk-request.entity.js';
import type { EntitySchema } from 'typeorm';
import { AuditEntry } from '../audit/audit-entry.entity.js';
import { OperatorAuditEntry } from '../audit/operator-audit-entry.entity.js';
import { IdempotentRequest } from '../api/idempotency/idempotent-request.entity.js';
import { Lease } from '../scheduler/lease.entity.js';
import { AgencyEntity } from '../collection/agency-http/agency.entity.js';
import { AgencyClaimEntity } from '../collection/agency-http/agency-claim.entity.js';
import { UnansweredMessageEntity } from '../collection/agency-http/unanswered-message.entity.js';
import { AgencyEventEntity } from '../agency-events/agency-event.entity.js';
import { ClaimAgencyEventEntity } from '../agency-events/claim-agency-event.entity.js';
import { CallBudgetEntity } from '../connections/call-budget.entity.js';
import { CaseChargeEntity } from '../cases/entities/case-charge.entity.js';
import { CaseClaimEntity } from '../cases/entities/case-claim.entity.js';
import { CaseDebtorEntity } from '../cases/entities/case-debtor.entity.js';
import { CaseDeferralEntity } from '../cases/entities/case-deferral.entity.js';
import { CaseEventEntity } from '../cases/entities/case-event.entity.js';
import { CaseInstalmentEntity } from '../cases/entities/case-instalment.entity.js';
import { CaseLetterEntity } from '../cases/entities/case-letter.entity.js';
import { CaseMovementEntity } from '../cases/entities/case-movement.entity.js';
import { CaseNoteEntity } from '../cases/entities/case-note.entity.js';
import { CaseObjectionEntity } from '../cases/entities/case-objection.entity.js';
import { CasePassEntity } from '../cases/entities/case-pass.entity.js';
import { CasePauseEntity } from '../cases/entities/case-pause.entity.js';
import { CasePlanEntity } from '../cases/entities/case-plan.entity.js';
import { CaseStepEntity } from '../cases/entities/case-step.entity.js';
import { CaseStepApprovalEntity } from '../cases/entities/case-step-approval.entity.js';
import { CaseTaskEntity } from '../cases/entities/case-task.entity.js';
import { CollectionSettingsEntity } from '../cases/entities/collection-settings.entity.js';
import { CreditorAuthorityEntity } from '../cases/entities/creditor-authority.entity.js';
import { DebtCaseEntity } from '../cases/entities/debt-case.entity.js';
import { RuleApprovalEntity } from '../cases/entities/rule-approval.entity.js';
import { CollectedMessageEntity } from '../collection/collected-message.entity.js';
import { CaseStatusEntity } from '../case-status/case-status.entity.js';
import { ClaimEntity } from '../claims/claim.entity.js';
import { ClaimEventEntity } from '../claims/claim-event.entity.js';
import { ClaimMovementEntity } from '../claims/claim-movement.entity.js';
import { CollectedClaimEntity } from '../collection/collected-claim.entity.js';
import { ConnectionEntity } from '../connections/connection.entity.js';
import { CreditorEntity } from '../connections/creditor.entity.js';
import { CreditorPolicyEntity } from '../connections/creditor-policy.entity.js';
import { DebtorEntity } from '../open-items/debtor.entity.js';
import { LedgerGrantEntity } from '../connections/ledger-grant.entity.js';
import { LedgerMovementEntity } from '../open-items/ledger-movement.entity.js';
import { OpenItemEntity } from '../open-items/open-item.entity.js';
import { OutboxMessageEntity } from '../outbox/outbox-message.entity.js';
import { ClientMoneyCheckEntity } from '../reconciliation/client-money/client-money-check.entity.js';
import { DifferenceEventEntity } from '../reconciliation/differences/difference-event.entity.js';
import { StandingDifferenceEntity } from '../reconciliation/differences/standing-difference.entity.js';
import { ReconciliationDifferenceEntity } from '../reconciliation/reconciliation-difference.entity.js';
import { ReconciliationRunEntity } from '../reconciliation/reconciliation-run.entity.js';
import { PendingSignInEntity } from '../sign-ins/pending-sign-in.entity.js';
import { RefusedRecordEntity } from '../open-items/refused-record.entity.js';
import { SettlementEntity } from '../settlements/settlement.entity.js';
import { SyncCursorEntity } from '../sync/sync-cursor.entity.js';
import { SyncRunEntity } from '../sync/sync-run.entity.js';
import { WriteBackEntity } from '../write-back/write-back.entity.js';
import { JobHolderEntity } from '../jobs/job-holder.entity.js';
import { SealedSecret } from '../secrets/sealed-secret.entity.js';

type EntityClass = abstract new (...parameters: never[]) => unknown;

/** Every table of the hub. The drift check compares this list with what the migrations make. */
export const entities: readonly (EntityClass | EntitySchema)[] = [
  AgencyClaimEntity,
  AgencyEntity,
  AgencyEventEntity,
  AuditEntry,
  CallBudgetEntity,
  CaseStatusEntity,
  ClaimAgencyEventEntity,
  ClaimEntity,
  ClaimEventEntity,
  ClaimMovementEntity,
  CollectedClaimEntity,
  ConnectionEntity,
  CreditorEntity,
  CreditorPolicyEntity,
  DebtorEntity,
  IdempotentRequest,
  JobHolderEntity,
  Lease,
  LedgerGrantEntity,
  LedgerMovementEntity,
  OpenItemEntity,
  OperatorAuditEntry,
  OutboxMessageEntity,
  ReconciliationDifferenceEntity,
  ReconciliationRunEntity,
  PendingSignInEntity,
  RefusedRecordEntity,
  SealedSecret,
  SettlementEntity,
  SyncCursorEntity,
  SyncRunEntity,
  UnansweredMessageEntity,
  WriteBackEntity,
  CaseChargeEntity,
  CaseClaimEntity,
  CaseDebtorEntity,
  CaseDebtorVersionEntity,
  DefaultAuthorityEntity,
  DeskRequestEntity,
  CaseDeferralEntity,
  CaseEventEntity,
  CaseInstalmentEntity,
  CaseLetterEntity,
  CaseMovementEntity,
  CaseNoteEntity,
  CaseObjectionEntity,
  CasePassEntity,
  CasePauseEntity,
  CasePlanEntity,
  CaseStepEntity,
  CaseStepApprovalEntity,
  CaseTaskEntity,
  CollectionSettingsEntity,
  CreditorAuthorityEntity,
  DebtCaseEntity,
  RuleApprovalEntity,
  CollectedMessageEntity,
  ClientMoneyAccountEntity,
  ClientMoneyLineEntity,
  CreditorAccessEntity,
  BankBalanceEntity,
  BankBatchEntity,
  BankTransactionQueueEntity,
  BankFileChunkEntity,
  BankFileEntity,
  BankSetAsideEntity,
  BankTransactionEntity,
  CollectorAccountEntity,
  PaymentAllocationEntity,
  PayingAccountEntity,
  PayoutEntity,
  PayoutFileEntity,
  RemittanceEntity,
  RemittanceLineEntity,
  RefundSettingsEntity,
  RemittanceSettingsEntity,
  RemittanceTurnEntity,
  ClientMoneyCheckEntity,
  DifferenceEventEntity,
  StandingDifferenceEntity,
  DebtorPageKeyEntity,
  DebtorPageVisitEntity,
  EventFeedEntity,
  FeedEventEntity,
  HubEventEntity,
  WebhookAttemptEntity,
  WebhookDeliveryEntity,
  WebhookEndpointEntity,
  PersonalDataAccessEntity,
  ProposalEntity,
  SecondPersonRuleEntity,
  NoticeEntity,
  NoticeOccurrenceEntity,
];
