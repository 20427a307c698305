import type { CaseId, CaseStepId, ClaimId, Clock, CreditorId } from '@app/domain';
import type { Channel, StepKind } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import { CaseBook } from '../../cases/case-book.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorText } from '../../audit/actor.js';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';

/** Which planned steps a stop forbids. What is left out binds nothing. */
export interface Forbidden {
  /** Only steps about one of these claims; null or absent: about any. */
  readonly claimIds?: readonly ClaimId[] | null;
  readonly kinds?: readonly StepKind[];
  readonly channels?: readonly Channel[];
}

interface Cancelled {
  readonly caseId: CaseId;
  readonly id: CaseStepId;
  readonly kind: StepKind;
  readonly letters: number;
}

/** Takes planned steps back, with letters that have not left. What may be on its way is not touched: it cannot be recalled. */
@Injectable()
export class StepStop {
  constructor(
    private readonly book: CaseBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * In the transaction of what stops them, on locked cases.
   * @param because for the timeline, the name of the stop. Example: `objection-raised`
   * @returns how many steps were taken back
   */
  async cancel(
    tx: Transaction,
    creditorId: CreditorId,
    caseIds: readonly CaseId[],
    forbidden: Forbidden,
    because: string,
    actor: Actor,
  ): Promise<number> {
    const { claimIds, kinds, channels } = forbidden;
    const rows = await tx.query<Cancelled>(CANCEL, [
      creditorId,
      idArray(caseIds),
      claimIds ? idArray(claimIds) : null,
      kinds ?? null,
      channels ?? null,
      this.clock.now(),
      `Not sent: ${because}.`,
    ]);
    await this.book.tell(
      tx,
      rows.map(({ caseId, id, kind, letters }) => ({
        caseId,
        kind: 'step-cancelled',
        detail: { stepId: id, step: kind, because, letters },
        actor: actorText(actor),
      })),
    );
    return rows.length;
  }
}

const CANCEL = prepared(`
  with step as (
    update case_step s set state = 'cancelled', changed_at = $6
    where s.creditor_id = $1 and s.case_id = any($2::uuid[]) and s.state = 'planned'
      and ($3::uuid[] is null or s.claim_ids && $3) and ($4::text[] is null or s.kind = any($4))
      and ($5::text[] is null or s.channel = any($5))
      and not exists (select from case_letter l where l.creditor_id = s.creditor_id and l.case_id = s.case_id
        and l.step_id = s.id and l.state in ('sending', 'unknown', 'sent'))
    returning s.case_id, s.id, s.kind
  ), letter as (
    update case_letter l set state = 'cancelled', note = $7
    from step where l.creditor_id = $1 and l.case_id = step.case_id and l.step_id = step.id and l.state = 'planned'
    returning l.step_id
  )
  select step.case_id as "caseId", step.id, step.kind,
    (select count(*)::int from letter where letter.step_id = step.id) as letters
  from step order by step.case_id, step.id`);
