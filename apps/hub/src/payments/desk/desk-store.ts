import type { BankTransactionId, ClaimId, CreditorId, Currency, LocalDate } from '@app/domain';
import { idArray } from '../../database/id-array.js';
import { prepared, type PreparedStatement, type Transaction } from '../../database/transaction.js';
import type { BankTransactionState } from '../transactions/states.js';
import { TRANSACTION_COLUMNS, type TransactionRow } from '../transactions/transaction-row.js';

export type DeskRow = TransactionRow & {
  /** The account's number and what the office calls it; null while nobody has added it. */
  readonly place: string | null;
  readonly accountName: string | null;
};

export interface DeskFilter {
  readonly state: BankTransactionState;
  readonly reason?: string;
  readonly fileId?: string;
  readonly after?: BankTransactionId;
  readonly limit: number;
}

/** A claim that a payment may be for, as a person wants to see it. */
export interface ProposedClaim {
  readonly claimId: ClaimId;
  readonly creditorId: CreditorId;
  readonly creditorName: string;
  readonly invoiceNumber: string;
  readonly paymentReference: string | null;
  readonly state: string;
  readonly currency: Currency;
  readonly outstandingMinor: bigint;
  readonly agencyId: string | null;
}

export interface AllocationView {
  readonly creditorId: CreditorId;
  readonly settlementId: string;
  readonly claimId: ClaimId;
  readonly minor: bigint;
  readonly receivedOn: LocalDate;
  readonly actor: string;
  readonly undoneById: string | null;
}

export function readDesk(tx: Transaction, filter: DeskFilter): Promise<DeskRow[]> {
  return tx.query<DeskRow>(listOf(filter.state), [
    filter.state,
    filter.reason ?? null,
    filter.fileId ?? null,
    filter.after ?? null,
    filter.limit,
  ]);
}

export async function readTransaction(tx: Transaction, id: BankTransactionId): Promise<DeskRow | undefined> {
  const [row] = await tx.query<DeskRow>(ONE, [id]);
  return row;
}

/** Locked until the end of the transaction, so that two people never decide about the same money. */
export async function lockTransaction(tx: Transaction, id: BankTransactionId): Promise<DeskRow | undefined> {
  const [row] = await tx.query<DeskRow>(`${ONE.text} for update of t`, [id]);
  return row;
}

export function readClaims(tx: Transaction, claimIds: readonly string[]): Promise<ProposedClaim[]> {
  if (claimIds.length === 0) return Promise.resolve([]);
  return tx.query<ProposedClaim>(CLAIMS, [idArray(claimIds)]);
}

export function readAllocations(tx: Transaction, id: BankTransactionId): Promise<AllocationView[]> {
  return tx.query<AllocationView>(ALLOCATIONS, [id]);
}

const FROM = `
  select ${TRANSACTION_COLUMNS}, a.number as place, a.name as "accountName"
  from bank_transaction t left join collector_account a on a.key = t.account_key`;

/** By the index that holds those of the state, where there is one: hardly any of all are `new`, or wait for a person. */
function listOf(state: BankTransactionState): PreparedStatement {
  if (state === 'new') return QUEUED;
  return state === 'allocated' || state === 'duplicate' ? DONE : STANDING;
}

const list = (which: string): PreparedStatement =>
  prepared(`${FROM}
  where ${which} and ($2::text is null or t.reason = $2) and ($3::uuid is null or t.file_id = $3)
    and ($4::uuid is null or t.id > $4)
  order by t.id limit $5`);

const STANDING = list('t.desk_state = $1');
const DONE = list('t.state = $1');
const QUEUED = list('t.state = $1 and t.id in (select q.id from bank_transaction_queue q)');

const ONE = prepared(`${FROM} where t.id = $1`);

const CLAIMS = prepared(`
  select c.id as "claimId", c.creditor_id as "creditorId", r.name as "creditorName", c.invoice_number as "invoiceNumber",
    c.payment_reference as "paymentReference", c.state, c.currency, c.outstanding_minor as "outstandingMinor",
    c.agency_id as "agencyId"
  from claim c join creditor r on r.creditor_id = c.creditor_id where c.id = any($1::uuid[]) order by c.id limit 1000`);

const ALLOCATIONS = prepared(`
  select creditor_id as "creditorId", settlement_id as "settlementId", claim_id as "claimId", minor, received_on as "receivedOn",
    actor, undone_by_id as "undoneById"
  from payment_allocation where transaction_id = $1 order by created_at, settlement_id limit 1000`);
