import {
  ConnectionBlockedError,
  CONNECTORS,
  createTransport,
  CursorExpiredError,
  LedgerContradictionError,
  OutcomeUnknownError,
  RetryableLedgerError,
} from '@app/connectors';
import { type BeforeApplicationShutdown, Logger, Module } from '@nestjs/common';
import { ConnectScopes } from '../accounts/connect-scope.js';
import { CaseStatusModule } from '../case-status/case-status.module.js';
import { Environment } from '../config/environment.js';
import { CALL_TIME, type CallTime } from '../config/sleep.js';
import { Database } from '../database/database.js';
import { declareSafeErrors } from '../logging/redact.js';
import { CallBudgetsController } from './call-budgets.controller.js';
import { CompanyConnector } from './company-connector.js';
import { ConnectionHealth } from './connection-health.js';
import { ConnectionView } from './connection-view.js';
import { ConnectionsController } from './connections.controller.js';
import { ConnectionsService } from './connections.service.js';
import { CreditorReader } from './creditor-reader.js';
import { GrantSecrets } from './grant-secrets.js';
import { GrantsController } from './grants.controller.js';
import { GrantsService } from './grants.service.js';
import { CONNECTOR_DEFINITIONS, LedgerCatalogue } from './ledger-catalogue.js';
import { LedgerSessions } from './ledger-sessions.js';
import { type AddressLookup, LEDGER_ADDRESSES, LEDGER_TRANSPORT } from './ledger-tools.js';
import { LedgersController } from './ledgers.controller.js';
import { SecondPersonModule } from '../second-person/second-person.module.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';
import { SharesController } from './shares.controller.js';
import { SharesService } from './shares.service.js';
import { JointCallBudget } from './joint-call-budget.js';
import { WriteBackChoices } from './write-back-choices.js';

/** Creditors' links to their ledgers: access, health, rules. Lies low among the features. */
@Module({
  imports: [CaseStatusModule, SecondPersonModule],
  controllers: [
    LedgersController,
    GrantsController,
    ConnectionsController,
    CallBudgetsController,
    PoliciesController,
    SharesController,
  ],
  providers: [
    { provide: CONNECTOR_DEFINITIONS, useFactory: () => [...CONNECTORS.values()] },
    {
      provide: LEDGER_TRANSPORT,
      useFactory: ({ namesProxy }: Environment) => createTransport({ mayBeProxied: namesProxy }),
      inject: [Environment],
    },
    { provide: LEDGER_ADDRESSES, useFactory: addressLookup, inject: [Environment] },
    { provide: JointCallBudget, useFactory: jointCallBudget, inject: [Database, CALL_TIME] },
    LedgerCatalogue,
    GrantSecrets,
    LedgerSessions,
    ConnectionHealth,
    CreditorReader,
    PoliciesService,
    SharesService,
    GrantsService,
    CompanyConnector,
    ConnectionsService,
    ConnectionView,
    ConnectScopes,
    WriteBackChoices,
  ],
  exports: [
    LedgerCatalogue,
    LedgerSessions,
    ConnectionHealth,
    CreditorReader,
    PoliciesService,
    GrantsService,
    CompanyConnector,
    ConnectionsService,
    JointCallBudget,
    ConnectScopes,
  ],
})
export class ConnectionsModule implements BeforeApplicationShutdown {
  constructor(private readonly budget: JointCallBudget) {
    // The contract keeps secrets and people's data out of these; a refused record's reason is the ledger's own words.
    declareSafeErrors(
      ConnectionBlockedError,
      CursorExpiredError,
      LedgerContradictionError,
      OutcomeUnknownError,
      RetryableLedgerError,
    );
  }

  /** What vendors told about their limits is stored before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.budget.settled();
  }
}

function addressLookup(environment: Environment): AddressLookup {
  return (variable) => {
    const value: unknown = Reflect.get(environment, variable);
    return typeof value === 'string' ? value : undefined;
  };
}

function jointCallBudget(database: Database, { sleep, nowMs }: CallTime): JointCallBudget {
  const log = new Logger('CallBudget');
  const onLostNews = (error: unknown): void =>
    log.warn({ msg: 'a ledger’s word about its limit could not be stored', error });
  const time = nowMs && { sharedNowMs: nowMs, monotonicMs: nowMs };
  return new JointCallBudget(database, sleep, { onLostNews, ...time });
}
