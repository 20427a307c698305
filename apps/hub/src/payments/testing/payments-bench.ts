import {
  type CaseId,
  type ClaimId,
  type ConnectionId,
  type CreditorId,
  type Currency,
  type LocalDate,
  localDate,
  type ManualClock,
  mod10Digit,
  newId,
} from '@app/domain';
import { Logger } from '@nestjs/common';
import { testClock } from '../../../../../test/support/clock.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import type { NewCharge } from '../../cases/case-book.js';
import type { BankFileView } from '../files/files.service.js';
import { TRANSACTION_COLUMNS, type TransactionRow } from '../transactions/transaction-row.js';
import type { ClaimBook } from '../../claims/claim-book.js';
import { PaymentsParts } from './payments-parts.js';

export const IBAN = 'NO9386011117947';
export const OTHER_IBAN = 'SE4550000000058398257466';
const WHO = { kind: 'case-handler', id: 'kari' };

export interface BuiltClaim {
  readonly claimId: ClaimId;
  readonly caseId: CaseId;
  readonly kid: string;
  readonly invoiceNumber: string;
}

/** Files, payments, settlements and the journal on a real database; nothing runs by itself. */
export class PaymentsBench extends PaymentsParts {
  readonly creditorId = newId<'CreditorId'>(this.clock) as CreditorId;
  readonly connectionId = newId<'ConnectionId'>(this.clock) as ConnectionId;
  readonly who = WHO;
  #made = 0;

  private constructor(
    private readonly test: TestDatabase,
    readonly clock: ManualClock,
  ) {
    super(test.database, clock);
  }

  static async open(): Promise<PaymentsBench> {
    Logger.overrideLogger(false);
    const bench = new PaymentsBench(await createTestDatabase(), testClock());
    await bench.#fill();
    return bench;
  }

  /** As the hub's login connects, and as migrations do. */
  get url(): string {
    return this.test.url;
  }

  get adminUrl(): string {
    return this.test.adminUrl;
  }

  get today(): LocalDate {
    return this.clock.now().toISOString().slice(0, 10) as LocalDate;
  }

  close(): Promise<void> {
    return this.test.drop();
  }

  /** Hands a file in and reads it, as API and job do. */
  async handIn(content: string | Uint8Array, name = 'bank.xml'): Promise<BankFileView> {
    // Time goes on between two files, and ids sort by it.
    this.clock.advanceMs(1_000);
    const { id } = await this.intake.receive(name, 'api', [Buffer.from(content)]);
    await this.reading.read(id, new AbortController().signal);
    return this.files.one(id);
  }

  /** The same, and books what is new. */
  async takeIn(content: string | Uint8Array, name?: string): Promise<BankFileView> {
    const file = await this.handIn(content, name);
    await this.book();
    return file;
  }

  book(batchSize?: number): Promise<number> {
    return this.booking.run(new AbortController().signal, batchSize);
  }

  rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.database.asOperator((tx) => tx.query<Row>(sql, parameters));
  }

  /** In the order in which files told them. */
  transactions(): Promise<TransactionRow[]> {
    return this.rows<TransactionRow>(`select ${TRANSACTION_COLUMNS} from bank_transaction t order by t.id`);
  }

  async last(): Promise<TransactionRow> {
    const row = (await this.transactions()).at(-1);
    if (!row) throw new Error('no transaction');
    return row;
  }

  /** A claim in collection with a case of its own, or in the case of another. */
  async addClaim(
    more: {
      readonly principalMinor?: bigint;
      readonly state?: string;
      readonly currency?: Currency;
      readonly caseId?: CaseId;
      readonly charges?: readonly Partial<NewCharge>[];
    } = {},
  ): Promise<BuiltClaim> {
    const { principalMinor = 100_000n, state = 'in-collection', currency = 'NOK', charges = [] } = more;
    const number = (this.#made += 1);
    const claimId = newId<'ClaimId'>(this.clock) as ClaimId;
    const caseId = more.caseId ?? (newId<'CaseId'>(this.clock) as CaseId);
    const digits = `7${String(number).padStart(8, '0')}`;
    const kid = digits + mod10Digit(digits);
    const invoiceNumber = `F2026-${number}`;
    const now = this.clock.now();
    await this.database.asCreditor(this.creditorId, async (tx) => {
      await tx.query(
        `insert into claim (creditor_id, id, connection_id, ledger_item_id, ledger_debtor_id, invoice_number, invoiced_on,
           due_on, currency, principal_minor, paid_minor, credited_minor, written_off_minor, outstanding_minor,
           overpaid_minor, payment_reference, state, last_event, last_message, created_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, '2026-01-10', '2026-02-20', $7, $8, 0, 0, 0, $8, 0, $9, $10, 0, 1, $11, $11)`,
        [
          this.creditorId,
          claimId,
          this.connectionId,
          `I${number}`,
          `D${number}`,
          invoiceNumber,
          currency,
          principalMinor,
          kid,
          state,
          now,
        ],
      );
      await tx.query(
        `insert into outbox_message (creditor_id, claim_id, connection_id, sequence, kind, payload, state, attempts, not_before)
         values ($1, $2, $3, 1, 'hand-over', '{}', 'sent', 1, $4)`,
        [this.creditorId, claimId, this.connectionId, now],
      );
      if (more.caseId === undefined) {
        const debtorId = newId(this.clock);
        await tx.query(
          `insert into case_debtor (creditor_id, id, connection_id, ledger_debtor_id, kind, standing, name, language, address,
             contact_points, circumstances, history, kept_by_hand, changed_at)
           values ($1, $2, $3, $4, 'person', 'consumer', 'Prøve Testesen', 'nb', null, '[]', '{}', 'new', false, $5)`,
          [this.creditorId, debtorId, this.connectionId, `D${number}`, now],
        );
        await tx.query(
          `insert into debt_case (creditor_id, id, reference, connection_id, ledger_debtor_id, debtor_id, currency, state,
             opened_on, opened_at, decided_revision, principal_minor, interest_minor, costs_minor, court_minor, overpaid_minor,
             last_event, revision)
           values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, 0, $10, 0, 0, 0, 0, 0, 1)`,
          [
            this.creditorId,
            caseId,
            `K-${String(number).padStart(15, '0')}`,
            this.connectionId,
            `D${number}`,
            debtorId,
            currency,
            this.today,
            now,
            principalMinor,
          ],
        );
      }
      await tx.query(
        `insert into case_claim (creditor_id, claim_id, case_id, reference, invoice_number, invoiced_on, due_on,
           payment_reference, principal_minor, reduced_before_minor, outstanding_minor, state, last_message, followed_revision,
           joined_at)
         values ($1, $2, $3, $4, $5, '2026-01-10', '2026-02-20', $6, $7, 0, $7, $8, 1, 0, $9)`,
        [
          this.creditorId,
          claimId,
          caseId,
          `K-${String(number).padStart(15, '0')}`,
          invoiceNumber,
          kid,
          principalMinor,
          state === 'in-collection' ? 'open' : 'withdrawn',
          now,
        ],
      );
      const usual = {
        entry: 'charge',
        part: 'costs',
        kind: 'demand-fee',
        rule: {},
        actor: 'system',
      } as const;
      await this.cases.book.charge(
        tx,
        charges.map((charge) => ({
          ...usual,
          caseId,
          claimId,
          amountMinor: 3_800n,
          chargedOn: this.today,
          ...charge,
        })),
      );
    });
    return { claimId, caseId, kid, invoiceNumber };
  }

  claim(claimId: ClaimId): ReturnType<ClaimBook['lock']> {
    return this.database.asCreditor(this.creditorId, (tx) => this.claims.lock(tx, claimId));
  }

  /** What the journal has on an account, credit as a positive figure but for the bank's. */
  async balance(kind: string): Promise<bigint> {
    const [row] = await this.rows<{ minor: bigint }>(
      `select coalesce(sum(amount_minor), 0)::bigint as minor from client_money_line where kind = $1`,
      [kind],
    );
    const minor = row?.minor ?? 0n;
    return ['bank', 'unexplained', 'advanced'].includes(kind) ? minor : -minor;
  }

  async #fill(): Promise<void> {
    const { creditorId, connectionId } = this;
    const now = this.clock.now();
    await this.database.asCreditor(creditorId, async (tx) => {
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
        `insert into connection (creditor_id, id, grant_id, connector_key, company_key, company_name, state,
           write_back_target, created_at) values ($1, $2, $3, 'fake', 'c1', 'Granly Bygg AS', 'active', '{"type":"1"}', $4)`,
        [creditorId, connectionId, newId(this.clock), now],
      );
    });
    const account = await this.accounts.add(
      { kind: 'iban', number: IBAN, currency: 'NOK', name: 'Client account' },
      WHO,
    );
    await this.database.asOperator((tx) =>
      this.payingAccounts.put(
        tx,
        {
          id: account.id,
          place: account.number,
          currency: 'NOK',
          country: 'NO',
          holderName: 'Nordlys Inkasso AS',
          numberKind: 'iban',
          number: IBAN,
          bic: 'DNBANOKK',
          customerId: 'NORDLYS',
          messageVersion: 'pain.001.001.09',
          approveFromMinor: null,
        },
        WHO,
      ),
    );
  }
}

export const DAY = localDate('2026-03-02');
