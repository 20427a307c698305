import { type Capability, type ConnectorDefinition, connectorKey } from '@app/connectors';
import {
  type ClaimId,
  type ConnectionId,
  type CreditorId,
  localDate,
  localDateAt,
  newId,
  type OpenItem,
} from '@app/domain';
import { Logger } from '@nestjs/common';
import { testClock } from '../../../../../test/support/clock.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CaseStatusBoard } from '../../case-status/case-status-board.js';
import { ApprovalUndo } from '../../claims/approval-undo.js';
import { ClaimApprovals } from '../../claims/claim-approvals.js';
import { type Cause, type Claim, ClaimBook, type NewMovement } from '../../claims/claim-book.js';
import { ClaimFollow } from '../../claims/claim-follow.js';
import { ClaimIntake } from '../../claims/claim-intake.js';
import { ClaimsService } from '../../claims/claims.service.js';
import { LedgerRecount } from '../../claims/ledger-recount.js';
import { BuiltInPipeline } from '../../collection/built-in-pipeline.js';
import type { CollectionPipeline } from '../../collection/collection-pipeline.js';
import { Environment } from '../../config/environment.js';
import { ConnectionHealth } from '../../connections/connection-health.js';
import type { Connection } from '../../connections/connection-row.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { LedgerCatalogue } from '../../connections/ledger-catalogue.js';
import type { LedgerSessions } from '../../connections/ledger-sessions.js';
import type { Database } from '../../database/database.js';
import type { PlannerStatistics } from '../../database/planner-statistics.js';
import type { Transaction } from '../../database/transaction.js';
import { HandOver } from '../../hand-over/hand-over.js';
import { HandOverFailures } from '../../hand-over/hand-over-failures.js';
import { HandOverResults } from '../../hand-over/hand-over-results.js';
import { PendingMessages } from '../../hand-over/pending-messages.js';
import type { JobQueue } from '../../jobs/job-queue.js';
import { Proposals } from '../../second-person/proposals.js';
import { SecondPersonRules } from '../../second-person/second-person-rules.js';
import { type IntakeContext, type IntakeCounts, ItemIntake } from '../../open-items/item-intake.js';
import { OpenItemStore } from '../../open-items/open-item-store.js';
import { RefusedRecords } from '../../open-items/refused-records.js';
import { TrackedItems } from '../../open-items/tracked-items.js';
import { OutboxJobs } from '../../outbox/outbox-jobs.js';
import type { OutboxMessageEntity } from '../../outbox/outbox-message.entity.js';
import { PageStore } from '../page-store.js';
import { SyncCursors } from '../sync-cursors.js';
import { SyncOutcome } from '../sync-outcome.js';
import { SyncRunner } from '../sync-runner.js';
import { SyncRuns } from '../sync-runs.js';
import { FakeSession } from './fake-session.js';

/** Late enough that an item due on 2 March is overdue under two weeks of grace. */
export const NOW = '2026-04-01T09:00:00.000Z';
export const PAGE_SIZE = 2;
/** A handful of rows needs no statistics. */
const NO_STATISTICS = { pageDone: async () => undefined } as unknown as PlannerStatistics;

export type Message = Pick<OutboxMessageEntity, 'sequence' | 'kind' | 'state' | 'payload'>;
type SentJob = { readonly queue: string; readonly data: object };

