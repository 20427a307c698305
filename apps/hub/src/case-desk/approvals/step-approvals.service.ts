import { type CaseId, type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { idArray } from '../../database/id-array.js';
import { prepared } from '../../database/transaction.js';
import { actorOf, actorText } from '../file/acting.js';
import { CaseFile } from '../file/case-file.js';
import type { NewStepApprovalDto, StepApprovalDto } from './step-approval.dto.js';

const APPROVALS_MAX = 1_000;

/**
 * A person's yes to one step of one case, where the rules alone are not enough: the claim was weighed and found to stand
 * (inkassoloven § 11), a letter goes out a second time, the debtor is in a hard place.
 */
@Injectable()
export class StepApprovalsService {
  constructor(
    private readonly file: CaseFile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId, caseId: CaseId): Promise<StepApprovalDto[]> {
    return this.file.look(creditorId, caseId, (tx) =>
      tx.query<StepApprovalDto>(LIST, [creditorId, caseId, APPROVALS_MAX]),
    );
  }

  /** Covers the next step of the kind, and none after it. */
  approve(creditorId: CreditorId, caseId: CaseId, dto: NewStepApprovalDto): Promise<StepApprovalDto> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const actor = actorOf(dto);
      const { kind, claimIds = null, reason } = dto;
      const [id, approvedBy] = [newId(this.clock), actorText(actor)];
      const claims = claimIds === null ? null : idArray(claimIds);
      await tx.query(ADD, [creditorId, caseId, id, kind, claims, desk.today, approvedBy, this.clock.now()]);
      await this.file.record(tx, desk, {
        actor,
        kind: 'step-approved',
        detail: { step: kind, claimIds, reason },
        audit: { step: kind },
      });
      return { id, kind, claimIds, approvedOn: desk.today, approvedBy };
    });
  }
}

const LIST = prepared(`
  select id, kind, claim_ids as "claimIds", approved_on as "approvedOn", approved_by as "approvedBy" from case_step_approval
  where creditor_id = $1 and case_id = $2 order by created_at, id limit $3`);

const ADD = prepared(`
  insert into case_step_approval (creditor_id, case_id, id, kind, claim_ids, approved_on, approved_by, created_at)
  values ($1, $2, $3, $4, $5::uuid[], $6, $7, $8)`);
