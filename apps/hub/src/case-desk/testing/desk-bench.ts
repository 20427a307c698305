import {
  type CaseDebtorId,
  type CaseId,
  type CaseStepId,
  type ClaimId,
  type ConnectionId,
  type CreditorId,
  type LocalDate,
  type ManualClock,
  newId,
} from '@app/domain';
import type { Channel, StepKind } from '@app/collection';
import { LetterRenderer } from '@app/letters';
import { testClock } from '../../../../../test/support/clock.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import { CaseParts } from '../../cases/testing/case-parts.js';
import { type NewCharge } from '../../cases/case-book.js';
import type { Transaction } from '../../database/transaction.js';
import { noJobs } from '../../jobs/testing/no-jobs.js';
import { LetterStore } from '../../cases/steps/letter-store.js';
import { AuthorityStore } from '../authority/authority-store.js';
import { GrantDesk } from '../authority/grant-desk.js';
import { CaseFile } from '../file/case-file.js';
import { StepStop } from '../file/step-stop.js';
import { DeskLetters } from '../letters/desk-letters.js';
import { LimitationWarnings } from '../pauses/limitation-warnings.js';
import { PauseStore } from '../pauses/pause-store.js';
import { TaskBook } from '../tasks/task-book.js';

export interface BuiltCase {
  readonly caseId: CaseId;
  readonly debtorId: CaseDebtorId;
  readonly claimIds: readonly ClaimId[];
}

/** A creditor with cases on a real database, as the desk finds them; nothing runs by itself. */
export class DeskBench extends CaseParts {
  creditorId = newId<'CreditorId'>(this.clock) as CreditorId;
  readonly file: CaseFile;
  readonly letters: DeskLetters;
  readonly grants: GrantDesk;
  readonly authority = new AuthorityStore(this.audit, this.clock);
  readonly stop = new StepStop(this.book, this.clock);
  readonly tasks = new TaskBook(this.book, this.clock);
  readonly limitation = new LimitationWarnings(this.tasks, this.settings);
  readonly pauses = new PauseStore(this.clock);
  #cases = 0;

  private constructor(
    readonly test: TestDatabase,
    readonly clock: ManualClock,
  ) {
    super(test.database, clock);
    const { creditors, settings, book, audit, reader } = this;
    this.file = new CaseFile(test.database, book, creditors, settings, reader, this.pass, audit, clock);
    const letterStore = new LetterStore(noJobs, clock);
    this.letters = new DeskLetters(reader, this.pass, letterStore, new LetterRenderer(), this.tasks, clock);
    this.grants = new GrantDesk(this.authority, this.file, this.tasks, audit);
  }

  static async open(country: 'NO' | 'SE' = 'NO'): Promise<DeskBench> {
    const bench = new DeskBench(await createTestDatabase(), testClock());
    await bench.newCreditor(country);
    return bench;
  }

  close(): Promise<void> {
    return this.test.drop();
  }

  get today(): LocalDate {
    return this.clock.now().toISOString().slice(0, 10) as LocalDate;
  }

