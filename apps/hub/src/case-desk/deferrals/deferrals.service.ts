import { addDays, type CaseId, type Clock, type CreditorId, type JsonObject, newId } from '@app/domain';
import { type AuthorityRequest, deferralDays, grantDeferral } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { type GrantBasis, GrantDesk, type Wish } from '../authority/grant-desk.js';
import { waivedInterest } from '../authority/waived-interest.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorOf, actorText } from '../../audit/actor.js';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseFile, claimsOf } from '../file/case-file.js';
import { partNotFound, wrongState } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { StepStop } from '../file/step-stop.js';
import { DeskLetters } from '../letters/desk-letters.js';
import { LimitationWarnings } from '../pauses/limitation-warnings.js';
import type { DeferralDto, NewDeferralDto } from './deferral.dto.js';

export interface Granted {
  readonly granted: boolean;
  readonly taskId: string | null;
  readonly id: string | null;
}

/** Time to pay, within the creditor's authority; confirmed to the debtor in writing. */
@Injectable()
export class DeferralsService {
  constructor(
    private readonly file: CaseFile,
    private readonly grants: GrantDesk,
    private readonly stop: StepStop,
    private readonly limitation: LimitationWarnings,
    private readonly letters: DeskLetters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId, caseId: CaseId): Promise<DeferralDto[]> {
    return this.file.look(creditorId, caseId, (tx) => this.#all(tx, creditorId, caseId));
  }

  /** @throws ProblemError 403 beyond-authority */
  grant(creditorId: CreditorId, caseId: CaseId, dto: NewDeferralDto, key?: RequestKey): Promise<Granted> {
    return this.file.change(creditorId, caseId, (tx, desk) =>
      this.file.once(tx, key, () => this.#grant(tx, desk, dto)),
    );
  }

  async #grant(tx: Transaction, desk: DeskCase, dto: NewDeferralDto): Promise<Granted> {
    const { creditorId, id: caseId } = desk;
    claimsOf(desk, dto.claimIds);
    const same = (await this.#all(tx, creditorId, caseId)).find((one) => isSame(one, desk, dto));
    if (same) return { granted: true, taskId: null, id: same.id };
    const { requests, waivedMinor } = await this.#requests(tx, desk, dto);
    const actor = actorOf(dto);
    const { reason, askCreditor = false } = dto;
    const wish: Wish = { kind: 'deferral', requests, body: bodyOf(dto), reason, actor, askCreditor };
    const verdict = await this.grants.weigh(tx, desk, wish);
    if (!verdict.allowed) return { granted: false, taskId: verdict.taskId, id: null };
    const basis = { ...verdict.basis, expectedInterestMinor: `${waivedMinor}` };
    return { granted: true, taskId: null, id: await this.carryOut(tx, desk, dto, basis, actor) };
  }

  /** Grants what was found to be allowed. @returns its id */
  async carryOut(
    tx: Transaction,
    desk: DeskCase,
    dto: NewDeferralDto,
    basis: GrantBasis,
    actor: Actor,
  ): Promise<string> {
    const { creditorId, id: caseId, today, country } = desk;
    const { until } = grantDeferral(today, dto.days, country);
    const claimIds = claimsOf(desk, dto.claimIds);
    const active = (await this.#all(tx, creditorId, caseId)).find(({ state }) => state === 'active');
    if (active) await this.#end(tx, desk, active);
    const id = newId(this.clock);
    await tx.query(GRANT, [
      creditorId,
      caseId,
      id,
      today,
      until,
      claimIds === null ? null : idArray(claimIds),
      dto.interest,
      dto.reason,
      JSON.stringify(basis),
      this.clock.now(),
      actorText(actor),
    ]);
    await this.stop.cancel(tx, creditorId, [caseId], { claimIds }, 'deferral-granted', actor);
    await this.limitation.warn(tx, desk, until, actor);
    const told = { deferralId: id, until, interest: dto.interest, claimIds };
    await this.file.record(tx, desk, {
      actor,
      kind: 'deferral-granted',
      detail: { ...told, reason: dto.reason, authority: basis },
      audit: told,
    });
    await this.letters.write(tx, desk, 'deferral-confirmation', { deferredUntilOn: until });
    return id;
  }

  /** Before its day: the road goes on. Twice is once. */
  end(
    creditorId: CreditorId,
    caseId: CaseId,
    id: string,
    dto: { by?: string; reason: string },
  ): Promise<DeferralDto> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const deferral = await this.#one(tx, desk, id);
      if (deferral.state !== 'active') return deferral;
      if (deferral.untilOn < desk.today) throw passed(deferral);
      await this.#end(tx, desk, deferral);
      const actor = actorOf(dto);
      const told = { deferralId: id, wasUntil: deferral.untilOn };
      await this.file.record(tx, desk, {
        actor,
        kind: 'deferral-ended',
        detail: { ...told, reason: dto.reason },
        audit: told,
      });
      return this.#one(tx, desk, id);
    });
  }

