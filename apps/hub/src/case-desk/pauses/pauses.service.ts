import { actorOf } from '../../audit/actor.js';
import { addDays, type CaseId, type CreditorId, type LocalDate } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { paidDirectlyTask } from '../../cases/opening/paid-directly.js';
import { SettingsStore } from '../../cases/settings/settings-store.js';
import type { Transaction } from '../../database/transaction.js';
import { CaseFile, claimsOf, dayField } from '../file/case-file.js';
import { partNotFound, wrongState } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { StepStop } from '../file/step-stop.js';
import { TaskBook } from '../tasks/task-book.js';
import { LimitationWarnings } from './limitation-warnings.js';
import { type NewPause, type Pause, PauseStore } from './pause-store.js';
import { unfitField } from '../../api/unfit-field.js';
import type {
  DoubtAnswerDto,
  NewDoubtDto,
  NewPauseDto,
  NewPaymentUnderWayDto,
  SomeClaimsDto,
} from './pause.dto.js';

/** What stops one case for a time: the creditor's or our own pause, doubt, money that is on its way. */
@Injectable()
export class PausesService {
  constructor(
    private readonly file: CaseFile,
    private readonly store: PauseStore,
    private readonly stop: StepStop,
    private readonly tasks: TaskBook,
    private readonly limitation: LimitationWarnings,
    private readonly settings: SettingsStore,
  ) {}

  list(creditorId: CreditorId, caseId: CaseId): Promise<Pause[]> {
    return this.file.look(creditorId, caseId, (tx) => this.store.list(tx, creditorId, caseId));
  }

