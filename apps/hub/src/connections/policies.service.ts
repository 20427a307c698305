import type { Clock, CreditorId } from '@app/domain';
import type { CreditorPolicy } from '@app/mapping';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Actor } from './actor.js';
import { creditorNotFound } from './connection-problems.js';
import { CreditorReader } from './creditor-reader.js';
import { minimumMinorText, type PolicyChoice, samePolicy } from './policy-row.js';

/** A creditor's rules. A change is a new version; older ones stay, since decisions name the version they rest on. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError when there is no such creditor */
  async current(creditorId: CreditorId): Promise<CreditorPolicy> {
    const { policy } = await this.database.asCreditor(creditorId, (tx) =>
      this.creditors.ofCreditor(tx, creditorId),
    );
    return policy;
  }

  /**
   * Puts the rules in force from now on; the same rules again change nothing.
   * @throws ProblemError when there is no such creditor
   */
  change(creditorId: CreditorId, choice: PolicyChoice, actor: Actor): Promise<CreditorPolicy> {
    return this.database.asCreditor(creditorId, async (tx) => {
      // Two changes at once become two versions, one after the other.
      const found = await tx.query(`select 1 from creditor where creditor_id = $1 for update`, [creditorId]);
      if (found.length === 0) throw creditorNotFound(creditorId);
      const { policy } = await this.creditors.ofCreditor(tx, creditorId);
      if (samePolicy(policy, choice)) return policy;
      return this.add(tx, creditorId, { ...choice, version: policy.version + 1 }, actor);
    });
  }

  /** Stores a version, in the caller's transaction. */
  async add(
    tx: Transaction,
    creditorId: CreditorId,
    policy: CreditorPolicy,
    actor: Actor,
  ): Promise<CreditorPolicy> {
    const minimumMinor = minimumMinorText(policy.minimumMinor);
    await tx.query(
      `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on,
         excluded_customer_numbers, approval, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        creditorId,
        policy.version,
        policy.graceDays,
        JSON.stringify(minimumMinor),
        policy.startOn,
        policy.excludedCustomerNumbers,
        policy.approval,
        this.clock.now(),
        `${actor.kind}:${actor.id}`,
      ],
    );
    const { version, graceDays, startOn, approval } = policy;
    const excludedCount = policy.excludedCustomerNumbers.length;
    await this.audit.record(tx, {
      actor,
      action: 'policy.changed',
      subject: { kind: 'creditor', id: creditorId },
      // Customer numbers may name persons: only how many there are.
      detail: { version, graceDays, minimumMinor, startOn, approval, excludedCount },
      creditorId,
    });
    return policy;
  }
}
