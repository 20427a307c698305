import type { JsonObject } from '@app/domain';
import type { AccountOwner } from '../client-money/owner.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { PayingAccountEntity } from './paying-account.entity.js';
import {
  endToEndIdOf,
  isEndToEndId,
  type Payee,
  type PaymentReference,
  type Payout,
  type PayoutState,
} from './payout.js';

interface PayoutRow extends Omit<Payout, 'to' | 'reference'> {
  readonly to: JsonObject;
  readonly reference: JsonObject;
}

const COLUMNS = `
  creditor_id as owner, id, key, end_to_end_id as "endToEndId", from_kind as "from", purpose, amount_minor as minor,
  currency, bank_account_id as "bankAccountId", place,
  jsonb_build_object('name', to_name, 'kind', to_kind, 'number', to_number) as "to",
  jsonb_build_object('kind', reference_kind, 'value', reference) as reference,
  claim_id as "claimId", case_id as "caseId", transaction_id as "transactionId", execute_on as "executeOn", state,
  state_at as "stateAt", reason, file_id as "fileId", seen_transaction_id as "seenTransactionId", created_at as "createdAt"`;

const BY_KEY = prepared(`select ${COLUMNS} from payout where creditor_id = $1 and key = $2`);
const BY_END_TO_END = prepared(`select ${COLUMNS} from payout where end_to_end_id = $1 for update`);
const ACCOUNT = prepared(`
  select id, place, currency, country, holder_name as "holderName", number_kind as "numberKind", number, bic,
    customer_id as "customerId", message_version as "messageVersion", approve_from_minor as "approveFromMinor",
    changed_at as "changedAt"
  from paying_account where id = $1`);

const INSERT = prepared(`
  insert into payout (creditor_id, id, key, end_to_end_id, purpose, from_kind, amount_minor, currency, bank_account_id,
    place, to_name, to_kind, to_number, reference_kind, reference, claim_id, case_id, transaction_id, execute_on, state,
    state_at, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21, $22)`);

const MOVE = prepared(`
  update payout set state = $3, state_at = $4, reason = $5, seen_transaction_id = $6
  where creditor_id = $1 and id = $2`);

export async function payoutByKey(
  tx: Transaction,
  owner: AccountOwner,
  key: string,
): Promise<Payout | undefined> {
  return payoutOf((await tx.query<PayoutRow>(BY_KEY, [owner, key]))[0]);
}

/** Locks it. Found by the id that the bank knows, which is made of its own: whose it is need not be known. */
export function payoutById(tx: Transaction, id: string): Promise<Payout | undefined> {
  return payoutByEndToEndId(tx, endToEndIdOf(id));
}

/** Locks it. Banks write the id in capitals or as it was sent. */
export async function payoutByEndToEndId(tx: Transaction, endToEndId: string): Promise<Payout | undefined> {
  return payoutOf((await tx.query<PayoutRow>(BY_END_TO_END, [endToEndId.trim().toUpperCase()]))[0]);
}

/** Those of the ids, as they were given, that orders have. Locks nothing. */
export async function knownEndToEndIds(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const ours = new Map(
    ids.map((id) => [id, id.trim().toUpperCase()] as const).filter(([, id]) => isEndToEndId(id)),
  );
  if (ours.size === 0) return [];
  const rows = await tx.query<{ id: string }>(
    'select end_to_end_id as id from payout where end_to_end_id = any($1::text[])',
    [[...new Set(ours.values())]],
  );
  const found = new Set(rows.map(({ id }) => id));
  return [...ours].flatMap(([given, id]) => (found.has(id) ? [given] : []));
}

/** Rows of a condition over `payout`, oldest first; the caller bounds them. */
export async function payoutsWhere(
  tx: Transaction,
  condition: string,
  parameters: readonly unknown[],
): Promise<Payout[]> {
  const rows = await tx.query<PayoutRow>(`select ${COLUMNS} from payout where ${condition}`, parameters);
  return rows.flatMap((row) => payoutOf(row) ?? []);
}

export async function insertPayout(tx: Transaction, payout: Payout, by: string): Promise<void> {
  const { to, reference } = payout;
  const ids: unknown[] = [
    payout.owner,
    payout.id,
    payout.key,
    payout.endToEndId,
    payout.purpose,
    payout.from,
  ];
  const money = [payout.minor, payout.currency, payout.bankAccountId, payout.place];
  const target = [to.name, to.kind, to.number, reference.kind, reference.value];
  const about = [payout.claimId, payout.caseId, payout.transactionId, payout.executeOn, payout.state];
  await tx.query(INSERT, ids.concat(money, target, about, [payout.createdAt, by]));
}

export async function movePayout(
  tx: Transaction,
  payout: Payout,
  to: {
    readonly state: PayoutState;
    readonly at: Date;
    readonly reason?: string;
    readonly seenTransactionId?: string;
  },
): Promise<Payout> {
  const { state, at, reason = null, seenTransactionId = null } = to;
  await tx.query(MOVE, [payout.owner, payout.id, state, at, reason, seenTransactionId]);
  return { ...payout, state, stateAt: at, reason, seenTransactionId };
}

export async function payingAccount(tx: Transaction, id: string): Promise<PayingAccountEntity | undefined> {
  return (await tx.query<PayingAccountEntity>(ACCOUNT, [id]))[0];
}

function payoutOf(row: PayoutRow | undefined): Payout | undefined {
  if (!row) return undefined;
  return { ...row, to: row.to as unknown as Payee, reference: row.reference as unknown as PaymentReference };
}