/** From the pull to the hand-over on a real database, against books in memory; jobs are written down, not run. */
export class RoadBench {
  readonly clock = testClock(NOW);
  creditorId = newId<'CreditorId'>(this.clock) as CreditorId;
  connectionId = newId<'ConnectionId'>(this.clock) as ConnectionId;
  ledger = new FakeSession(PAGE_SIZE);
  capabilities: Capability[] = ['changes-by-item'];
  approval: 'approve' | 'automatic' = 'automatic';
  readonly sent: SentJob[] = [];
  readonly #recording = {
    declare() {},
    work() {},
    send: async (_tx: Transaction, queue: { readonly name: string }, data: object) => {
      this.sent.push({ queue: queue.name, data });
      return 'job';
    },
  } as unknown as JobQueue;
  readonly outbox = new OutboxJobs(this.#recording);
  readonly caseStatus = new CaseStatusBoard(this.#recording, this.clock);
  readonly book = new ClaimBook(this.outbox, this.caseStatus, this.clock);
  readonly recount = new LedgerRecount(this.book);
  readonly follow = new ClaimFollow(this.book, this.recount);
  readonly claimIntake = new ClaimIntake(this.outbox, this.clock);
  readonly store = new OpenItemStore();
  readonly refused = new RefusedRecords(this.clock);
  readonly intake = new ItemIntake(this.clock, this.store, this.claimIntake, this.follow, this.refused);
  readonly tracked = new TrackedItems();
  readonly cursors = new SyncCursors(this.clock);
  readonly runs = new SyncRuns(this.clock);
  readonly creditors = new CreditorReader();
  readonly audit = new AuditLog(this.clock);
  readonly claims: ClaimsService;
  readonly approvals: ClaimApprovals;
  readonly undo: ApprovalUndo;
  readonly environment = new Environment();
  readonly pipeline: BuiltInPipeline;

  private constructor(readonly test: TestDatabase) {
    this.claims = new ClaimsService(this.database, this.book, this.creditors, this.audit, this.clock);
    const proposals = new Proposals(this.database, this.audit, this.clock);
    const rules = new SecondPersonRules(this.database, proposals, this.audit, this.clock);
    const { environment } = this;
    this.approvals = new ClaimApprovals(
      this.database,
      this.book,
      this.audit,
      rules,
      proposals,
      environment,
      this.clock,
    );
    this.undo = new ApprovalUndo(this.database, this.book, this.audit);
    this.pipeline = new BuiltInPipeline(this.database, { tell: async () => {} }, this.clock);
  }

  /** `reset` before each test. */
  static async open(): Promise<RoadBench> {
    // Refusals are what these tests are about; they would fill the screen.
    Logger.overrideLogger(false);
    return new RoadBench(await createTestDatabase());
  }

  get database(): Database {
    return this.test.database;
  }

  close(): Promise<void> {
    return this.test.drop();
  }

  /** Another creditor with an empty ledger: nothing of what a test did before is seen. */
  async reset(): Promise<void> {
    this.clock.moveTo(new Date(NOW));
    this.ledger = new FakeSession(PAGE_SIZE);
    this.capabilities = ['changes-by-item'];
    this.approval = 'automatic';
    this.environment.APPROVAL_UNDO_SECONDS = 0;
    this.sent.length = 0;
    this.creditorId = newId<'CreditorId'>(this.clock) as CreditorId;
    this.connectionId = newId<'ConnectionId'>(this.clock) as ConnectionId;
    await this.#addConnection();
  }

  tx<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.asCreditor(this.creditorId, work);
  }

  rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.tx((tx) => tx.query<Row>(sql, parameters));
  }

  context(more: Partial<IntakeContext> & { readonly policyVersion?: number } = {}): IntakeContext {
    const { policyVersion = 1, ...rest } = more;
    return {
      creditorId: this.creditorId,
      connectionId: this.connectionId,
      country: 'NO',
      policy: {
        version: policyVersion,
        graceDays: 14,
        minimumMinor: {},
        startOn: localDate('2026-01-01'),
        excludedCustomerNumbers: [],
        excludedCustomerGroups: [],
        approval: this.approval,
      },
      today: localDateAt(this.clock.now(), 'NO'),
      ...rest,
    };
  }

  /** A reading of these items, as a page would bring it. */
  take(items: readonly OpenItem[], context = this.context()): Promise<IntakeCounts> {
    return this.tx((tx) => this.intake.takeAll(tx, context, { found: items, missing: [], refused: [] }));
  }

  async claimOf(item: OpenItem): Promise<Claim> {
    const [claim] = await this.tx((tx) => this.book.lockByItems(tx, this.connectionId, [item.ledgerItemId]));
    if (!claim) throw new Error(`${item.ledgerItemId} has no claim`);
    return claim;
  }

  /** A claim that the built-in pipeline has. */
  async inCollection(item: OpenItem): Promise<Claim> {
    this.ledger.put(item);
    await this.take([item], this.context({ policy: { ...this.context().policy, approval: 'automatic' } }));
    await this.deliver();
    const claim = await this.claimOf(item);
    if (claim.state !== 'in-collection') throw new Error(`the claim is ${claim.state}`);
    return claim;
  }

  /** Adds a movement and counts anew, as settlements and people do. */
  count(claimId: ClaimId, movement: Partial<NewMovement>, cause: Partial<Cause> = {}): Promise<Claim> {
    return this.tx(async (tx) => {
      const claim = await this.book.lock(tx, claimId);
      await this.book.addMovement(tx, claim, {
        source: 'settlement',
        sourceId: newId(this.clock),
        kind: 'paid',
        amountMinor: 10_000n,
        occurredOn: localDate('2026-04-01'),
        ...movement,
      });
      return this.book.recount(tx, claim, { actor: 'test', byPipeline: false, ...cause });
    });
  }

  messages(claimId: ClaimId): Promise<Message[]> {
    return this.rows(
      'select sequence, kind, state, payload from outbox_message where claim_id = $1 order by sequence',
      [claimId],
    );
  }

  async events(claimId: ClaimId): Promise<string[]> {
    const rows = await this.rows<{ kind: string }>(
      'select kind from claim_event where claim_id = $1 order by sequence',
      [claimId],
    );
    return rows.map(({ kind }) => kind);
  }

  async connection(): Promise<Connection> {
    const ref = { creditorId: this.creditorId, id: this.connectionId };
    return (await this.tx((tx) => this.creditors.ofConnection(tx, ref))).connection;
  }

  /** A process of its own, with what it is given in place of the real thing. */
  runner(database: Database = this.database, session = this.ledger.session()): SyncRunner {
    const health = new ConnectionHealth(database, this.audit, this.clock);
    const environment = new Environment();
    return new SyncRunner(
      database,
      this.creditors,
      new LedgerCatalogue([this.#definition()]),
      { open: async () => session } as unknown as LedgerSessions,
      this.runs,
      this.cursors,
      new PageStore(database, this.intake, this.cursors, this.runs),
      this.intake,
      this.tracked,
      new SyncOutcome(database, this.runs, this.cursors, health, environment, this.clock),
      environment,
      NO_STATISTICS,
      this.clock,
      async (ms) => this.clock.advanceMs(ms),
    );
  }

  sync(runner = this.runner(), signal = new AbortController().signal): Promise<void> {
    return runner.run({ creditorId: this.creditorId, connectionId: this.connectionId }, signal);
  }

  handOver(
    pipeline: CollectionPipeline = this.pipeline,
    database: Database = this.database,
    pending = new PendingMessages(this.clock),
  ): HandOver {
    const health = new ConnectionHealth(database, this.audit, this.clock);
    return new HandOver(
      database,
      this.creditors,
      { open: async () => this.ledger.session() } as unknown as LedgerSessions,
      this.intake,
      pending,
      new HandOverResults(this.book, this.caseStatus, this.clock),
      new HandOverFailures(database, health, this.clock),
      NO_STATISTICS,
      pipeline,
      this.clock,
    );
  }

  deliver(handOver = this.handOver()): Promise<void> {
    const job = { creditorId: this.creditorId, connectionId: this.connectionId };
    return handOver.run(job, new AbortController().signal);
  }

  #definition(): ConnectorDefinition {
    return {
      key: connectorKey('fake'),
      capabilities: this.capabilities,
      limits: {
        pageSizeMax: PAGE_SIZE,
        itemsPerReadMax: PAGE_SIZE,
        requestTimeoutMs: 1_000,
        writeTimeoutMs: 1_000,
      },
    } as unknown as ConnectorDefinition;
  }

  async #addConnection(): Promise<void> {
    const { creditorId, connectionId } = this;
    const now = this.clock.now();
    await this.tx(async (tx) => {
      await tx.query(
        `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
         values ($1, 'Granly Bygg AS', '999999999', 'NO', 'NOK', $2)`,
        [creditorId, now],
      );
      await tx.query(
        `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers,
           approval, created_at, created_by) values ($1, 1, 14, '{}', '2026-01-01', '{}', 'automatic', $2, 'test')`,
        [creditorId, now],
      );
      await tx.query(
        `insert into connection (creditor_id, id, grant_id, connector_key, company_key, company_name, state, created_at)
         values ($1, $2, $3, 'fake', 'c1', 'Granly Bygg AS', 'active', $4)`,
        [creditorId, connectionId, newId(this.clock), now],
      );
    });
  }
}