  /** Its last day becomes yesterday; one of today was none. */
  async #end(
    tx: Transaction,
    { creditorId, id: caseId, today }: DeskCase,
    deferral: DeferralDto,
  ): Promise<void> {
    const yesterday = addDays(today, -1);
    const untilOn = deferral.untilOn < today ? deferral.untilOn : yesterday;
    const state = untilOn < deferral.grantedOn ? 'cancelled' : 'ended';
    await tx.query(END, [
      creditorId,
      caseId,
      deferral.id,
      state === 'cancelled' ? deferral.untilOn : untilOn,
      state,
      this.clock.now(),
    ]);
  }

  async #requests(
    tx: Transaction,
    desk: DeskCase,
    dto: NewDeferralDto,
  ): Promise<{ readonly requests: AuthorityRequest[]; readonly waivedMinor: bigint }> {
    const earlier = (await this.#all(tx, desk.creditorId, desk.id)).filter(
      ({ state }) => state !== 'cancelled',
    );
    const given = earlier.map(({ grantedOn, untilOn }) => ({ grantedOn, until: untilOn }));
    const time: AuthorityRequest = {
      kind: 'grant-deferral',
      days: dto.days,
      alreadyDays: deferralDays(given),
    };
    if (dto.interest === 'running') return { requests: [time], waivedMinor: 0n };
    const waivedMinor = await this.#interestMeanwhile(tx, desk, dto.days);
    if (waivedMinor === 0n) return { requests: [time], waivedMinor };
    const alreadyMinor = await waivedInterest(tx, desk.creditorId, desk.id);
    return {
      requests: [time, { kind: 'waive-interest', amountMinor: waivedMinor, alreadyMinor }],
      waivedMinor,
    };
  }

  /** What would run until its last day. @throws ProblemError 409 when a rate of that time is not known yet */
  async #interestMeanwhile(tx: Transaction, desk: DeskCase, days: number): Promise<bigint> {
    const { until } = grantDeferral(desk.today, days, desk.country);
    const [now, then] = [await this.file.balance(tx, desk), await this.file.balance(tx, desk, until)];
    return then.total.interest - now.total.interest;
  }

  #all(tx: Transaction, creditorId: CreditorId, caseId: CaseId): Promise<DeferralDto[]> {
    return tx.query<DeferralDto>(
      `${SELECT} where creditor_id = $1 and case_id = $2 order by granted_on, id`,
      [creditorId, caseId],
    );
  }

  async #one(tx: Transaction, { creditorId, id: caseId }: DeskCase, id: string): Promise<DeferralDto> {
    const found = (await this.#all(tx, creditorId, caseId)).find((one) => one.id === id);
    if (!found) throw partNotFound('deferral', id);
    return found;
  }
}

function bodyOf({ days, interest, claimIds, reason }: NewDeferralDto): JsonObject {
  return { days, interest, reason, ...(claimIds === undefined ? {} : { claimIds }) };
}

function isSame(deferral: DeferralDto, { today, country }: DeskCase, dto: NewDeferralDto): boolean {
  const { until } = grantDeferral(today, dto.days, country);
  const { state, grantedOn, untilOn, interest, reason } = deferral;
  return (
    state === 'active' &&
    grantedOn === today &&
    untilOn === until &&
    interest === dto.interest &&
    reason === dto.reason
  );
}

function passed({ untilOn }: DeferralDto): Error {
  return wrongState(
    'deferral-over',
    'The deferral is over.',
    `Its last day was ${untilOn}.`,
    'Nothing is to be ended; grant another one if more time is needed.',
  );
}

const SELECT = `
  select id, granted_on as "grantedOn", until_on as "untilOn", claim_ids::text[] as "claimIds", interest, state, reason, authority,
    created_by as "createdBy"
  from case_deferral`;

const GRANT = prepared(`
  insert into case_deferral (creditor_id, case_id, id, granted_on, until_on, claim_ids, interest, state, reason, authority,
    created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $10, $11)`);

const END = prepared(`
  update case_deferral set until_on = $4, state = $5, ended_at = $6 where creditor_id = $1 and case_id = $2 and id = $3`);
