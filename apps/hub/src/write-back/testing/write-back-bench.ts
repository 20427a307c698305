import type { CaseMoney } from '../../cases/money/case-money.js';
import type { Capability, WriteBack } from '@app/connectors';
import {
  type ClaimId,
  type ConnectionId,
  type CreditorId,
  type Currency,
  type LedgerDebtorId,
  type LedgerItemId,
  localDate,
  ManualClock,
  money,
  newId,
  type OpenItem,
  type SettlementId,
} from '@app/domain';
import { Logger } from '@nestjs/common';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CaseStatusBoard } from '../../case-status/case-status-board.js';
import { ClaimBook } from '../../claims/claim-book.js';
import { LedgerRecount } from '../../claims/ledger-recount.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import type { LedgerCatalogue } from '../../connections/ledger-catalogue.js';
import type { Database } from '../../database/database.js';
import { noJobs } from '../../jobs/testing/no-jobs.js';
import { Metrics } from '../../metrics/metrics.js';
import { OutboxJobs } from '../../outbox/outbox-jobs.js';
import type { NewSettlementDto } from '../../settlements/settlement.dto.js';
import { SettlementsService } from '../../settlements/settlements.service.js';
import { BesideReader } from '../beside-reader.js';
import { WriteBackAttempt } from '../write-back-attempt.js';
import { WriteBackDeparture } from '../write-back-departure.js';
import { WriteBackMetrics } from '../write-back-metrics.js';
import { WriteBackPlanning } from '../write-back-planning.js';
import type { WriteBackRow } from '../write-back-progress.js';
import { WriteBackBell } from '../write-back-queue.js';
import { WriteBackRecord } from '../write-back-record.js';
import { WRITE_BACK_COLUMNS, WriteBackStore } from '../write-back-store.js';
import { STANDARD_TIMINGS } from '../write-back-timings.js';
import { WriteBackWorker } from '../write-back-worker.js';
import { WriteBacksService } from '../write-backs.service.js';
import { FakeLedger } from './fake-ledger.js';

/** Nobody opens cases here: settlements come parted. */
const NO_CASES: Pick<CaseMoney, 'allocate' | 'count' | 'openBeside'> = {
  openBeside: async () => [],
  allocate: async () => undefined,
  count: async () => {},
};

const NOW = new Date('2026-03-02T09:00:00.000Z');
const STEP_MS = 30_000;
const STEPS_MAX = 100;
type ClaimedItem = Pick<
  OpenItem,
  'ledgerItemId' | 'ledgerDebtorId' | 'invoiceNumber' | 'invoicedOn' | 'original'
> & {
  /** Default `in-collection`. */
  readonly state?: string;
};

/** Settlements and write-backs on a real database, against a ledger in memory, in a time that the test moves. */
export class WriteBackBench {
  readonly clock = new ManualClock(NOW);
  readonly ledger = new FakeLedger(this.clock);
  readonly creditorId = newId<'CreditorId'>(this.clock) as CreditorId;
  readonly connectionId = newId<'ConnectionId'>(this.clock) as ConnectionId;
  readonly book: ClaimBook;
  readonly recount: LedgerRecount;
  readonly settlements: SettlementsService;
  readonly writeBacks: WriteBacksService;
  readonly store = new WriteBackStore(this.clock);
  readonly blocked: unknown[] = [];
  /** What the ledger can. */
  capabilities: Capability[] = ['write-back', 'write-back-lines'];
  readonly #record: WriteBackRecord;
  #items = 0;

