import type { CaseId, CaseStepId, ClaimId, Clock, JsonObject, LocalDate } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { jsonLines, plainArray, textArray } from '../database/array-parameters.js';
import { idArray } from '../database/id-array.js';
import { prepared, type Statements, type Transaction } from '../database/transaction.js';
import { passOverPaidCosts } from './money/paid-costs.js';
import type { CaseChargeEntity } from './entities/case-charge.entity.js';
import type { CaseMovementEntity } from './entities/case-movement.entity.js';
import type { CaseStepEntity } from './entities/case-step.entity.js';

export interface NewCaseEvent {
  readonly caseId: CaseId;
  /** A noun and a verb in the past. Example: `letter-sent`. */
  readonly kind: string;
  readonly detail?: JsonObject;
  readonly actor: string;
}

export interface NewCharge extends Pick<
  CaseChargeEntity,
  'caseId' | 'entry' | 'part' | 'kind' | 'claimId' | 'amountMinor' | 'chargedOn' | 'rule' | 'actor'
> {
  readonly stepId?: CaseStepId;
  readonly aboutNumber?: number;
}

export type NewMovement = Pick<
  CaseMovementEntity,
  | 'caseId'
  | 'source'
  | 'sourceId'
  | 'line'
  | 'kind'
  | 'part'
  | 'claimId'
  | 'amountMinor'
  | 'valueOn'
  | 'detail'
>;

export type NewStep = Omit<CaseStepEntity, 'creditorId' | 'changedAt'>;

/**
 * Writes what happens to cases, many at a time. Whoever uses it has locked the cases: numbers rise without a gap, and
 * the next assessment sees by the revision that something has changed.
 */
@Injectable()
export class CaseBook {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** In the order of their ids, so that two transactions never wait for each other. @returns those that exist */
  async lock(tx: Transaction, caseIds: readonly CaseId[]): Promise<CaseId[]> {
    const rows = await tx.query<{ id: CaseId }>(
      `select id from debt_case where creditor_id = $1 and id = any($2::uuid[]) order by id for update`,
      [tx.creditorId, idArray([...new Set(caseIds)])],
    );
    return rows.map(({ id }) => id);
  }

  /** Appends lines to the timelines, in the order given. */
  tell(tx: Statements, events: readonly NewCaseEvent[]): Promise<void> {
    return this.#tell(tx, events, 0);
  }

  /** `tell` and `touch` at once: each case's row gets one new version, not two. */
  tellAndTouch(tx: Statements, events: readonly NewCaseEvent[]): Promise<void> {
    return this.#tell(tx, events, 1);
  }

  async #tell(tx: Statements, events: readonly NewCaseEvent[], revisions: 0 | 1): Promise<void> {
    if (events.length === 0) return;
    await tx.query(TELL, [
      tx.creditorId,
      this.clock.now(),
      revisions,
      plainArray(events.map(({ caseId }) => caseId)),
      textArray(events.map(({ kind }) => kind)),
      jsonLines(events.map(({ detail = {} }) => detail)),
      textArray(events.map(({ actor }) => actor)),
    ]);
  }

  async charge(tx: Statements, charges: readonly NewCharge[]): Promise<void> {
    if (charges.length === 0) return;
    const rows = charges.map(({ amountMinor, ...charge }, n) => ({
      n,
      ...charge,
      amountMinor: `${amountMinor}`,
    }));
    await tx.query(CHARGE, [tx.creditorId, JSON.stringify(rows), this.clock.now()]);
    const fallen = charges.filter(({ part, amountMinor }) => part === 'costs' && amountMinor < 0n);
    await this.#passOver(
      tx,
      fallen.map(({ caseId, chargedOn }) => ({ caseId, on: chargedOn })),
    );
  }

  /** Lines of a source that counts already are left out. */
  async move(tx: Statements, movements: readonly NewMovement[]): Promise<void> {
    if (movements.length === 0) return;
    await tx.query(MOVE, [
      tx.creditorId,
      this.clock.now(),
      plainArray(movements.map(({ caseId }) => caseId)),
      textArray(movements.map(({ source }) => source)),
      textArray(movements.map(({ sourceId }) => sourceId)),
      plainArray(movements.map(({ line }) => line)),
      textArray(movements.map(({ kind }) => kind)),
      textArray(movements.map(({ part }) => part)),
      plainArray(movements.map(({ claimId }) => claimId)),
      plainArray(movements.map(({ amountMinor }) => amountMinor)),
      plainArray(movements.map(({ valueOn }) => valueOn)),
      jsonLines(movements.map(({ detail }) => detail)),
    ]);
    const takenBack = movements.filter(({ part, amountMinor }) => part === 'costs' && amountMinor < 0n);
    await this.#passOver(
      tx,
      takenBack.map(({ caseId, valueOn }) => ({ caseId, on: valueOn })),
    );
  }

  async #passOver(
    tx: Statements,
    parts: readonly { readonly caseId: CaseId; readonly on: LocalDate }[],
  ): Promise<void> {
    const [first] = parts;
    if (!first) return;
    await passOverPaidCosts(
      tx,
      parts.map(({ caseId }) => caseId),
      first.on,
      this.clock.now(),
    );
  }

  async addSteps(tx: Statements, steps: readonly NewStep[]): Promise<void> {
    if (steps.length === 0) return;
    await tx.query(ADD_STEPS, [tx.creditorId, JSON.stringify(steps), this.clock.now()]);
  }

  /** Something that the next step rests on has changed: the last decision no longer holds. */
  async touch(tx: Statements, caseIds: readonly CaseId[]): Promise<void> {
    if (caseIds.length === 0) return;
    await tx.query(
      `update debt_case set revision = revision + 1 where creditor_id = $1 and id = any($2::uuid[])`,
      [tx.creditorId, idArray([...new Set(caseIds)])],
    );
  }
}

