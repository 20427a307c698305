import type { DynamicModule, Type } from '@nestjs/common';
import { AccessLogModule } from './access-log/access-log.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { AgencyEventsModule } from './agency-events/agency-events.module.js';
import { CaseDeskModule } from './case-desk/case-desk.module.js';
import { CaseListsModule } from './case-lists/case-lists.module.js';
import { CaseReportsModule } from './case-reports/case-reports.module.js';
import { CasesModule } from './cases/cases.module.js';
import { ClaimsModule } from './claims/claims.module.js';
import { ClientMoneyModule } from './client-money/client-money.module.js';
import { CollectionModule } from './collection/collection.module.js';
import { ConnectionsModule } from './connections/connections.module.js';
import { CostsAheadModule } from './costs-ahead/costs-ahead.module.js';
import { DataProtectionModule } from './data-protection/data-protection.module.js';
import { DebtorPageModule } from './debtor-page/debtor-page.module.js';
import { DispatchModule } from './dispatch/dispatch.module.js';
import { EventsModule } from './events/events.module.js';
import { HandOverModule } from './hand-over/hand-over.module.js';
import { LiveModule } from './live/live.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { OpenItemsModule } from './open-items/open-items.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { PayoutsModule } from './payouts/payouts.module.js';
import { ReconciliationModule } from './reconciliation/reconciliation.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { RemittanceModule } from './remittance/remittance.module.js';
import { SecondPersonModule } from './second-person/second-person.module.js';
import { SettlementsModule } from './settlements/settlements.module.js';
import { SignInsModule } from './sign-ins/sign-ins.module.js';
import { SyncModule } from './sync/sync.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { WriteBackModule } from './write-back/write-back.module.js';

/** The hub's features, lowest first. What they share (database, jobs, secrets, audit, clock) is there without an import. */
export const features: readonly (Type | DynamicModule)[] = [
  DispatchModule,
  AccountsModule,
  EventsModule,
  WebhooksModule,
  AccessLogModule,
  ClientMoneyModule,
  PayoutsModule,
  SecondPersonModule,
  ConnectionsModule,
  SignInsModule,
  ClaimsModule,
  OpenItemsModule,
  SyncModule,
  CollectionModule,
  HandOverModule,
  CasesModule,
  CostsAheadModule,
  CaseDeskModule,
  CaseListsModule,
  CaseReportsModule,
  DebtorPageModule,
  SettlementsModule,
  RemittanceModule,
  RefundsModule,
  PaymentsModule,
  AgencyEventsModule,
  WriteBackModule,
  ReconciliationModule,
  OverviewModule,
  DataProtectionModule,
  NoticesModule,
  LiveModule,
];