  pause(creditorId: CreditorId, caseId: CaseId, dto: NewPauseDto, key?: RequestKey): Promise<Pause> {
    return this.#begin(creditorId, caseId, key, (tx, desk) => {
      const untilOn = dto.untilOn === undefined ? null : dayField('untilOn', dto.untilOn);
      return this.#stop(tx, desk, dto, { kind: 'pause', by: dto.wantedBy, untilOn });
    });
  }

  /** Stops while it is checked whether the claim stands, or whether this is the right person (LOV-2026-05-22-19 § 24). */
  doubt(creditorId: CreditorId, caseId: CaseId, dto: NewDoubtDto, key?: RequestKey): Promise<Pause> {
    return this.#begin(creditorId, caseId, key, async (tx, desk) => {
      const { about, askCreditor = true } = dto;
      const detail = askCreditor ? { about, askedOn: desk.today } : { about };
      const doubt = await this.#stop(tx, desk, dto, { kind: 'doubt', detail });
      const { process } = await this.settings.current(tx, creditorId);
      const dueOn = addDays(desk.today, askCreditor ? process.doubtAnswerDays : 0);
      const title = askCreditor
        ? 'The creditor was asked about a doubt: note the answer, or give the claim back.'
        : 'Something is in doubt: check it, or ask the creditor.';
      const task = { caseId, key: `doubt:${doubt.id}`, title, detail: { pauseId: doubt.id, about }, dueOn };
      await this.tasks.open(tx, creditorId, task, actorOf(dto));
      return doubt;
    });
  }

  /** The creditor's answer, or what we found ourselves. @throws ProblemError 409 when it was answered before */
  answer(creditorId: CreditorId, caseId: CaseId, pauseId: string, dto: DoubtAnswerDto): Promise<Pause> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const doubt = await this.#own(tx, desk, pauseId);
      if (doubt.kind !== 'doubt') throw partNotFound('doubt', pauseId);
      const { answer, reason } = dto;
      if (doubt.detail['answer'] === answer) return doubt;
      if (doubt.endedAt !== null) throw over(doubt);
      const actor = actorOf(dto);
      await this.store.setDetail(tx, creditorId, pauseId, {
        ...doubt.detail,
        answer,
        answeredOn: desk.today,
      });
      await this.tasks.settle(tx, creditorId, { caseId, key: `doubt:${pauseId}`, outcome: answer }, actor);
      if (answer === 'stands') await this.store.end(tx, creditorId, pauseId, actor);
      else {
        const title = 'What was in doubt does not stand: correct it, or give the claim back to the creditor.';
        const key = `doubt-confirmed:${pauseId}`;
        await this.tasks.open(tx, creditorId, { caseId, key, title, dueOn: desk.today }, actor);
      }
      const told = { pauseId, about: doubt.detail['about'] ?? null, answer };
      await this.file.record(tx, desk, {
        actor,
        kind: 'doubt-answered',
        detail: { ...told, reason },
        audit: told,
      });
      return this.store.one(tx, creditorId, pauseId);
    });
  }

  /** The debtor's bank had the order in time: the next step waits for the money. */
  paymentUnderWay(
    creditorId: CreditorId,
    caseId: CaseId,
    dto: NewPaymentUnderWayDto,
    key?: RequestKey,
  ): Promise<Pause> {
    return this.#begin(creditorId, caseId, key, (tx, desk) => {
      const orderedOn = dayField('orderedOn', dto.orderedOn);
      const untilOn = dayField('expectedBy', dto.expectedBy);
      if (orderedOn > desk.today)
        throw unfitField('orderedOn', 'lies ahead', 'Wait until the bank has the order.');
      return this.#stop(tx, desk, dto, { kind: 'payment-under-way', detail: { orderedOn }, untilOn });
    });
  }

  /**
   * Ends a pause: the road goes on where the law allows it, by the next assessment. Twice is once.
   * @throws ProblemError 404 also for a pause of all cases, which is ended for all of them
   */
  end(
    creditorId: CreditorId,
    caseId: CaseId,
    pauseId: string,
    dto: { by?: string; reason: string },
  ): Promise<Pause> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const pause = await this.#own(tx, desk, pauseId);
      const actor = actorOf(dto);
      if (!(await this.store.end(tx, creditorId, pauseId, actor))) return pause;
      const { kind } = pause;
      for (const key of [`doubt:${pauseId}`, paidDirectlyTask(pauseId)])
        await this.tasks.settle(tx, creditorId, { caseId, key, outcome: 'ended' }, actor);
      await this.file.record(tx, desk, {
        actor,
        kind: `${kind}-ended`,
        detail: { pauseId, reason: dto.reason },
        audit: { pauseId },
      });
      return this.store.one(tx, creditorId, pauseId);
    });
  }

  /** What a request begins is begun once, also where it was ended since. */
  #begin(
    creditorId: CreditorId,
    caseId: CaseId,
    key: RequestKey | undefined,
    begin: (tx: Transaction, desk: DeskCase) => Promise<Pause>,
  ): Promise<Pause> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      const id = await this.file.once(tx, key, async () => (await begin(tx, desk)).id);
      return this.store.one(tx, creditorId, id);
    });
  }

  async #stop(
    tx: Transaction,
    desk: DeskCase,
    dto: SomeClaimsDto,
    more: Pick<NewPause, 'kind'> & Partial<NewPause>,
  ): Promise<Pause> {
    const { creditorId, id: caseId, today } = desk;
    const claimIds = claimsOf(desk, dto.claimIds);
    const actor = actorOf(dto);
    const untilOn: LocalDate | null = more.untilOn ?? null;
    if (untilOn !== null && untilOn < today)
      throw unfitField('untilOn', 'has passed', 'Give today or a later day.');
    const basis = { by: 'collector', acts: [], detail: {}, fromOn: today, ...more } as const;
    const choice: NewPause = { ...basis, caseId, claimIds, untilOn, reason: dto.reason };
    const { pause, fresh } = await this.store.add(tx, creditorId, choice, actor);
    if (!fresh) return pause;
    const { kind, by, detail } = choice;
    const because = `${kind}-begun`;
    await this.stop.cancel(tx, creditorId, [caseId], { claimIds }, because, actor);
    await this.limitation.warn(tx, desk, untilOn, actor);
    const told = { pauseId: pause.id, by, claimIds, untilOn, ...detail };
    await this.file.record(tx, desk, {
      actor,
      kind: because,
      detail: { ...told, reason: dto.reason },
      audit: told,
    });
    return pause;
  }

  async #own(tx: Transaction, { creditorId, id }: DeskCase, pauseId: string): Promise<Pause> {
    const pause = await this.store.one(tx, creditorId, pauseId);
    if (pause.caseId !== id) throw partNotFound('pause', pauseId);
    return pause;
  }
}

function over({ kind }: Pause): Error {
  return wrongState(
    'pause-ended',
    'It has ended.',
    `This ${kind} ended before.`,
    'Begin another one if there is a new reason.',
  );
}
