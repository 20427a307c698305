import type { CaseId, Clock, LocalDate } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseBook, type NewCaseEvent } from '../case-book.js';
import type { CaseClosedBy } from '../entities/debt-case.entity.js';
import type { CaseRecord } from '../facts/case-record.js';
import { type Assessment, decisionJson, isNews } from './assess-case.js';

/** Writes what assessments found, one statement for each kind of row. */
@Injectable()
export class AssessmentStore {
  constructor(
    private readonly book: CaseBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A case that has changed since it was read is left as it is: the row says by its revision that it is to be assessed
   * anew. So the cases need not be locked while they are read and judged; and where a fee or a step is written the revision
   * rises with it, so that nobody who judged at the same time writes it a second time.
   * @returns how many were written
   */
  async write(tx: Transaction, found: readonly Assessment[], today: LocalDate): Promise<number> {
    const written = await this.#balances(tx, found, today);
    const kept = found.filter(({ record }) => written.has(record.id));
    const cancelled = kept.flatMap(({ toCancel }) => toCancel ?? []);
    if (cancelled.length > 0)
      await tx.query(CANCEL, [tx.creditorId, JSON.stringify(cancelled), this.clock.now()]);
    await this.#keepBack(
      tx,
      kept.filter(({ closes }) => closes).map(({ record }) => record.id),
    );
    await this.book.addSteps(
      tx,
      kept.flatMap(({ toPlan }) => toPlan ?? []),
    );
    await this.book.charge(
      tx,
      kept.flatMap(({ charges }) => charges),
    );
    await this.book.tell(
      tx,
      kept.flatMap((one) => eventsOf(one)),
    );
    return kept.length;
  }

  /** A letter of a case that is over, written and not yet sent: what it says is no longer true. */
  async #keepBack(tx: Transaction, caseIds: readonly CaseId[]): Promise<void> {
    if (caseIds.length > 0) await tx.query(KEEP_BACK, [tx.creditorId, idArray(caseIds), this.clock.now()]);
  }

  async #balances(
    tx: Transaction,
    found: readonly Assessment[],
    today: LocalDate,
  ): Promise<ReadonlySet<string>> {
    const rows = found.map((one) => {
      const { record, balance, decision, changed, closes } = one;
      const writesMore =
        closes || one.charges.length > 0 || one.toPlan !== undefined || one.toCancel !== undefined;
      const { principal, interest, costs, court } = balance.total;
      return {
        id: record.id,
        revision: record.revision,
        next: record.revision + (writesMore ? 1 : 0),
        principal: `${principal}`,
        interest: `${closes ? 0n : interest}`,
        costs: `${costs}`,
        court: `${court}`,
        decision: changed ? decisionJson(decision) : null,
        digest: one.digest,
        outcome: decision.outcome,
        step: decision.step?.kind ?? null,
        on: decision.step?.earliestOn ?? null,
        channel: decision.step?.channel?.channel ?? null,
        regime: decision.step?.regime ?? null,
        changes: decision.changesOn ?? null,
        lapses: one.lapsesOn,
        closed: closes ? closedBy(record) : null,
      };
    });
    const written = await tx.query<{ id: string }>(BALANCES, [
      tx.creditorId,
      JSON.stringify(rows),
      today,
      this.clock.now(),
    ]);
    return new Set(written.map(({ id }) => id));
  }
}

/** What ended most of the claims' principal, for lists and for the people who read them. */
function closedBy({ claims, movements }: CaseRecord): CaseClosedBy {
  if (claims.every(({ state }) => state === 'withdrawn')) return 'withdrawn';
  let [paid, credited, writtenOff] = [0n, 0n, 0n];
  for (const { part, kind, minor } of movements) {
    if (part !== 'principal') continue;
    if (kind === 'credit-note') credited += BigInt(minor);
    else if (kind === 'write-off') writtenOff += BigInt(minor);
    else paid += BigInt(minor);
  }
  if (paid >= credited && paid >= writtenOff) return 'paid';
  return credited >= writtenOff ? 'credited' : 'written-off';
}

function eventsOf({ record, events, decision, digest, toPlan, closes }: Assessment): NewCaseEvent[] {
  const caseId = record.id;
  const told: NewCaseEvent[] = [...events];
  if (closes) told.push({ caseId, kind: 'closed', actor: 'system', detail: { by: closedBy(record) } });
  else if (isNews(record.decisionDigest, digest)) {
    const detail = {
      outcome: decision.outcome,
      step: decision.step?.kind ?? null,
      on: decision.step?.earliestOn ?? null,
      holds: decision.holds.map(({ reason }) => reason),
    };
    told.push({ caseId, kind: 'next-step-decided', actor: 'system', detail });
  }
  // Planned anew each night while something keeps its letter from being made: told when it is news.
  if (toPlan && isNews(record.decisionDigest, digest))
    told.push({ caseId, kind: 'step-planned', actor: 'system', detail: { step: toPlan.kind } });
  return told;
}

const BALANCES = prepared(`
  update debt_case d set principal_minor = x.principal, interest_minor = x.interest, costs_minor = x.costs,
    court_minor = x.court, decision = coalesce(nullif(x.decision, 'null'::jsonb), d.decision), decision_digest = x.digest,
    outcome = x.outcome,
    next_step = x.step, next_on = x."on", next_channel = x.channel, regime = coalesce(x.regime, d.regime),
    changes_on = x.changes, lapses_on = x.lapses, revision = x.next, decided_revision = x.next, assessed_on = $3,
    state = case when x.closed is null then d.state else 'closed' end, closed_by = coalesce(x.closed, d.closed_by),
    closed_at = case when x.closed is null then d.closed_at else $4 end
  from jsonb_to_recordset($2::jsonb) as x(id uuid, revision int, next int, principal bigint, interest bigint, costs bigint, court bigint,
    decision jsonb, digest text, outcome text, step text, "on" date, channel text, regime text, changes date, lapses date, closed text)
  where d.creditor_id = $1 and d.id = x.id and d.revision = x.revision
  returning d.id`);

const KEEP_BACK = prepared(`
  with kept as (
    update case_letter set state = 'cancelled', note = 'The case was closed before it left.'
    where creditor_id = $1 and case_id = any($2::uuid[]) and state = 'planned' and step_id is not null
    returning case_id, step_id
  )
  update case_step s set undelivered = true, changed_at = $3
  from kept where s.creditor_id = $1 and s.case_id = kept.case_id and s.id = kept.step_id`);

const CANCEL = prepared(`
  update case_step set state = 'cancelled', changed_at = $3
  where creditor_id = $1 and id in (select value::uuid from jsonb_array_elements_text($2::jsonb)) and state = 'planned'`);