  tx<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.test.database.asCreditor(this.creditorId, work);
  }

  /** Over all creditors. */
  asOperator<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.test.database.asOperator(work);
  }

  rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.tx((tx) => tx.query<Row>(sql, parameters));
  }

  /** From here on the bench works for this creditor. */
  async newCreditor(country: 'NO' | 'SE' = 'NO'): Promise<CreditorId> {
    this.creditorId = newId<'CreditorId'>(this.clock) as CreditorId;
    const now = this.clock.now();
    const currency = country === 'NO' ? 'NOK' : 'SEK';
    await this.tx(async (tx) => {
      await tx.query(
        `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
         values ($1, 'Granly Bygg AS', '999999999', $2, $3, $4)`,
        [this.creditorId, country, currency, now],
      );
      await tx.query(
        `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers,
           approval, created_at, created_by) values ($1, 1, 14, '{}', '2026-01-01', '{}', 'automatic', $2, 'test')`,
        [this.creditorId, now],
      );
    });
    return this.creditorId;
  }

  /** A case with claims of 1 000 each, as last assessed. */
  async addCase(
    more: {
      readonly claims?: number;
      readonly interestMinor?: bigint;
      readonly costsMinor?: bigint;
      readonly lapsesOn?: string;
      readonly debtorId?: CaseDebtorId;
      readonly currency?: string;
    } = {},
  ): Promise<BuiltCase> {
    const { claims = 1, interestMinor = 0n, costsMinor = 0n, lapsesOn = null } = more;
    const caseId = newId<'CaseId'>(this.clock) as CaseId;
    const debtorId = more.debtorId ?? (await this.addDebtor());
    const claimIds = Array.from({ length: claims }, () => newId<'ClaimId'>(this.clock) as ClaimId);
    const number = (this.#cases += 1);
    await this.tx(async (tx) => {
      await tx.query(
        `insert into debt_case (creditor_id, id, reference, connection_id, ledger_debtor_id, debtor_id, currency, state,
           opened_on, opened_at, decided_revision, principal_minor, interest_minor, costs_minor, court_minor, overpaid_minor,
           lapses_on, last_event, revision)
         values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, 0, $10, $11, $12, 0, 0, $13, 0, 1)`,
        [
          this.creditorId,
          caseId,
          `K-${String(number).padStart(15, '0')}`,
          newId(this.clock),
          `d${number}`,
          debtorId,
          more.currency ?? 'NOK',
          this.today,
          this.clock.now(),
          100_000n * BigInt(claims),
          interestMinor,
          costsMinor,
          lapsesOn,
        ],
      );
      for (const [index, claimId] of claimIds.entries()) {
        await tx.query(
          `insert into case_claim (creditor_id, claim_id, case_id, reference, invoice_number, invoiced_on, due_on,
             principal_minor, reduced_before_minor, outstanding_minor, state, last_message, followed_revision, joined_at)
           values ($1, $2, $3, 'K', $4, '2026-01-01', '2026-01-15', 100000, 0, 100000, 'open', 1, 0, $5)`,
          [this.creditorId, claimId, caseId, `10${number}${index}`, this.clock.now()],
        );
      }
    });
    return { caseId, debtorId, claimIds };
  }

  async addDebtor(): Promise<CaseDebtorId> {
    const id = newId<'CaseDebtorId'>(this.clock) as CaseDebtorId;
    const connectionId = newId<'ConnectionId'>(this.clock) as ConnectionId;
    const phone = {
      id: newId(this.clock),
      channel: 'sms',
      value: '+4799999999',
      consent: 'not-asked',
      failed: false,
    };
    await this.rows(
      `insert into case_debtor (creditor_id, id, connection_id, ledger_debtor_id, kind, standing, name, language, address,
         contact_points, circumstances, history, kept_by_hand, changed_at)
       values ($1, $2, $3, $4, 'person', 'consumer', 'Test Testesen', 'nb', $5, $6, '{}', 'new', false, $7)`,
      [
        this.creditorId,
        id,
        connectionId,
        `d-${id}`,
        JSON.stringify({ lines: ['Eksempelveien 1'], postalCode: '0001', city: 'Oslo', country: 'NO' }),
        JSON.stringify([phone]),
        this.clock.now(),
      ],
    );
    return id;
  }

  async planStep(
    { caseId, claimIds }: Pick<BuiltCase, 'caseId' | 'claimIds'>,
    kind: StepKind = 'reminder',
    channel: Channel = 'letter',
  ): Promise<CaseStepId> {
    const id = newId<'CaseStepId'>(this.clock) as CaseStepId;
    const plan = {
      caseId,
      id,
      kind,
      regime: 'NO-1988',
      state: 'planned',
      dueOn: this.today,
      doneOn: null,
    } as const;
    const open = {
      deadlineOn: null,
      tone: null,
      rule: null,
      decision: {},
      letterId: null,
    } as const;
    const ours = {
      byCreditor: false,
      contentConfirmed: true,
      announcesLegalAction: false,
      undelivered: false,
      approvedBy: null,
    };
    await this.tx((tx) =>
      this.book.addSteps(tx, [{ ...plan, ...open, ...ours, fallback: [], channel, claimIds: [...claimIds] }]),
    );
    return id;
  }

  async stepState(id: CaseStepId): Promise<string> {
    const [step] = await this.rows<{ state: string }>('select state from case_step where id = $1', [id]);
    return step?.state ?? 'missing';
  }

  charge(caseId: CaseId, charge: Partial<NewCharge> = {}): Promise<void> {
    const usual = { entry: 'charge', part: 'costs', kind: 'reminder-fee', claimId: null, rule: {} } as const;
    return this.tx((tx) =>
      this.book.charge(tx, [
        { ...usual, caseId, amountMinor: 3_800n, chargedOn: this.today, actor: 'system', ...charge },
      ]),
    );
  }

  async charges(caseId: CaseId): Promise<string[]> {
    const rows = await this.rows<{ line: string }>(
      `select entry || ' ' || kind || ' ' || amount_minor || coalesce(' of ' || about_number, '') as line
       from case_charge where case_id = $1 order by number`,
      [caseId],
    );
    return rows.map(({ line }) => line);
  }

  /** What people did, in order; what follows from it by itself is left out. */
  async events(caseId: CaseId): Promise<string[]> {
    const rows = await this.rows<{ kind: string }>(
      `select kind from case_event where case_id = $1 and actor <> 'system' order by sequence`,
      [caseId],
    );
    return rows.map(({ kind }) => kind);
  }

  async openTasks(caseId: CaseId): Promise<string[]> {
    const rows = await this.rows<{ key: string }>(
      `select split_part(key, ':', 1) as key from case_task where case_id = $1 and state = 'open' order by key`,
      [caseId],
    );
    return rows.map(({ key }) => key);
  }

  async audited(caseId: string): Promise<string[]> {
    const rows = await this.rows<{ line: string }>(
      `select action || ' ' || actor_id as line from audit_entry where subject_id = $1 order by id`,
      [caseId],
    );
    return rows.map(({ line }) => line);
  }

  async revision(caseId: CaseId): Promise<number> {
    const [row] = await this.rows<{ revision: number }>('select revision from debt_case where id = $1', [
      caseId,
    ]);
    return row?.revision ?? 0;
  }
}

/** What a refusal looks like in `rejects.toMatchObject`. */
export function problem(status: number, code: string): { problem: { status: number; code: string } } {
  return { problem: { status, code } };
}
