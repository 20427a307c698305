import {
  type CaseDebtorId,
  type CaseId,
  type Clock,
  type CreditorId,
  type JsonObject,
  type LocalDate,
  newId,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { AuditLog } from '../../audit/audit-log.js';
import { FIND_ADDRESS } from '../../cases/steps/letter-receipts.js';
import type { StoredContactPoint } from '../../cases/entities/case-debtor.entity.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorOf, actorText } from '../../audit/actor.js';
import type { Transaction } from '../../database/transaction.js';
import { CaseFile, dayField } from '../file/case-file.js';
import { partNotFound } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { StepStop } from '../file/step-stop.js';
import { LimitationWarnings } from '../pauses/limitation-warnings.js';
import { TaskBook } from '../tasks/task-book.js';
import { circumstanceOf, taskFor } from './circumstance.js';
import { DebtorStore, type StoredDebtor } from './debtor-store.js';
import { standInsOf, withoutStandIn } from './stand-ins.js';
import { unfitField } from '../../api/unfit-field.js';
import {
  type CircumstanceDto,
  type CircumstanceName,
  CIRCUMSTANCES,
  type ContactPointChangesDto,
  type DebtorChangesDto,
  type DebtorVersionDto,
  type NewContactPointDto,
} from './debtor.dto.js';

const CONTACT_POINTS_MAX = 20;

interface Acting {
  readonly by?: string;
  readonly reason: string;
}

/**
 * Who owes, and how they are. Each change keeps what was known before, with the reason, and takes planned steps of all the
 * debtor's cases back: they were planned for somebody in other circumstances.
 */
@Injectable()
export class DebtorsService {
  constructor(
    private readonly file: CaseFile,
    private readonly store: DebtorStore,
    private readonly stop: StepStop,
    private readonly tasks: TaskBook,
    private readonly limitation: LimitationWarnings,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  one(creditorId: CreditorId, id: CaseDebtorId): Promise<StoredDebtor> {
    return this.file.ofCreditor(creditorId, (tx) => this.store.one(tx, creditorId, id));
  }

  ofCase(creditorId: CreditorId, caseId: CaseId): Promise<StoredDebtor> {
    return this.file.look(creditorId, caseId, (tx, desk) => this.store.one(tx, creditorId, desk.debtorId));
  }

  versions(creditorId: CreditorId, id: CaseDebtorId): Promise<DebtorVersionDto[]> {
    return this.file.ofCreditor(creditorId, async (tx) => {
      await this.store.one(tx, creditorId, id);
      return this.store.versions(tx, creditorId, id);
    });
  }

  /** Everything but a protected address; that it was looked at, by whom and why, is written down in the same transaction. */
  disclose(creditorId: CreditorId, id: CaseDebtorId, dto: Acting): Promise<StoredDebtor> {
    return this.file.ofCreditor(creditorId, async (tx) => {
      const debtor = await this.store.one(tx, creditorId, id);
      const fields = [
        'organisationNumber',
        'contactPoints',
        'circumstances',
        'guardian',
        'standIns',
        'address',
      ];
      await this.#audit(tx, id, 'case-debtor.disclosed', { fields, reason: dto.reason }, actorOf(dto));
      return debtor.circumstances.protectedAddress ? { ...debtor, address: null } : debtor;
    });
  }

  change(creditorId: CreditorId, id: CaseDebtorId, dto: DebtorChangesDto): Promise<StoredDebtor> {
    const { by: _by, reason: _reason, ...chosen } = dto;
    const fields = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
    if (Object.keys(fields).length === 0)
      throw unfitField('name', 'is missing, like all others', 'Name what has changed.');
    // Whoever gives an address says that it is right: also the old one, from which post came back.
    const right = dto.address === undefined ? {} : { addressFailed: false };
    return this.#change(
      creditorId,
      id,
      dto,
      Object.keys(fields),
      (debtor) => ({ ...debtor, ...fields, ...right }),
      async (tx, desk, actor) => {
        if (dto.address === undefined) return;
        const found = { caseId: desk.id, key: FIND_ADDRESS, outcome: 'the address was given' };
        await this.tasks.settle(tx, creditorId, found, actor);
      },
    );
  }

  /** The same number or address once; it is tried first. */
  addContactPoint(
    creditorId: CreditorId,
    id: CaseDebtorId,
    dto: NewContactPointDto,
    key?: RequestKey,
  ): Promise<StoredDebtor> {
    const next = (debtor: StoredDebtor, today: LocalDate): StoredDebtor => {
      const { channel, value, consent } = dto;
      const others = debtor.contactPoints.filter(
        (point) => point.channel !== channel || point.value !== value,
      );
      if (others.length >= CONTACT_POINTS_MAX) throw tooMany();
      const known = debtor.contactPoints.find((point) => !others.includes(point));
      const consentRecord = record(dto, today);
      const point = {
        id: known?.id ?? newId(this.clock),
        channel,
        value,
        consent,
        failed: false,
        consentRecord,
      };
      return { ...debtor, contactPoints: [point, ...others] };
    };
    return this.#change(creditorId, id, dto, ['contactPoints'], next, undefined, key);
  }

  changeContactPoint(
    creditorId: CreditorId,
    id: CaseDebtorId,
    pointId: string,
    dto: ContactPointChangesDto,
  ): Promise<StoredDebtor> {
    return this.#change(creditorId, id, dto, ['contactPoints'], (debtor, today) => {
      const point = pointOf(debtor, pointId);
      const consent = dto.consent ?? point.consent;
      const consentRecord = dto.consent === undefined ? point.consentRecord : record(dto, today);
      const changed = {
        ...point,
        consent,
        failed: dto.failed ?? point.failed,
        ...(consentRecord === undefined ? {} : { consentRecord }),
      };
      return { ...debtor, contactPoints: debtor.contactPoints.map((old) => (old === point ? changed : old)) };
    });
  }

  /** Also says it anew: of each kind one is in force. */
  async setCircumstance(
    creditorId: CreditorId,
    id: CaseDebtorId,
    name: string,
    dto: CircumstanceDto,
  ): Promise<StoredDebtor> {
    const known = nameOf(name);
    const task = taskFor(known, dto);
    return this.#change(
      creditorId,
      id,
      dto,
      [known],
      (debtor, today) => ({
        ...debtor,
        circumstances: { ...debtor.circumstances, ...circumstanceOf(known, dto) },
        ...standInsOf(known, dto, debtor, today),
      }),
      async (tx, desk, actor) => {
        if (task) {
          await this.tasks.open(tx, creditorId, { caseId: desk.id, ...task, dueOn: desk.today }, actor);
        }
        await this.limitation.warn(tx, desk, null, actor);
      },
    );
  }

  /** It no longer applies: the road goes on where the law allows it. */
  async endCircumstance(
    creditorId: CreditorId,
    id: CaseDebtorId,
    name: string,
    dto: Acting,
  ): Promise<StoredDebtor> {
    const known = nameOf(name);
    return this.#change(
      creditorId,
      id,
      dto,
      [known],
      (debtor) => {
        const { [known]: _ended, ...circumstances } = debtor.circumstances;
        return { ...debtor, circumstances, ...withoutStandIn(known, debtor) };
      },
      async (tx, desk, actor) => {
        const key = `circumstance:${known.toLowerCase()}`;
        await this.tasks.settle(tx, creditorId, { caseId: desk.id, key, outcome: 'no longer so' }, actor);
      },
    );
  }

  /** The cases first, in the order of their ids, then the debtor: as everybody does who changes both. */
  #change(
    creditorId: CreditorId,
    id: CaseDebtorId,
    dto: Acting,
    changed: readonly string[],
    next: (debtor: StoredDebtor, today: LocalDate) => StoredDebtor,
    also?: (tx: Transaction, desk: DeskCase, actor: Actor) => Promise<void>,
    key?: RequestKey,
  ): Promise<StoredDebtor> {
    return this.file.ofCreditor(creditorId, async (tx) => {
      await this.file.once(tx, key, () => this.#changeNow(tx, creditorId, id, dto, changed, next, also));
      return this.store.one(tx, creditorId, id);
    });
  }

  async #changeNow(
    tx: Transaction,
    creditorId: CreditorId,
    id: CaseDebtorId,
    dto: Acting,
    changed: readonly string[],
    next: (debtor: StoredDebtor, today: LocalDate) => StoredDebtor,
    also?: (tx: Transaction, desk: DeskCase, actor: Actor) => Promise<void>,
  ): Promise<void> {
    const actor = actorOf(dto);
    const today = await this.file.today(tx, creditorId);
    const cases: DeskCase[] = [];
    for (const { id: caseId } of await this.file.casesOf(tx, creditorId, id)) {
      cases.push(await this.file.open(tx, creditorId, caseId));
    }
    const before = await this.store.one(tx, creditorId, id, true);
    const after = next(before, today);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    await this.store.replace(tx, creditorId, before, after, {
      changed,
      reason: dto.reason,
      by: actorText(actor),
    });
    await this.#audit(tx, id, 'case-debtor.changed', { changed: [...changed] }, actor);
    await this.stop.cancel(
      tx,
      creditorId,
      cases.map((desk) => desk.id),
      {},
      'debtor-changed',
      actor,
    );
    for (const desk of cases) {
      await also?.(tx, desk, actor);
      const detail = { debtorId: id, changed: [...changed], reason: dto.reason };
      await this.file.record(tx, desk, { actor, kind: 'debtor-changed', detail, audit: { debtorId: id } });
    }
    await this.file.assess(
      tx,
      creditorId,
      cases.map((desk) => desk.id),
    );
  }

  #audit(tx: Transaction, id: string, action: string, detail: JsonObject, actor: Actor): Promise<void> {
    return this.audit.record(tx, { actor, action, subject: { kind: 'case-debtor', id }, detail });
  }
}

function nameOf(name: string): CircumstanceName {
  const known = CIRCUMSTANCES.find((one) => one === name);
  if (known === undefined) throw partNotFound('circumstance', name.slice(0, 40));
  return known;
}

function pointOf({ contactPoints }: StoredDebtor, id: string): StoredContactPoint {
  const point = contactPoints.find((one) => one.id === id);
  if (!point) throw partNotFound('contact-point', id);
  return point;
}

function record(
  { by, reason, consentHow, consentOn }: NewContactPointDto | ContactPointChangesDto,
  today: LocalDate,
): NonNullable<StoredContactPoint['consentRecord']> {
  const on = consentOn === undefined ? today : dayField('consentOn', consentOn);
  return { by: actorText(actorOf(by === undefined ? {} : { by })), on, how: consentHow ?? reason };
}

function tooMany(): Error {
  return unfitField(
    'value',
    'is one too many',
    `A debtor has at most ${CONTACT_POINTS_MAX} contact points: mark old ones as failed.`,
  );
}
