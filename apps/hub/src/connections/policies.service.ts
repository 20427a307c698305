import type { Clock, CreditorId, JsonObject } from '@app/domain';
import type { CreditorPolicy } from '@app/mapping';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Actor } from '../audit/actor.js';
import { creditorNotFound } from './connection-problems.js';
import { CreditorReader } from './creditor-reader.js';
import type { Proposal } from '../second-person/proposal-store.js';
import { type ProposalHandler, Proposals } from '../second-person/proposals.js';
import { SecondPersonRules } from '../second-person/second-person-rules.js';
import { minimumMinorText, type PolicyChoice, samePolicy } from './policy-row.js';

export interface PolicyChange {
  /** In force now. */
  readonly policy: CreditorPolicy;
  /** That claims go by themselves waits for a second person; all else is in force. */
  readonly proposal?: Proposal;
}

/** A creditor's rules. A change is a new version; older ones stay, since decisions name the version they rest on. */
@Injectable()
export class PoliciesService implements ProposalHandler, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly audit: AuditLog,
    private readonly rules: SecondPersonRules,
    private readonly proposals: Proposals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.proposals.handle('automatic-hand-over', this);
  }

  /** @throws ProblemError when there is no such creditor */
  async current(creditorId: CreditorId): Promise<CreditorPolicy> {
    const { policy } = await this.database.asCreditor(creditorId, (tx) =>
      this.creditors.ofCreditor(tx, creditorId),
    );
    return policy;
  }

  /**
   * Puts the rules in force from now on; the same rules again change nothing. Where two persons release claims, letting them
   * go by themselves would pass by the second: that alone waits, and the rest is in force.
   * @throws ProblemError when there is no such creditor
   */
  change(creditorId: CreditorId, choice: PolicyChoice, actor: Actor): Promise<PolicyChange> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const before = await this.#lock(tx, creditorId);
      const loosens = choice.approval === 'automatic' && before.approval === 'approve';
      const waits = loosens && (await this.rules.asks(tx, creditorId, 'hand-over'));
      const { excludedCustomerGroups } = before;
      const now = { excludedCustomerGroups, ...choice, ...(waits ? ({ approval: 'approve' } as const) : {}) };
      const policy = samePolicy(before, now)
        ? before
        : await this.add(tx, creditorId, { ...now, version: before.version + 1 }, actor);
      if (!waits) return { policy };
      const proposal = await this.proposals.propose(tx, creditorId, {
        kind: 'automatic-hand-over',
        payload: {},
        shown: { changes: [{ field: 'approval', before: 'approve', after: 'automatic' }] },
        basis: String(policy.version),
      });
      return { policy, proposal };
    });
  }

  async basis(tx: Transaction, { creditorId }: Proposal): Promise<string> {
    return String((await this.#lock(tx, creditorId)).version);
  }

  async carryOut(tx: Transaction, { creditorId }: Proposal, actor: Actor): Promise<JsonObject> {
    const before = await this.#lock(tx, creditorId);
    const policy = { ...before, approval: 'automatic', version: before.version + 1 } as const;
    const { version } = await this.add(tx, creditorId, policy, actor);
    return { version };
  }

  /** The rules in force. Two changes at once become two versions, one after the other. */
  async #lock(tx: Transaction, creditorId: CreditorId): Promise<CreditorPolicy> {
    const found = await tx.query(`select 1 from creditor where creditor_id = $1 for update`, [creditorId]);
    if (found.length === 0) throw creditorNotFound(creditorId);
    return (await this.creditors.ofCreditor(tx, creditorId)).policy;
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
         excluded_customer_numbers, excluded_customer_groups, approval, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        creditorId,
        policy.version,
        policy.graceDays,
        JSON.stringify(minimumMinor),
        policy.startOn,
        policy.excludedCustomerNumbers,
        policy.excludedCustomerGroups,
        policy.approval,
        this.clock.now(),
        `${actor.kind}:${actor.id}`,
      ],
    );
    const { version, graceDays, startOn, approval } = policy;
    const excludedCount = policy.excludedCustomerNumbers.length;
    const excludedGroupsCount = policy.excludedCustomerGroups.length;
    await this.audit.record(tx, {
      actor,
      action: 'policy.changed',
      subject: { kind: 'creditor', id: creditorId },
      // Customer numbers and groups may name persons: only how many there are.
      detail: { version, graceDays, minimumMinor, startOn, approval, excludedCount, excludedGroupsCount },
      creditorId,
    });
    return policy;
  }
}
