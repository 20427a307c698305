import type { Clock, LocalDate } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseBook, type NewCaseEvent } from '../case-book.js';
import type { CaseClosedBy } from '../entities/debt-case.entity.js';
import { LINE } from '../facts/case-page-sql.js';
import type { CaseRecord } from '../facts/case-record.js';
import { endSeenReports } from '../opening/paid-directly.js';
import { type Assessment, isNews } from './assess-case.js';
import { storedDecision } from './decision-text.js';
import { type Assessed, endGaps, holdGaps } from './law-gaps.js';

/** Writes what assessments found, one statement for all of it that every case has. */
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
  async write(tx: Transaction, { found, gaps }: Assessed, today: LocalDate): Promise<number> {
    await holdGaps(tx, this.book, gaps, today, this.clock);
    if (found.length === 0) return 0;
    const now = this.clock.now();
    const told = found.map(eventsOf);
    const written = await tx.query<{ id: string }>(ASSESSED, [
      tx.creditorId,
      today,
      now,
      ...caseColumns(found, told),
      ...eventColumns(found, told),
    ]);
    const ids = written.length === found.length ? undefined : new Set(written.map(({ id }) => id));
    const kept = ids === undefined ? found : found.filter(({ record }) => ids.has(record.id));
    const cancelled = kept.flatMap(({ toCancel }) => toCancel ?? []);
    const closed = kept.filter(({ closes }) => closes).map(({ record }) => record.id);
    const steps = kept.flatMap(({ toPlan }) => toPlan ?? []);
    const charges = kept.flatMap((one) => one.charges);
    // In this order, which the planned step's own index asks for.
    await Promise.all([
      cancelled.length > 0 && tx.query(CANCEL, [tx.creditorId, idArray(cancelled), now]),
      closed.length > 0 && tx.query(KEEP_BACK, [tx.creditorId, idArray(closed), now]),
      this.book.addSteps(tx, steps),
      this.book.charge(tx, charges),
      endGaps(tx, kept, this.clock),
    ]);
    const reported = kept.filter(
      ({ closes, record }) => closes && record.pauses.some(({ kind }) => kind === 'paid-directly'),
    );
    await endSeenReports(
      tx,
      this.book,
      reported.map(({ record }) => record.id),
      now,
    );
    return kept.length;
  }
}
/** One array for each column of `x`, in the order of the statement. */
function caseColumns(found: readonly Assessment[], told: readonly NewCaseEvent[][]): unknown[] {
  const column = (value: (one: Assessment) => string | number | bigint | null): string =>
    arrayOf(found.map((one) => value(one) ?? 'NULL'));
  return [
    column(({ record }) => record.id),
    column(({ record }) => record.revision),
    column((one) => one.record.revision + (writesMore(one) ? 1 : 0)),
    column(({ balance }) => balance.total.principal),
    column(({ balance, closes }) => (closes ? 0n : balance.total.interest)),
    column(({ balance }) => balance.total.costs),
    column(({ balance }) => balance.total.court),
    found
      .map(({ changed, decision, decisionText }) =>
        changed ? storedDecision(decisionText, decision.decidedOn) : '',
      )
      .join(LINE),
    arrayOf(found.map((one) => (one.changed ? heldBy(one) : 'NULL'))),
    column(({ digest }) => digest),
    column(({ decision }) => decision.outcome),
    column(({ decision }) => decision.step?.kind ?? null),
    column(({ decision }) => decision.step?.earliestOn ?? null),
    column(({ decision }) => decision.step?.channel?.channel ?? null),
    column(({ decision }) => decision.step?.regime ?? null),
    column(({ decision }) => decision.changesOn ?? null),
    column(({ lapsesOn }) => lapsesOn),
    column(({ closes, record }) => (closes ? closedBy(record) : null)),
    arrayOf(told.map(({ length }) => length)),
  ];
}

/** Each reason once, parted by a sign that no reason has. */
function heldBy({ decision: { holds, elsewhere } }: Assessment): string {
  return [...new Set([...holds, ...elsewhere].map(({ reason }) => reason))].join('|') || '""';
}

function writesMore({ closes, charges, toPlan, toCancel }: Assessment): boolean {
  return closes || charges.length > 0 || toPlan !== undefined || toCancel !== undefined;
}

/** Of ids, days, numbers and keywords: none of them needs quotes. */
function arrayOf(values: readonly (string | number | bigint)[]): string {
  return `{${values.join(',')}}`;
}

function eventColumns(found: readonly Assessment[], told: readonly NewCaseEvent[][]): unknown[] {
  const ids: string[] = [];
  const places: number[] = [];
  const kinds: string[] = [];
  const details: string[] = [];
  for (const [n, events] of told.entries()) {
    for (const [before, { kind, detail }] of events.entries()) {
      ids.push(found[n]!.record.id);
      places.push(before + 1);
      kinds.push(kind);
      details.push(JSON.stringify(detail ?? {}));
    }
  }
  return [arrayOf(ids), arrayOf(places), arrayOf(kinds), details.join(LINE)];
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

/**
 * Balances, decisions and the lines of the timeline: one version of each case's row. Columns travel as arrays, decisions and
 * details as one text each, which PostgreSQL takes apart faster than a JSON of them all.
 */
const ASSESSED = prepared(`
  with x as (
    select * from unnest($4::uuid[], $5::int[], $6::int[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[],
      string_to_array($11, E'\\x1e', ''), $12::text[], $13::text[], $14::text[], $15::text[], $16::date[], $17::text[],
      $18::text[], $19::date[], $20::date[], $21::text[], $22::int[])
    as x(id, revision, next, principal, interest, costs, court, decision, held, digest, outcome, step, "on", channel, regime,
      changes, lapses, closed, events)
  ), written as (
    update debt_case d set principal_minor = x.principal, interest_minor = x.interest, costs_minor = x.costs,
      court_minor = x.court, decision = coalesce(x.decision::jsonb, d.decision),
      held_by = coalesce(string_to_array(x.held, '|'), d.held_by), decision_digest = x.digest, outcome = x.outcome,
      next_step = x.step, next_on = x."on", next_channel = x.channel, regime = coalesce(x.regime, d.regime),
      changes_on = x.changes, lapses_on = x.lapses, revision = x.next, decided_revision = x.next, assessed_on = $2,
      state = case when x.closed is null then d.state else 'closed' end, closed_by = coalesce(x.closed, d.closed_by),
      closed_at = case when x.closed is null then d.closed_at else $3 end, last_event = d.last_event + x.events
    from x
    where d.creditor_id = $1 and d.id = x.id and d.revision = x.revision
    returning d.id, d.last_event - x.events as before
  ), told as (
    insert into case_event (creditor_id, case_id, sequence, kind, detail, actor, at)
    select $1, w.id, w.before + e.place, e.kind, e.detail::jsonb, 'system', $3
    from unnest($23::uuid[], $24::int[], $25::text[], string_to_array($26, E'\\x1e')) as e(id, place, kind, detail)
      join written w on w.id = e.id
  )
  select id from written`);

/** A letter of a case that is over, written and not yet sent: what it says is no longer true. */
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
  where creditor_id = $1 and id = any($2::uuid[]) and state = 'planned'`);
