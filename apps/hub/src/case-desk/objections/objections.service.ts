import { addDays, type CaseId, type ClaimId, type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { CaseBook } from '../../cases/case-book.js';
import type { CaseObjectionEntity } from '../../cases/entities/case-objection.entity.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorOf, actorText } from '../../audit/actor.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseFile, claimsOf, dayField } from '../file/case-file.js';
import { partNotFound, wrongState } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { StepStop } from '../file/step-stop.js';
import { DeskLetters } from '../letters/desk-letters.js';
import { TaskBook } from '../tasks/task-book.js';
import { costsLost, lostCharges, type ObjectionJudgement, standingCosts } from './objection-costs.js';
import { unfitField } from '../../api/unfit-field.js';
import type { BoardDto, NewObjectionDto, ObjectionOutcomeDto } from './objection.dto.js';

export type Objection = CaseObjectionEntity;

/** Days in which an objection is answered, at least in part (LOV-2026-05-22-19 § 17); good practice everywhere. */
export const ANSWER_DAYS = 7;
/** Days after which a rejected objection must have gone to court, or the claim dropped: our choice. */
const COURT_OR_DROP_DAYS = 14;

/**
 * The register of objections and complaints (LOV-2026-05-22-19 § 25), and what each does: raised, it stops the machine in
 * the same transaction; judged, costs fall away as the law says.
 */
@Injectable()
export class ObjectionsService {
  constructor(
    private readonly file: CaseFile,
    private readonly book: CaseBook,
    private readonly stop: StepStop,
    private readonly tasks: TaskBook,
    private readonly letters: DeskLetters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(creditorId: CreditorId, caseId: CaseId): Promise<Objection[]> {
    return this.file.look(creditorId, caseId, (tx) =>
      tx.query<Objection>(`${SELECT} where creditor_id = $1 and case_id = $2 order by id`, [
        creditorId,
        caseId,
      ]),
    );
  }

  /** The same words about the same claim on the same day are one objection. @throws ProblemError 404, 422 */
  raise(creditorId: CreditorId, caseId: CaseId, dto: NewObjectionDto, key?: RequestKey): Promise<Objection> {
    return this.file.change(creditorId, caseId, async (tx, desk) =>
      this.#one(tx, desk, await this.file.once(tx, key, () => this.#raise(tx, desk, dto))),
    );
  }

  /** @returns its id */
  async #raise(tx: Transaction, desk: DeskCase, dto: NewObjectionDto): Promise<string> {
    const { creditorId, id: caseId } = desk;
    const claimIds = claimsOf(desk, dto.claimId === undefined ? undefined : [dto.claimId]);
    const claimId = claimIds?.[0] ?? null;
    const raisedOn = dayField('raisedOn', dto.raisedOn);
    if (raisedOn > desk.today)
      throw unfitField('raisedOn', 'lies ahead', 'Give the day on which it reached us.');
    const earlier = await this.#same(tx, desk, dto, claimId);
    if (earlier) return earlier.id;
    const id = newId(this.clock);
    const actor = actorOf(dto);
    await tx.query(RAISE, [
      creditorId,
      caseId,
      id,
      claimId,
      dto.kind,
      dto.concerns,
      dto.text,
      dto.raisedThrough,
      raisedOn,
      dto.beforeBoard ?? false,
      this.clock.now(),
      actorText(actor),
    ]);
    await this.stop.cancel(tx, creditorId, [caseId], { claimIds }, 'objection-raised', actor);
    await this.#askForAnswer(tx, desk, id, raisedOn, actor);
    const { kind, concerns, raisedThrough, text } = dto;
    await this.file.record(tx, desk, {
      actor,
      kind: 'objection-raised',
      detail: { objectionId: id, claimId, kind, concerns, raisedOn, raisedThrough, text },
      audit: { objectionId: id, kind, concerns, raisedOn },
    });
    const answerByOn = addDays(desk.today, ANSWER_DAYS);
    const objection = { receivedOn: raisedOn, about: text, answerByOn };
    await this.letters.write(tx, desk, 'objection-received', { objection });
    return id;
  }

