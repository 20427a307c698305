import type { ClaimId, CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { currentActor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { inOneOrder } from './claim-approvals.js';
import { type Claim, ClaimBook } from './claim-book.js';
import { ClaimNotFoundError } from './claim-errors.js';
import { cancelHandOver } from './waiting-hand-over.js';

export const UNDO_OUTCOMES = ['undone', 'unchanged', 'refused'] as const;
export type UndoOutcome = (typeof UNDO_OUTCOMES)[number];

/**
 * - `not-found`: this creditor has no such claim
 * - `handed-over`: the pipeline has it
 * - `leaving`: its hand-over is on its way, and may have arrived
 * - `other-state`: it is neither approved nor waits for approval
 */
export const UNDO_REFUSALS = ['not-found', 'handed-over', 'leaving', 'other-state'] as const;
export type UndoRefusal = (typeof UNDO_REFUSALS)[number];

export interface UndoResult {
  readonly claimId: ClaimId;
  readonly outcome: UndoOutcome;
  readonly refusal?: UndoRefusal;
  /** Of a refusal, in a sentence. */
  readonly reason?: string;
}

/**
 * Thinking better of an approval before its hand-over leaves. It takes one person, also where approving takes two: it
 * stops what costs the debtor something. One that is too late keeps the others from nothing.
 */
@Injectable()
export class ApprovalUndo {
  constructor(
    private readonly database: Database,
    private readonly book: ClaimBook,
    private readonly audit: AuditLog,
  ) {}

  /** Takes approved claims back to `proposed`. Asking again changes nothing. */
  undo(creditorId: CreditorId, claimIds: readonly ClaimId[]): Promise<UndoResult[]> {
    return this.database.asCreditor(creditorId, async (tx) => {
      // All claims before any message: a hand-over that begins meanwhile takes them in this order, too.
      const locked: { readonly claimId: ClaimId; readonly claim: Claim | undefined }[] = [];
      for (const claimId of inOneOrder(claimIds))
        locked.push({ claimId, claim: await this.#lock(tx, claimId) });
      const results: UndoResult[] = [];
      for (const { claimId, claim } of locked) results.push(await this.#undoOne(tx, claimId, claim));
      return results;
    });
  }

  async #lock(tx: Transaction, claimId: ClaimId): Promise<Claim | undefined> {
    try {
      return await this.book.lock(tx, claimId);
    } catch (error) {
      if (error instanceof ClaimNotFoundError) return undefined;
      throw error;
    }
  }

  async #undoOne(tx: Transaction, claimId: ClaimId, claim: Claim | undefined): Promise<UndoResult> {
    if (!claim) return refused(claimId, 'not-found', 'There is no such claim.');
    if (claim.state === 'proposed') return { claimId, outcome: 'unchanged' };
    if (claim.state === 'in-collection')
      return refused(claimId, 'handed-over', 'The claim has been handed over. Withdraw it instead.');
    if (claim.state !== 'approved') return refused(claimId, 'other-state', `The claim is ${claim.state}.`);
    if (!(await cancelHandOver(tx, claim, 'the approval was undone')))
      return refused(claimId, 'leaving', 'The claim is on its way to collection. Withdraw it instead.');
    const actor = currentActor();
    await this.book.move(tx, claim, 'proposed', { undone: 'approval' }, actor.id);
    await this.audit.record(tx, {
      actor,
      action: 'claim.approval-undone',
      subject: { kind: 'claim', id: claimId },
    });
    return { claimId, outcome: 'undone' };
  }
}

function refused(claimId: ClaimId, refusal: UndoRefusal, reason: string): UndoResult {
  return { claimId, outcome: 'refused', refusal, reason };
}