  private constructor(private readonly test: TestDatabase) {
    this.book = new ClaimBook(new OutboxJobs(noJobs), new CaseStatusBoard(noJobs, this.clock), this.clock);
    this.recount = new LedgerRecount(this.book);
    const metrics = new WriteBackMetrics(new Metrics({ processFigures: false }));
    this.#record = new WriteBackRecord(this.store, this.book, this.recount, metrics);
    const bell = new WriteBackBell(noJobs);
    const catalogue = { find: () => ({ capabilities: this.capabilities }) } as unknown as LedgerCatalogue;
    const beside = new BesideReader(catalogue);
    const planning = new WriteBackPlanning(this.store, this.#record, bell, beside, this.clock);
    this.settlements = new SettlementsService(
      this.database,
      this.book,
      new CreditorReader(),
      NO_CASES as CaseMoney,
      planning,
      this.clock,
    );
    const audit = new AuditLog(this.clock);
    this.writeBacks = new WriteBacksService(
      this.database,
      this.store,
      this.#record,
      this.book,
      bell,
      audit,
      beside,
      this.clock,
    );
  }

  static async open(): Promise<WriteBackBench> {
    // Killed workers fail by design, and would fill the screen with it.
    Logger.overrideLogger(false);
    const bench = new WriteBackBench(await createTestDatabase());
    await bench.#addConnection();
    return bench;
  }

  get database(): Database {
    return this.test.database;
  }

  close(): Promise<void> {
    return this.test.drop();
  }

  /** A worker as a process of its own would have it. */
  worker(database: Database = this.database, channel: WriteBack = this.ledger): WriteBackWorker {
    const departure = new WriteBackDeparture(
      database,
      this.store,
      this.#record,
      this.clock,
      STANDARD_TIMINGS,
    );
    const attempt = new WriteBackAttempt(
      database,
      this.store,
      this.#record,
      departure,
      this.clock,
      STANDARD_TIMINGS,
    );
    const ledgers = { open: async () => ({ writeBack: channel }) } as never;
    const health = { block: async (_ref: unknown, error: unknown) => void this.blocked.push(error) } as never;
    return new WriteBackWorker(
      database,
      noJobs,
      this.store,
      this.#record,
      attempt,
      ledgers,
      health,
      this.clock,
      STANDARD_TIMINGS,
    );
  }

  drain(worker = this.worker()): Promise<number> {
    return worker.drain(this.creditorId, this.connectionId, new AbortController().signal);
  }

  /** Works and lets time pass, and `meanwhile` happen, until the write-back rests. */
  async runToQuiet(
    settlementId: SettlementId,
    worker = this.worker(),
    meanwhile = (): void => undefined,
  ): Promise<WriteBackRow> {
    for (let step = 0; step < STEPS_MAX; step += 1) {
      await this.drain(worker);
      meanwhile();
      const row = await this.writeBackOf(settlementId);
      if (!['planned', 'sending', 'being-confirmed', 'booked'].includes(row.state)) return row;
      this.clock.advanceMs(STEP_MS);
    }
    return this.writeBackOf(settlementId);
  }

  async writeBackOf(settlementId: SettlementId): Promise<WriteBackRow> {
    const [row] = await this.database.asCreditor(this.creditorId, (tx) =>
      tx.query<WriteBackRow>(`select ${WRITE_BACK_COLUMNS} from write_back w where settlement_id = $1`, [
        settlementId,
      ]),
    );
    if (!row) throw new Error('no write-back');
    return row;
  }

  /** An invoice in the ledger and the claim made of it. */
  async addClaim(
    more: { readonly principalMinor?: bigint; readonly state?: string; readonly currency?: string } = {},
  ): Promise<{ claimId: ClaimId; item: LedgerItemId }> {
    const { principalMinor = 100_000n, state = 'in-collection', currency = 'NOK' } = more;
    const item = `I${(this.#items += 1)}` as LedgerItemId;
    this.ledger.outstanding.set(item, principalMinor);
    const claimId = await this.addClaimOn({
      ledgerItemId: item,
      ledgerDebtorId: 'D1' as LedgerDebtorId,
      invoiceNumber: '10042',
      invoicedOn: localDate('2026-01-10'),
      original: money(principalMinor, currency as Currency),
      state,
    });
    return { claimId, item };
  }

  /** The claim made of an item, of whichever ledger. */
  async addClaimOn(item: ClaimedItem): Promise<ClaimId> {
    const claimId = newId<'ClaimId'>(this.clock) as ClaimId;
    await this.database.asCreditor(this.creditorId, async (tx) => {
      await tx.query(
        `insert into claim (creditor_id, id, connection_id, ledger_item_id, ledger_debtor_id, invoice_number, invoiced_on,
           due_on, currency, principal_minor, paid_minor, credited_minor, written_off_minor, outstanding_minor,
           overpaid_minor, state, last_event, last_message, created_at, changed_at)
         values ($1, $2, $3, $4, $9, $10, $11, '2026-01-24', $7, $5, 0, 0, 0, $5, 0, $8, 0, 1, $6, $6)`,
        [
          this.creditorId,
          claimId,
          this.connectionId,
          item.ledgerItemId,
          item.original.minor,
          this.clock.now(),
          item.original.currency,
          item.state ?? 'in-collection',
          item.ledgerDebtorId,
          item.invoiceNumber,
          item.invoicedOn,
        ],
      );
      // It is with the pipeline: a claim that opens again goes back there.
      await tx.query(
        `insert into outbox_message (creditor_id, claim_id, connection_id, sequence, kind, payload, state, attempts, not_before)
         values ($1, $2, $4, 1, 'hand-over', '{}', 'sent', 1, $3)`,
        [this.creditorId, claimId, this.clock.now(), this.connectionId],
      );
    });
    return claimId;
  }

  claim(claimId: ClaimId) {
    return this.database.asCreditor(this.creditorId, (tx) => this.book.lock(tx, claimId));
  }

  async events(claimId: ClaimId): Promise<string[]> {
    const rows = await this.database.asCreditor(this.creditorId, (tx) =>
      tx.query<{ kind: string }>(`select kind from claim_event where claim_id = $1 order by sequence`, [
        claimId,
      ]),
    );
    return rows.map(({ kind }) => kind);
  }

  /** What the pipeline sends; a payment of 400.00 unless said otherwise. */
  settlement(claimId: ClaimId, more: Partial<NewSettlementDto> = {}): NewSettlementDto {
    const amount = more.kind === 'reversal' || more.principal !== undefined ? {} : { amount: '400.00' };
    return {
      claimId,
      pipelineReference: newId(this.clock),
      kind: 'payment',
      receivedOn: '2026-03-02',
      currency: 'NOK',
      ...amount,
      ...more,
    };
  }

  take(claimId: ClaimId, more: Partial<NewSettlementDto> = {}) {
    return this.settlements.take(this.creditorId, this.settlement(claimId, more));
  }

  async setConnection(sql: string): Promise<void> {
    await this.database.asCreditor(this.creditorId, (tx) =>
      tx.query(`update connection set ${sql} where id = $1`, [this.connectionId]),
    );
  }

  async #addConnection(): Promise<void> {
    await this.database.asCreditor(this.creditorId, async (tx) => {
      const { creditorId, connectionId } = this;
      await tx.query(
        `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
         values ($1, 'Granly Bygg AS', '999999999', 'NO', 'NOK', $2)`,
        [creditorId, NOW],
      );
      await tx.query(
        `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers,
           approval, created_at, created_by) values ($1, 1, 14, '{}', '2026-01-01', '{}', 'automatic', $2, 'test')`,
        [creditorId, NOW],
      );
      await tx.query(
        `insert into connection (creditor_id, id, grant_id, connector_key, company_key, company_name, state,
           write_back_target, created_at) values ($1, $2, $3, 'fake', 'c1', 'Granly Bygg AS', 'active', '{"type":"1"}', $4)`,
        [creditorId, connectionId, newId(this.clock), NOW],
      );
    });
  }
}
