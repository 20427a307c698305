import {
  type ClaimId,
  type Clock,
  type CreditorId,
  type Currency,
  formatDecimal,
  isUuid,
  type JsonObject,
  money,
} from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { type Actor, currentActor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import {
  openProposals,
  type Proposal,
  type ShownClaims,
  type ShownSum,
} from '../second-person/proposal-store.js';
import { type ProposalHandler, Proposals } from '../second-person/proposals.js';
import { SecondPersonRules } from '../second-person/second-person-rules.js';
import { type Claim, ClaimBook } from './claim-book.js';
import { ClaimNotFoundError } from './claim-errors.js';

export const APPROVAL_OUTCOMES = ['approved', 'unchanged', 'refused', 'awaiting-second-person'] as const;
export type ApprovalOutcome = (typeof APPROVAL_OUTCOMES)[number];

export interface ApprovalResult {
  readonly claimId: ClaimId;
  readonly outcome: ApprovalOutcome;
  /** Of a refusal. */
  readonly reason?: string;
  /** What a second person confirms. */
  readonly proposalId?: string;
  /** Of an approval: until then it can be undone. Absent where it leaves at once. */
  readonly undoUntil?: Date;
}

/** A claim that can be released, or why not. */
type Judged = { readonly claim: Claim } | { readonly result: ApprovalResult };

/** Letting claims go to collection, by one person or by two. One that cannot be released keeps the others from nothing. */
@Injectable()
export class ClaimApprovals implements ProposalHandler, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly book: ClaimBook,
    private readonly audit: AuditLog,
    private readonly rules: SecondPersonRules,
    private readonly proposals: Proposals,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.proposals.handle('hand-over', this);
  }

  /** Releases proposed claims for hand-over; where the creditor wants two persons for that, they wait for the second. */
  async approve(creditorId: CreditorId, claimIds: readonly ClaimId[]): Promise<ApprovalResult[]> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const waits = await this.rules.asks(tx, creditorId, 'hand-over');
      return waits
        ? this.#propose(tx, creditorId, claimIds)
        : this.#release(tx, claimIds, currentActor(), {});
    });
  }

  /** What a claim owes may become less while it waits; the balance is read again before the hand-over. */
  basis(_tx: Transaction, { basis }: Proposal): Promise<string> {
    return Promise.resolve(basis);
  }

  async carryOut(tx: Transaction, proposal: Proposal, actor: Actor): Promise<JsonObject | 'outdated'> {
    const { id: proposalId, askedBy } = proposal;
    const results = await this.#release(tx, claimIdsIn(proposal), actor, { proposalId, askedBy });
    if (results.every(({ outcome }) => outcome !== 'approved')) return 'outdated';
    return { results: results.map(({ undoUntil: _, ...result }) => result) };
  }

  async #release(
    tx: Transaction,
    claimIds: readonly ClaimId[],
    actor: Actor,
    detail: JsonObject,
  ): Promise<ApprovalResult[]> {
    const results: ApprovalResult[] = [];
    for (const claimId of inOneOrder(claimIds)) {
      const judged = await this.#judge(tx, claimId);
      results.push(
        'claim' in judged ? await this.#releaseOne(tx, judged.claim, actor, detail) : judged.result,
      );
    }
    return results;
  }

  async #releaseOne(
    tx: Transaction,
    claim: Claim,
    actor: Actor,
    detail: JsonObject,
  ): Promise<ApprovalResult> {
    const seconds = this.environment.APPROVAL_UNDO_SECONDS;
    const waits = seconds > 0 ? { undoUntil: new Date(this.clock.now().getTime() + seconds * 1_000) } : {};
    const approved = await this.book.move(tx, claim, 'approved', detail, actor.id);
    await this.book.enqueue(tx, approved, 'hand-over', {}, waits.undoUntil);
    await this.audit.record(tx, {
      actor,
      action: 'claim.approved',
      subject: { kind: 'claim', id: claim.id },
      detail,
    });
    return { claimId: claim.id, outcome: 'approved', ...waits };
  }

  /** Those that wait already are not asked for twice. */
  async #propose(
    tx: Transaction,
    creditorId: CreditorId,
    claimIds: readonly ClaimId[],
  ): Promise<ApprovalResult[]> {
    const judged: Judged[] = [];
    for (const claimId of inOneOrder(claimIds)) judged.push(await this.#judge(tx, claimId));
    const waiting = new Map<ClaimId, string>();
    for (const open of await openProposals(tx, creditorId, 'hand-over'))
      for (const claimId of claimIdsIn(open)) waiting.set(claimId, open.id);
    const fresh = judged.flatMap((one) => ('claim' in one && !waiting.has(one.claim.id) ? [one.claim] : []));
    if (fresh.length > 0) {
      const proposal = await this.proposals.propose(tx, creditorId, {
        kind: 'hand-over',
        payload: { claimIds: fresh.map(({ id }) => id) },
        shown: { claims: shownClaims(fresh) },
        basis: '',
      });
      for (const { id } of fresh) waiting.set(id, proposal.id);
    }
    return judged.map((one) => ('claim' in one ? awaiting(one.claim.id, waiting) : one.result));
  }

  async #judge(tx: Transaction, claimId: ClaimId): Promise<Judged> {
    const refused = (reason: string): Judged => ({ result: { claimId, outcome: 'refused', reason } });
    try {
      const claim = await this.book.lock(tx, claimId);
      if (claim.state === 'approved' || claim.state === 'in-collection')
        return { result: { claimId, outcome: 'unchanged' } };
      if (claim.state !== 'proposed') return refused(`The claim is ${claim.state}.`);
      if (claim.holdReason !== null)
        return refused(`The claim is held (${claim.holdReason}). Resume it first.`);
      return { claim };
    } catch (error) {
      if (error instanceof ClaimNotFoundError) return refused('There is no such claim.');
      throw error;
    }
  }
}

/** So that two approvals of the same claims never wait for each other. */
export function inOneOrder(claimIds: readonly ClaimId[]): ClaimId[] {
  return [...new Set(claimIds)].sort();
}

function claimIdsIn({ payload }: Proposal): readonly ClaimId[] {
  const { claimIds } = payload;
  return Array.isArray(claimIds) ? claimIds.filter(isClaimId) : [];
}

const isClaimId = (id: unknown): id is ClaimId => typeof id === 'string' && isUuid(id);

function awaiting(claimId: ClaimId, waiting: ReadonlyMap<ClaimId, string>): ApprovalResult {
  const proposalId = waiting.get(claimId);
  return { claimId, outcome: 'awaiting-second-person', ...(proposalId === undefined ? {} : { proposalId }) };
}

function shownClaims(claims: readonly Claim[]): ShownClaims {
  const invoiceNumbers = claims.map(({ invoiceNumber }) => invoiceNumber).sort();
  return { count: claims.length, sums: sumsOf(claims), invoiceNumbers };
}

/** What is outstanding, by currency. */
function sumsOf(claims: readonly Claim[]): ShownSum[] {
  const sums = new Map<Currency, bigint>();
  for (const { currency, outstandingMinor } of claims)
    sums.set(currency, (sums.get(currency) ?? 0n) + outstandingMinor);
  return [...sums].map(([currency, minor]) => ({ amount: formatDecimal(money(minor, currency)), currency }));
}