  /**
   * Judges an open objection, or lets the debtor take a rejected one back.
   * @throws ProblemError 409 when it was judged before
   */
  judge(
    creditorId: CreditorId,
    caseId: CaseId,
    objectionId: string,
    dto: ObjectionOutcomeDto,
  ): Promise<Objection> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const objection = await this.#one(tx, desk, objectionId);
      const open = objection.state === 'open';
      if (objection.state === dto.outcome) return objection;
      if (!open && !(objection.state === 'rejected' && dto.outcome === 'withdrawn')) throw judged(objection);
      const actor = actorOf(dto);
      const right = dto.outcome === 'upheld' || dto.outcome === 'partly-upheld';
      const judgement: ObjectionJudgement = {
        outcome: dto.outcome,
        reasonable: dto.reasonable ?? right,
        raisedTooLate: dto.raisedTooLate ?? false,
        groundless: dto.groundless ?? false,
      };
      const { outcome, reason } = dto;
      const reasonable = judgement.reasonable;
      await tx.query(JUDGE, [
        creditorId,
        caseId,
        objectionId,
        outcome,
        reasonable,
        reason,
        desk.today,
        actorText(actor),
      ]);
      const lostMinor = await this.#loseCosts(tx, desk, objection, judgement, actor);
      await this.#whatFollows(tx, desk, objection, outcome, actor);
      const told = { objectionId, outcome, reasonable, costsLostMinor: `${lostMinor}` };
      await this.file.record(tx, desk, {
        actor,
        kind: `objection-${outcome}`,
        detail: { ...told, claimId: objection.claimId, reason },
        audit: told,
      });
      if (outcome !== 'withdrawn') {
        const answered = {
          receivedOn: objection.raisedOn,
          about: objection.text,
          outcome,
          explanation: reason,
        };
        await this.letters.write(tx, desk, 'objection-answered', { objection: answered });
      }
      return this.#one(tx, desk, objectionId);
    });
  }

  /** Notes that it lies before an approved board, or that the board has answered. */
  board(creditorId: CreditorId, caseId: CaseId, objectionId: string, dto: BoardDto): Promise<Objection> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const objection = await this.#one(tx, desk, objectionId);
      const { beforeBoard, reason } = dto;
      if (objection.beforeBoard === beforeBoard) return objection;
      const actor = actorOf(dto);
      await tx.query(
        `update case_objection set before_board = $4 where creditor_id = $1 and case_id = $2 and id = $3`,
        [creditorId, caseId, objectionId, beforeBoard],
      );
      const claimIds = objection.claimId === null ? null : [objection.claimId];
      if (beforeBoard) {
        await this.stop.cancel(tx, creditorId, [caseId], { claimIds }, 'objection-before-board', actor);
      }
      await this.file.record(tx, desk, {
        actor,
        kind: beforeBoard ? 'objection-before-board' : 'board-answered',
        detail: { objectionId, reason },
        audit: { objectionId },
      });
      return this.#one(tx, desk, objectionId);
    });
  }

  /** @returns what fell away, in minor units */
  async #loseCosts(
    tx: Transaction,
    desk: DeskCase,
    objection: Objection,
    judgement: ObjectionJudgement,
    actor: Actor,
  ): Promise<bigint> {
    const loss = costsLost(desk.regime, judgement);
    if (!loss) return 0n;
    const standing = await standingCosts(tx, desk.creditorId, desk.id);
    const entries = lostCharges(standing, loss, objection.claimId);
    const [chargedOn, by] = [desk.today, actorText(actor)];
    await this.book.charge(
      tx,
      entries.map((entry) => ({ ...entry, caseId: desk.id, chargedOn, actor: by })),
    );
    return -entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  }

  async #askForAnswer(
    tx: Transaction,
    desk: DeskCase,
    id: string,
    raisedOn: Objection['raisedOn'],
    actor: Actor,
  ): Promise<void> {
    const dueOn = addDays(raisedOn, ANSWER_DAYS);
    const title = 'Answer the objection: ask the creditor, judge it, and tell the debtor.';
    const task = { caseId: desk.id, key: `objection:${id}`, title, detail: { objectionId: id }, dueOn };
    await this.tasks.open(tx, desk.creditorId, task, actor);
  }

  async #whatFollows(
    tx: Transaction,
    desk: DeskCase,
    { id, claimId }: Objection,
    outcome: ObjectionOutcomeDto['outcome'],
    actor: Actor,
  ): Promise<void> {
    const about = { caseId: desk.id, outcome };
    await this.tasks.settle(tx, desk.creditorId, { ...about, key: `objection:${id}` }, actor);
    await this.tasks.settle(tx, desk.creditorId, { ...about, key: `objection-rejected:${id}` }, actor);
    const task = FOLLOW_UP[outcome];
    if (!task) return;
    const { name, title, days } = task;
    const dueOn = addDays(desk.today, days);
    const detail = { objectionId: id, claimId };
    await this.tasks.open(
      tx,
      desk.creditorId,
      { caseId: desk.id, key: `${name}:${id}`, title, detail, dueOn },
      actor,
    );
  }

  async #same(
    tx: Transaction,
    { creditorId, id }: DeskCase,
    { kind, concerns, text, raisedOn }: NewObjectionDto,
    claimId: ClaimId | null,
  ): Promise<Objection | undefined> {
    const [found] = await tx.query<Objection>(
      `${SELECT} where creditor_id = $1 and case_id = $2 and kind = $3 and concerns = $4 and text = $5 and raised_on = $6
         and claim_id is not distinct from $7::uuid order by id limit 1`,
      [creditorId, id, kind, concerns, text, raisedOn, claimId],
    );
    return found;
  }

  async #one(tx: Transaction, { creditorId, id }: DeskCase, objectionId: string): Promise<Objection> {
    const [found] = await tx.query<Objection>(
      `${SELECT} where creditor_id = $1 and case_id = $2 and id = $3 for update`,
      [creditorId, id, objectionId],
    );
    if (!found) throw partNotFound('objection', objectionId);
    return found;
  }
}