/** A principal as the case counts it: which claim, and how much it moved. */
export interface ClaimChange {
  readonly claimId: ClaimId;
  readonly amountMinor: bigint;
  readonly valueOn: LocalDate;
}

const TELL = prepared(`
  with new as (
    select x.*, row_number() over (partition by x."case" order by x.n) as place
    from unnest($4::uuid[], $5::text[], string_to_array($6, E'\\n'), $7::text[]) with ordinality
      as x("case", kind, detail, actor, n)
  ), line as (
    update debt_case d set last_event = d.last_event + c.many, revision = d.revision + $3::int
    from (select "case", count(*)::int as many from new group by 1) c
    where d.creditor_id = $1 and d.id = c."case"
    returning d.id, d.last_event - c.many as before
  )
  insert into case_event (creditor_id, case_id, sequence, kind, detail, actor, at)
  select $1, line.id, line.before + new.place, new.kind, new.detail::jsonb, new.actor, $2
  from new join line on line.id = new."case"`);

const CHARGE = prepared(`
  insert into case_charge (creditor_id, case_id, number, entry, part, kind, claim_id, amount_minor, charged_on, rule, step_id,
    about_number, actor, created_at)
  select $1, x."caseId", coalesce((select max(number) from case_charge c where c.creditor_id = $1 and c.case_id = x."caseId"), 0)
    + row_number() over (partition by x."caseId" order by x.n), x.entry, x.part, x.kind, x."claimId", x."amountMinor",
    x."chargedOn", x.rule, x."stepId", x."aboutNumber", x.actor, $3
  from jsonb_to_recordset($2::jsonb) as x(n int, "caseId" uuid, entry text, part text, kind text, "claimId" uuid,
    "amountMinor" bigint, "chargedOn" date, rule jsonb, "stepId" uuid, "aboutNumber" int, actor text)`);

const MOVE = prepared(`
  insert into case_movement (creditor_id, case_id, number, source, source_id, line, kind, part, claim_id, amount_minor, value_on,
    detail, created_at)
  select $1, x."caseId", coalesce((select max(number) from case_movement m where m.creditor_id = $1 and m.case_id = x."caseId"), 0)
    + row_number() over (partition by x."caseId" order by x.n), x.source, x."sourceId", x.line, x.kind, x.part, x."claimId",
    x."amountMinor", x."valueOn", x.detail::jsonb, $2
  from unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::uuid[], $10::bigint[], $11::date[],
    string_to_array($12, E'\\n')) with ordinality
    as x("caseId", source, "sourceId", line, kind, part, "claimId", "amountMinor", "valueOn", detail, n)
  on conflict (creditor_id, source, source_id, line) do nothing`);

const ADD_STEPS = prepared(`
  insert into case_step (creditor_id, case_id, id, kind, regime, state, due_on, done_on, deadline_on, channel, tone, fallback,
    rule, decision, claim_ids, by_creditor, content_confirmed, announces_legal_action, undelivered, letter_id, approved_by,
    changed_at)
  select $1, x."caseId", x.id, x.kind, x.regime, x.state, x."dueOn", x."doneOn", x."deadlineOn", x.channel, x.tone, x.fallback,
    x.rule, x.decision, x."claimIds", x."byCreditor", x."contentConfirmed", x."announcesLegalAction", x.undelivered,
    x."letterId", x."approvedBy", $3
  from jsonb_to_recordset($2::jsonb) as x("caseId" uuid, id uuid, kind text, regime text, state text, "dueOn" date, "doneOn" date,
    "deadlineOn" date, channel text, tone text, fallback text[], rule jsonb, decision jsonb, "claimIds" uuid[],
    "byCreditor" boolean, "contentConfirmed" boolean, "announcesLegalAction" boolean, undelivered boolean, "letterId" uuid,
    "approvedBy" text)
  on conflict do nothing`);
