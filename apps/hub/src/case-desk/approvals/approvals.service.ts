import { actorOf, actorText } from '../../audit/actor.js';
import { type CaseId, type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { CLOCK } from '../../config/clock.js';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseFile, claimsOf } from '../file/case-file.js';
import type { DeskCase } from '../file/desk-case.js';
import type { ApprovalDto, NewApprovalDto } from './approval.dto.js';

/**
 * A person's yes to one step of one case, after the claim was weighed (inkassoloven § 11; inkassolagen 4 §). Never taken
 * back: who has come to doubt since begins a doubt, which holds every step.
 */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly file: CaseFile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId, caseId: CaseId): Promise<ApprovalDto[]> {
    return this.file.look(creditorId, caseId, (tx) => this.#all(tx, creditorId, caseId));
  }

  /** The same yes of the same day is one. */
  approve(
    creditorId: CreditorId,
    caseId: CaseId,
    dto: NewApprovalDto,
    key?: RequestKey,
  ): Promise<ApprovalDto> {
    return this.file.change(creditorId, caseId, (tx, desk) =>
      this.file.once(tx, key, () => this.#approve(tx, desk, dto)),
    );
  }

  async #approve(tx: Transaction, desk: DeskCase, dto: NewApprovalDto): Promise<ApprovalDto> {
    const { creditorId, id: caseId } = desk;
    const claimIds = claimsOf(desk, dto.claimIds);
    const actor = actorOf(dto);
    const approvedBy = actorText(actor);
    const earlier = (await this.#all(tx, creditorId, caseId)).find(
      (one) =>
        one.step === dto.step &&
        one.approvedOn === desk.today &&
        one.approvedBy === approvedBy &&
        one.claimIds?.join() === claimIds?.join(),
    );
    if (earlier) return earlier;
    const id = newId(this.clock);
    const approval = { id, step: dto.step, claimIds, approvedOn: desk.today, approvedBy };
    const claims = claimIds === null ? null : idArray(claimIds);
    const values = [creditorId, caseId, id, dto.step, claims, desk.today, approvedBy, this.clock.now()];
    await tx.query(APPROVE, values);
    const told = { approvalId: id, step: dto.step, claimIds };
    await this.file.record(tx, desk, {
      actor,
      kind: 'step-approved',
      detail: { ...told, reason: dto.reason },
      audit: told,
    });
    return approval;
  }

  #all(tx: Transaction, creditorId: CreditorId, caseId: CaseId): Promise<ApprovalDto[]> {
    return tx.query<ApprovalDto>(ALL, [creditorId, caseId]);
  }
}

const ALL = prepared(`
  select id, kind as step, claim_ids::text[] as "claimIds", approved_on as "approvedOn", approved_by as "approvedBy"
  from case_step_approval where creditor_id = $1 and case_id = $2 order by created_at, id`);

const APPROVE = prepared(`
  insert into case_step_approval (creditor_id, case_id, id, kind, claim_ids, approved_on, approved_by, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`);
