import {
  type ClaimId,
  type ClaimState,
  type Clock,
  type CreditorId,
  type JsonObject,
  localDateAt,
  newId,
  parseMoney,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../api/problem-error.js';
import { CLOCK } from '../config/clock.js';
import { currentActor } from '../audit/actor.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { AuditLog } from '../audit/audit-log.js';
import { type Claim, ClaimBook } from './claim-book.js';
import { ClaimNotFoundError } from './claim-errors.js';
import { CLAIM_COLUMNS, CLAIM_REASON, UNDO_UNTIL } from './claim-row.js';

export interface ClaimFilter {
  readonly state?: ClaimState;
  readonly held?: boolean;
  readonly after?: string;
  readonly limit: number;
}

export interface ClaimEvent {
  readonly sequence: number;
  readonly kind: string;
  readonly detail: JsonObject;
  readonly actor: string;
  readonly at: Date;
}

/** A claim, and why it is one. */
export interface ExplainedClaim extends Claim {
  readonly reason: JsonObject;
  readonly undoUntil: Date | null;
}

const HISTORY_MAX = 1_000;

/** What people do with claims: look, withdraw, pause, resume, write off. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly database: Database,
    private readonly book: ClaimBook,
    private readonly creditors: CreditorReader,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId, filter: ClaimFilter): Promise<ExplainedClaim[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<ExplainedClaim>(
        `select ${CLAIM_COLUMNS}, ${CLAIM_REASON}, ${UNDO_UNTIL} from claim c
         where c.creditor_id = $1 and ($2::text is null or c.state = $2)
           and ($3::boolean is null or (c.hold_reason is not null) = $3)
           and ($4::uuid is null or c.id > $4)
         order by c.id limit $5`,
        [creditorId, filter.state ?? null, filter.held ?? null, filter.after ?? null, filter.limit],
      ),
    );
  }

  /** @throws ProblemError claim-not-found */
  async get(
    creditorId: CreditorId,
    claimId: ClaimId,
  ): Promise<{ claim: ExplainedClaim; history: ClaimEvent[] }> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const [claim] = await tx.query<ExplainedClaim>(
        `select ${CLAIM_COLUMNS}, ${CLAIM_REASON}, ${UNDO_UNTIL} from claim c where c.creditor_id = $1 and c.id = $2`,
        [creditorId, claimId],
      );
      if (!claim) throw claimNotFound(claimId);
      const history = await tx.query<ClaimEvent>(
        `select sequence, kind, detail, actor, at from claim_event
         where creditor_id = $1 and claim_id = $2 order by sequence limit $3`,
        [creditorId, claimId, HISTORY_MAX],
      );
      return { claim, history };
    });
  }

  withdraw(creditorId: CreditorId, claimId: ClaimId, reason: string): Promise<ExplainedClaim> {
    return this.#change(creditorId, claimId, 'claim.withdrawn', { reason }, async (tx, claim) => {
      if (claim.state === 'withdrawn') return claim;
      if (claim.state === 'closed') throw wrongState(claim, 'be withdrawn: nothing is outstanding');
      const recalled = await this.book.recall(tx, claim, reason);
      return this.book.move(tx, recalled, 'withdrawn', { reason }, currentActor().id);
    });
  }

  /** Undoes a withdrawal: the claim is proposed again and needs approval. */
  reinstate(creditorId: CreditorId, claimId: ClaimId, reason: string): Promise<ExplainedClaim> {
    return this.#change(creditorId, claimId, 'claim.reinstated', { reason }, async (tx, claim) => {
      if (claim.state !== 'withdrawn' && claim.state !== 'rejected') throw wrongState(claim, 'be reinstated');
      if (claim.outstandingMinor === 0n) throw wrongState(claim, 'be reinstated: nothing is outstanding');
      return this.book.move(tx, claim, 'proposed', { reason }, currentActor().id);
    });
  }

  pause(creditorId: CreditorId, claimId: ClaimId, reason: string): Promise<ExplainedClaim> {
    return this.#change(creditorId, claimId, 'claim.paused', { reason }, (tx, claim) =>
      this.book.hold(tx, claim, 'paused-by-creditor', reason, currentActor().id),
    );
  }

  /** Ends whatever holds the claim: a person has looked at it. */
  resume(creditorId: CreditorId, claimId: ClaimId, reason: string): Promise<ExplainedClaim> {
    return this.#change(creditorId, claimId, 'claim.resumed', { reason }, async (tx, claim) => {
      const released = await this.book.release(tx, claim, currentActor().id);
      return released;
    });
  }

  /** Gives up a part of the claim for good. @throws ProblemError when it is more than is outstanding */
  writeOff(
    creditorId: CreditorId,
    claimId: ClaimId,
    amount: string,
    reason: string,
  ): Promise<ExplainedClaim> {
    return this.#change(creditorId, claimId, 'claim.written-off', { amount, reason }, async (tx, claim) => {
      const { minor } = parseMoney(amount, claim.currency);
      if (minor <= 0n || minor > claim.outstandingMinor) throw tooMuch(claim);
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      await this.book.addMovement(tx, claim, {
        source: 'creditor',
        sourceId: newId(this.clock),
        kind: 'written-off',
        amountMinor: minor,
        occurredOn: localDateAt(this.clock.now(), creditor.country),
      });
      return this.book.recount(tx, claim, { actor: currentActor().id, byPipeline: false, note: reason });
    });
  }

  #change(
    creditorId: CreditorId,
    claimId: ClaimId,
    action: string,
    detail: JsonObject,
    work: (tx: Transaction, claim: Claim) => Promise<Claim>,
  ): Promise<ExplainedClaim> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const claim = await this.#lock(tx, claimId);
      const changed = await work(tx, claim);
      await this.#audit(tx, claim, action, detail);
      const [more] = await tx.query<Pick<ExplainedClaim, 'reason' | 'undoUntil'>>(
        `select ${CLAIM_REASON}, ${UNDO_UNTIL} from claim c where c.creditor_id = $1 and c.id = $2`,
        [creditorId, claimId],
      );
      return { ...changed, reason: more?.reason ?? {}, undoUntil: more?.undoUntil ?? null };
    });
  }

  async #lock(tx: Transaction, claimId: ClaimId): Promise<Claim> {
    try {
      return await this.book.lock(tx, claimId);
    } catch (error) {
      throw error instanceof ClaimNotFoundError ? claimNotFound(claimId) : error;
    }
  }

  #audit(tx: Transaction, claim: Claim, action: string, detail: JsonObject): Promise<void> {
    return this.audit.record(tx, {
      actor: currentActor(),
      action,
      subject: { kind: 'claim', id: claim.id },
      detail,
    });
  }
}

export function claimNotFound(id: ClaimId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'claim-not-found',
    title: 'There is no such claim.',
    cause: `This creditor has no claim ${id}.`,
    consequence: 'Nothing was read or changed.',
    remedy: "Take the claim from the creditor's list of claims.",
  });
}

function wrongState(claim: Claim, what: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'claim-state',
    title: 'The claim is in another state.',
    cause: `A claim that is ${claim.state} cannot ${what}.`,
    consequence: 'Nothing was changed.',
    remedy: 'Read the claim again and choose what its state allows.',
  });
}

function tooMuch(claim: Claim): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'amount-out-of-range',
    title: 'The amount does not fit the claim.',
    cause: 'A write-off must be more than nothing and at most what is outstanding.',
    consequence: `Nothing was written off; claim ${claim.id} is unchanged.`,
    remedy: 'Read what is outstanding and give a smaller amount.',
  });
}
