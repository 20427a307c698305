import { type CaseId, type ClaimId, type Clock, type CreditorId, newId, parseMoney } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { ClaimBook } from '../../claims/claim-book.js';
import { CLOCK } from '../../config/clock.js';
import { actorOf, type Actor } from '../../audit/actor.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { type GrantBasis, GrantDesk } from '../authority/grant-desk.js';
import type { Granted } from '../deferrals/deferrals.service.js';
import { CaseFile, claimsOf } from '../file/case-file.js';
import type { DeskCase } from '../file/desk-case.js';
import { unfitField } from '../../api/unfit-field.js';
import type { NewReductionDto } from './adjustment.dto.js';

/** Principal that is given up for good. It is the creditor's money: the claim itself is reduced, and the case follows it. */
@Injectable()
export class ReductionsService {
  constructor(
    private readonly file: CaseFile,
    private readonly grants: GrantDesk,
    private readonly claims: ClaimBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 403 beyond-authority; 422 when less is outstanding */
  reduce(creditorId: CreditorId, caseId: CaseId, dto: NewReductionDto, key?: RequestKey): Promise<Granted> {
    return this.file.change(creditorId, caseId, (tx, desk) =>
      this.file.once(tx, key, () => this.#reduce(tx, desk, dto)),
    );
  }

  async #reduce(tx: Transaction, desk: DeskCase, dto: NewReductionDto): Promise<Granted> {
    const amountMinor = amountOf(desk, dto);
    const actor = actorOf(dto);
    const [row] = await tx.query<{ minor: bigint }>(REDUCED, [desk.creditorId, desk.id]);
    const { reason, askCreditor = false, claimId, amount } = dto;
    const verdict = await this.grants.weigh(tx, desk, {
      kind: 'principal-reduction',
      requests: [{ kind: 'reduce-principal', amountMinor, alreadyMinor: row?.minor ?? 0n }],
      body: { claimId, amount, reason },
      reason,
      actor,
      askCreditor,
    });
    if (!verdict.allowed) return { granted: false, taskId: verdict.taskId, id: null };
    return { granted: true, taskId: null, id: await this.carryOut(tx, desk, dto, verdict.basis, actor) };
  }

  /** @returns the id of the claim's movement */
  async carryOut(
    tx: Transaction,
    desk: DeskCase,
    dto: NewReductionDto,
    basis: GrantBasis,
    actor: Actor,
  ): Promise<string> {
    const [claimId] = claimsOf(desk, [dto.claimId]) ?? [];
    const amountMinor = amountOf(desk, dto);
    const claim = await this.claims.lock(tx, claimId as ClaimId);
    if (amountMinor > claim.outstandingMinor) {
      throw unfitField('amount', 'is more than is outstanding', 'Read the claim again and give up less.');
    }
    const sourceId = newId(this.clock);
    await this.claims.addMovement(tx, claim, {
      source: 'creditor',
      sourceId,
      kind: 'written-off',
      amountMinor,
      occurredOn: desk.today,
    });
    await this.claims.recount(tx, claim, { actor: actor.id, byPipeline: false, note: dto.reason });
    const told = { claimId: claim.id, amountMinor: `${amountMinor}`, movementId: sourceId };
    await this.file.record(tx, desk, {
      actor,
      kind: 'principal-reduced',
      detail: { ...told, reason: dto.reason, authority: basis },
      audit: told,
    });
    return sourceId;
  }
}

function amountOf(desk: DeskCase, { amount }: NewReductionDto): bigint {
  const { minor } = parseMoney(amount, desk.currency);
  if (minor <= 0n) throw unfitField('amount', 'is nothing', 'Say how much is given up.');
  return minor;
}

const REDUCED = prepared(`
  select coalesce(sum((detail->>'amountMinor')::bigint), 0)::bigint as minor from case_event
  where creditor_id = $1 and case_id = $2 and kind = 'principal-reduced'`);