const FOLLOW_UP: Readonly<
  Partial<
    Record<
      ObjectionOutcomeDto['outcome'],
      { readonly name: string; readonly title: string; readonly days: number }
    >
  >
> = {
  upheld: {
    name: 'objection-upheld',
    title: 'The debtor was right: have the creditor credit the invoice, or take the claim back.',
    days: ANSWER_DAYS,
  },
  'partly-upheld': {
    name: 'objection-partly-upheld',
    title: 'The debtor was right in part: have the creditor correct the invoice before it is demanded anew.',
    days: ANSWER_DAYS,
  },
  rejected: {
    name: 'objection-rejected',
    title: 'The claim is disputed: take it to court, or drop it.',
    days: COURT_OR_DROP_DAYS,
  },
};

function judged({ state }: Objection): Error {
  return wrongState(
    'objection-judged',
    'The objection was judged before.',
    `It is ${state}.`,
    'Read it again. The debtor may take back one that was rejected; new words are a new objection.',
  );
}

const SELECT = `
  select creditor_id as "creditorId", case_id as "caseId", id, claim_id as "claimId", kind, concerns, text,
    raised_through as "raisedThrough", raised_on as "raisedOn", state, before_board as "beforeBoard", reasonable, outcome,
    answered_on as "answeredOn", handled_on as "handledOn", handled_by as "handledBy", created_at as "createdAt",
    created_by as "createdBy"
  from case_objection`;

const RAISE = prepared(`
  insert into case_objection (creditor_id, case_id, id, claim_id, kind, concerns, text, raised_through, raised_on, state,
    before_board, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, $12)`);

const JUDGE = prepared(`
  update case_objection set state = $4, reasonable = $5, outcome = $6, handled_on = $7, handled_by = $8
  where creditor_id = $1 and case_id = $2 and id = $3`);
