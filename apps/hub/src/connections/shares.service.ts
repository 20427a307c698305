import type { CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Actor } from '../audit/actor.js';
import { creditorNotFound } from './connection-problems.js';
import type { ShareHolder } from './creditor.entity.js';

/** Whose the money is that a debtor pays beside the principal. Collection costs are always the collector's. */
export interface CreditorShares {
  readonly interestTo: ShareHolder;
  /** Fees that the creditor charged itself before the hand-over. */
  readonly ownFeesTo: ShareHolder;
}

/** A creditor's agreement with the collector about interest and fees. It holds for what is planned from now on. */
@Injectable()
export class SharesService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** @throws ProblemError when there is no such creditor */
  current(creditorId: CreditorId): Promise<CreditorShares> {
    return this.database.asCreditor(creditorId, (tx) => this.read(tx, creditorId));
  }

  /** @throws ProblemError when there is no such creditor */
  async read(tx: Transaction, creditorId: CreditorId, forUpdate = false): Promise<CreditorShares> {
    const [row] = await tx.query<CreditorShares>(
      `select interest_to as "interestTo", own_fees_to as "ownFeesTo" from creditor where creditor_id = $1
       ${forUpdate ? 'for update' : ''}`,
      [creditorId],
    );
    if (!row) throw creditorNotFound(creditorId);
    return row;
  }

  /** @throws ProblemError when there is no such creditor */
  change(creditorId: CreditorId, shares: CreditorShares, actor: Actor): Promise<CreditorShares> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const before = await this.read(tx, creditorId, true);
      const { interestTo, ownFeesTo } = shares;
      if (before.interestTo === interestTo && before.ownFeesTo === ownFeesTo) return before;
      await tx.query(`update creditor set interest_to = $2, own_fees_to = $3 where creditor_id = $1`, [
        creditorId,
        interestTo,
        ownFeesTo,
      ]);
      await this.audit.record(tx, {
        actor,
        action: 'shares.changed',
        subject: { kind: 'creditor', id: creditorId },
        detail: { from: { ...before }, to: { interestTo, ownFeesTo } },
        creditorId,
      });
      return { interestTo, ownFeesTo };
    });
  }
}
