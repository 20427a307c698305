import { randomBytes } from 'node:crypto';
import type { ManualClock } from '@app/domain';
import { testClock } from '../../../../../test/support/clock.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CaseStatusBoard } from '../../case-status/case-status-board.js';
import { sleep } from '../../config/sleep.js';
import type { Database } from '../../database/database.js';
import { noJobs } from '../../jobs/testing/no-jobs.js';
import { parseSecretKeys } from '../../secrets/secret-keys.js';
import { SecretVault } from '../../secrets/secret-vault.js';
import { CompanyConnector } from '../company-connector.js';
import { ConnectionHealth } from '../connection-health.js';
import { ConnectionsService } from '../connections.service.js';
import { CreditorReader } from '../creditor-reader.js';
import { GrantSecrets } from '../grant-secrets.js';
import { GrantsService } from '../grants.service.js';
import { LedgerCatalogue } from '../ledger-catalogue.js';
import { LedgerSessions } from '../ledger-sessions.js';
import { PoliciesService } from '../policies.service.js';
import { Proposals } from '../../second-person/proposals.js';
import { SecondPersonRules } from '../../second-person/second-person-rules.js';
import { SharesService } from '../shares.service.js';
import { JointCallBudget } from '../joint-call-budget.js';
import { WriteBackChoices } from '../write-back-choices.js';
import { PretendLedger } from './pretend-ledger.js';

export const TEST_ACTOR = { kind: 'test', id: 'person' };

export function testSecrets(database: Database, clock: ManualClock): GrantSecrets {
  const keys = parseSecretKeys(`test:${randomBytes(32).toString('base64url')}`);
  return new GrantSecrets(database, new SecretVault(database, keys, clock));
}

/** The feature put together by hand over a pretend ledger, as the module does it over the real ones. */
export function connectionsBench(database: Database) {
  const clock = testClock();
  const ledger = new PretendLedger();
  const secrets = testSecrets(database, clock);
  const audit = new AuditLog(clock);
  const catalogue = new LedgerCatalogue([ledger.definition]);
  const budget = new JointCallBudget(database, sleep);
  const noTransport = (): Promise<never> => Promise.reject(new Error('The pretend ledger sends nothing.'));
  const openSessions = (): LedgerSessions =>
    new LedgerSessions(database, secrets, catalogue, budget, clock, noTransport, () => undefined, sleep);
  const sessions = openSessions();
  const health = new ConnectionHealth(database, audit, clock);
  const creditors = new CreditorReader();
  const proposals = new Proposals(database, audit, clock);
  const rules = new SecondPersonRules(database, proposals, audit, clock);
  const policies = new PoliciesService(database, creditors, audit, rules, proposals, clock);
  const grants = new GrantsService(database, secrets, catalogue, sessions, health, audit, clock);
  const connector = new CompanyConnector(database, grants, sessions, policies, health, audit, clock);
  const shares = new SharesService(database, audit);
  const connections = new ConnectionsService(
    database,
    sessions,
    health,
    creditors,
    audit,
    new CaseStatusBoard(noJobs, clock),
    shares,
    clock,
  );
  const writeBackChoices = new WriteBackChoices(database, connections, audit, rules, proposals);
  return {
    shares,
    writeBackChoices,
    clock,
    ledger,
    secrets,
    sessions,
    openSessions,
    health,
    creditors,
    policies,
    grants,
    connector,
    connections,
  };
}
