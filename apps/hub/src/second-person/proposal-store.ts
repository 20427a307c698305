import type { ConnectionId, CreditorId, JsonObject } from '@app/domain';
import { type Actor, actorText } from '../audit/actor.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { ProposalEntity } from './proposal.entity.js';
import type { ProposalKind, ProposalState } from './subjects.js';

export type Proposal = Readonly<ProposalEntity>;

/** What is asked for, as the feature that would carry it out writes it down. */
export interface ProposedChange {
  readonly kind: ProposalKind;
  readonly connectionId?: ConnectionId;
  /** What is carried out: checked, and without words about people. */
  readonly payload: JsonObject;
  /** What the second person is shown. */
  readonly shown: Shown;
  /** What it rests on. */
  readonly basis: string;
}

/** From what to what, or which claims. Texts as the API tells them; null where there is or was nothing. */
export interface Shown {
  readonly changes?: readonly ShownChange[];
  readonly claims?: ShownClaims;
  /** What the person who asked wrote. */
  readonly why?: string;
}

export interface ShownChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ShownClaims {
  readonly count: number;
  /** Outstanding when it was asked, by currency. */
  readonly sums: readonly ShownSum[];
  readonly invoiceNumbers: readonly string[];
}

export interface ShownSum {
  readonly amount: string;
  readonly currency: string;
}

export interface ProposalFilter {
  readonly open?: boolean;
  readonly after?: string;
  readonly limit: number;
}

/**
 * A query for the ids, as text, of claims that wait for a second person: they need no other approval.
 * @param creditor SQL that tells whose. Example: `$1`
 */
export function claimsAskedFor(creditor: string): string {
  return `select jsonb_array_elements_text(asked.payload -> 'claimIds') from proposal asked
    where asked.creditor_id = ${creditor} and asked.state = 'open' and asked.kind = 'hand-over'`;
}

/** Newest first. */
export function listProposals(
  tx: Transaction,
  creditorId: CreditorId,
  { open, after, limit }: ProposalFilter,
): Promise<Proposal[]> {
  return tx.query<Proposal>(LIST, [creditorId, open ?? null, after ?? null, limit]);
}

export function openProposals(
  tx: Transaction,
  creditorId: CreditorId,
  kind?: ProposalKind,
): Promise<Proposal[]> {
  return tx.query<Proposal>(OPEN, [creditorId, kind ?? null]);
}

export async function readProposal(
  tx: Transaction,
  creditorId: CreditorId,
  id: string,
): Promise<Proposal | undefined> {
  const [row] = await tx.query<Proposal>(ONE, [creditorId, id]);
  return row;
}

/** As `readProposal`, and nobody else decides it until the transaction ends. */
export async function lockProposal(
  tx: Transaction,
  creditorId: CreditorId,
  id: string,
): Promise<Proposal | undefined> {
  const [row] = await tx.query<Proposal>(LOCK, [creditorId, id]);
  return row;
}

export async function addProposal(
  tx: Transaction,
  creditorId: CreditorId,
  id: string,
  change: ProposedChange,
  asked: { readonly by: Actor; readonly at: Date },
): Promise<Proposal> {
  const { kind, connectionId, payload, shown, basis } = change;
  const { by, at } = asked;
  await tx.query(ADD, [
    creditorId,
    id,
    kind,
    connectionId ?? null,
    JSON.stringify(payload),
    JSON.stringify(shown),
    basis,
    actorText(by),
    at,
    by.kind === 'user' ? by.id : null,
  ]);
  const added = await readProposal(tx, creditorId, id);
  if (!added) throw new Error('A proposal is gone that was just stored.');
  return added;
}

export async function keepFirstPerson(
  tx: Transaction,
  { creditorId, id }: Pick<Proposal, 'creditorId' | 'id'>,
  userId: string,
): Promise<void> {
  await tx.query('update proposal set first_person = $3 where creditor_id = $1 and id = $2', [
    creditorId,
    id,
    userId,
  ]);
}

export interface ProposalEnd {
  readonly state: Exclude<ProposalState, 'open'>;
  readonly by: Actor;
  readonly at: Date;
  readonly reason?: string;
  readonly outcome?: JsonObject;
}

export async function endProposal(
  tx: Transaction,
  { creditorId, id }: Pick<Proposal, 'creditorId' | 'id'>,
  { state, by, at, reason, outcome }: ProposalEnd,
): Promise<void> {
  await tx.query(END, [
    creditorId,
    id,
    state,
    actorText(by),
    at,
    reason ?? null,
    outcome === undefined ? null : JSON.stringify(outcome),
  ]);
}

const SELECT = `
  select creditor_id as "creditorId", id, kind, connection_id as "connectionId", payload, shown, basis, state,
    asked_by as "askedBy", asked_at as "askedAt", first_person as "firstPerson", ended_by as "endedBy",
    ended_at as "endedAt", reason, outcome
  from proposal where creditor_id = $1`;

const LIST = prepared(`${SELECT}
  and ($2::boolean is null or (state = 'open') = $2) and ($3::uuid is null or id < $3) order by id desc limit $4`);
const OPEN = prepared(`${SELECT} and state = 'open' and ($2::text is null or kind = $2) order by id`);
const ONE = prepared(`${SELECT} and id = $2`);
const LOCK = prepared(`${SELECT} and id = $2 for update`);
const ADD = prepared(`
  insert into proposal (creditor_id, id, kind, connection_id, payload, shown, basis, state, asked_by, asked_at, first_person)
  values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10)`);
const END = prepared(`
  update proposal set state = $3, ended_by = $4, ended_at = $5, reason = $6, outcome = $7
  where creditor_id = $1 and id = $2`);
