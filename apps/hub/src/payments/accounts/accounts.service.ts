import { isIban, isGiroNumber, isNorwegianAccount } from '@app/bank-files';
import { type Clock, type CollectorAccountId, localDateAt, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../../api/problem-error.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CLOCK } from '../../config/clock.js';
import type { Actor } from '../../audit/actor.js';
import { Database, databaseErrorCode } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { PAYMENT_BOOKING_QUEUE, THE_ONE } from '../files/file-queues.js';
import { accountKey } from './account-key.js';
import type { CollectorAccountEntity } from './collector-account.entity.js';

export type CollectorAccount = Readonly<CollectorAccountEntity>;
export type NewAccount = Pick<CollectorAccount, 'kind' | 'number' | 'currency' | 'name'>;

const UNIQUE_VIOLATION = '23505';
const ACCOUNTS_MAX = 1_000;

/** The collector's client accounts at the bank. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Adds an account. Money on it that files told before is booked from now on. The same again is answered as the first time.
   * @throws ProblemError 422 wrong check digits; 409 the account was added otherwise
   */
  async add(account: NewAccount, actor: Actor): Promise<CollectorAccount> {
    const number = account.number.replaceAll(/[\s.-]/g, '').toUpperCase();
    assertNumber(account.kind, number);
    const key = accountKey({ kind: account.kind, number });
    const add = (): Promise<CollectorAccount> =>
      this.database.asOperator((tx) => this.#add(tx, { ...account, number }, key, actor));
    return add().catch((error: unknown) => {
      // Somebody added the same in this moment: it is there to be compared now.
      if (databaseErrorCode(error) === UNIQUE_VIOLATION) return add();
      throw error;
    });
  }

  list(): Promise<CollectorAccount[]> {
    return this.database.asOperator((tx) =>
      tx.query<CollectorAccount>(
        `select id, key, kind, number, currency, name, created_at as "createdAt" from collector_account
         order by created_at, id limit ${ACCOUNTS_MAX}`,
      ),
    );
  }

  async #add(tx: Transaction, account: NewAccount, key: string, actor: Actor): Promise<CollectorAccount> {
    const { kind, number, currency, name } = account;
    const [known] = await tx.query<CollectorAccount>(
      `select id, key, kind, number, currency, name, created_at as "createdAt" from collector_account where key = $1`,
      [key],
    );
    if (known) {
      if (known.currency === currency) return known;
      throw addedOtherwise(known);
    }
    const row: CollectorAccount = {
      id: newId<'CollectorAccountId'>(this.clock) as CollectorAccountId,
      key,
      kind,
      number,
      currency,
      name,
      createdAt: this.clock.now(),
    };
    await tx.query(
      `insert into collector_account (id, key, kind, number, currency, name, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, key, kind, number, currency, name, row.createdAt],
    );
    const waiting = await tx.query(
      `update bank_transaction set changed_at = $4,
         state = case when booked_on > $3 then 'waiting-day' else 'new' end,
         reason = case when booked_on > $3 then 'future-date' end
       where account_key = $1 and currency = $2 and desk_state = 'waiting-account' returning 1`,
      [key, currency, localDateAt(this.clock.now(), 'NO'), this.clock.now()],
    );
    if (waiting.length > 0) await this.jobs.send(tx, PAYMENT_BOOKING_QUEUE, {}, { singletonKey: THE_ONE });
    await this.audit.record(tx, {
      actor,
      action: 'collector-account.added',
      subject: { kind: 'collector-account', id: row.id },
      detail: { kind, number, currency, waiting: waiting.length },
    });
    return row;
  }
}

function assertNumber(kind: NewAccount['kind'], number: string): void {
  const isRight =
    kind === 'iban'
      ? isIban(number)
      : kind === 'bban'
        ? isNorwegianAccount(number)
        : kind === 'other'
          ? number !== ''
          : isGiroNumber(number, kind);
  if (isRight) return;
  throw new ProblemError({
    status: 422,
    code: 'account-number-unfit',
    title: 'This is no account number.',
    cause: `The check digits of the ${kind} do not hold.`,
    consequence: 'The account was not added.',
    remedy: 'Read the number from the agreement with the bank again.',
    fields: [{ field: 'number', reason: 'fails its check digits' }],
  });
}

function addedOtherwise({ currency }: CollectorAccount): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'account-added-otherwise',
    title: 'This account was added already, in another currency.',
    cause: `The account is kept in ${currency}.`,
    consequence: 'Nothing was changed.',
    remedy: `Send ${currency}. An account of a bank has one currency.`,
    fields: [{ field: 'currency', reason: 'is not the account’s' }],
  });
}
