import type { Database } from '../../apps/hub/src/database/database.js';

/** What the rows of the cases say, counted by an operator who sees all creditors. */
export interface CollectionFigures {
  readonly cases: number;
  readonly stepsDone: number;
  readonly stepsPlanned: number;
  /** Steps that were done although the same kind was done before, and arrived. */
  readonly stepsTwice: number;
  readonly lettersWritten: number;
  readonly lettersSent: number;
  /** Planned, or marked as being sent. */
  readonly lettersWaiting: number;
  /** May have left or not, and the channel cannot be asked: a person has a task for each. */
  readonly lettersUnknown: number;
  readonly unknownTasks: number;
  readonly charges: number;
  readonly chargesTwice: number;
  /** Fees of steps whose letter was neither sent nor may have been. */
  readonly chargesWithoutLetter: number;
  /** What is told about more or less often than it happened: steps, letters, fees, payments. */
  readonly timelineGaps: number;
  /** Cases whose balance is not what their claims, fees and payments make. */
  readonly unbalanced: number;
  /** Passes that are not over. */
  readonly passesRunning: number;
  /** Passes that walked more, or fewer, cases than there were open. */
  readonly passesUneven: number;
  readonly writeBacksUnfinished: number;
}

export type Phase = 'pass' | 'steps' | 'letters' | 'quiet';

/** What the hub is at, as far as its rows tell. */
export function phaseOf({ passesRunning, stepsPlanned, lettersWaiting }: CollectionFigures): Phase {
  if (passesRunning > 0) return 'pass';
  if (stepsPlanned > 0) return 'steps';
  return lettersWaiting > 0 ? 'letters' : 'quiet';
}

export async function collectionFigures(database: Database): Promise<CollectionFigures> {
  const [row] = await database.asOperator((tx) => tx.query<CollectionFigures>(FIGURES));
  if (!row) throw new Error('A query without tables answered no row.');
  return row;
}

const FIGURES = `
  select (select count(*)::int from debt_case) as cases,
    (select count(*)::int from case_step where state = 'done') as "stepsDone",
    (select count(*)::int from case_step where state = 'planned') as "stepsPlanned",
    (select count(*)::int from (select from case_step where state = 'done' and not undelivered
       group by case_id, kind having count(*) > 1) t) as "stepsTwice",
    (select count(*)::int from case_letter) as "lettersWritten",
    (select count(*)::int from case_letter where state = 'sent') as "lettersSent",
    (select count(*)::int from case_letter where state in ('planned', 'sending')) as "lettersWaiting",
    (select count(*)::int from case_letter where state = 'unknown') as "lettersUnknown",
    (select count(*)::int from case_task t join case_letter l on l.case_id = t.case_id and t.key = 'unknown:' || l.id
       where t.state = 'open') as "unknownTasks",
    (select count(*)::int from case_charge where entry = 'charge') as charges,
    (select count(*)::int from (select from case_charge where entry = 'charge'
       group by case_id, claim_id, kind, coalesce(step_id::text, charged_on::text) having count(*) > 1) t) as "chargesTwice",
    (select count(*)::int from case_charge c where c.entry = 'charge' and c.step_id is not null and not exists (
       select from case_letter l where l.case_id = c.case_id and l.step_id = c.step_id and l.state in ('sent', 'unknown')))
      as "chargesWithoutLetter",
    (select count(*)::int from debt_case d where
        d.last_event <> (select count(*) from case_event e where e.case_id = d.id)
        or (select count(*) from case_step s where s.case_id = d.id and s.state = 'done' and not s.by_creditor)
          <> (select count(distinct e.detail->>'stepId') from case_event e where e.case_id = d.id and e.kind = 'step-done')
        or (select count(*) from case_event e where e.case_id = d.id and e.kind = 'step-done')
          <> (select count(distinct e.detail->>'stepId') from case_event e where e.case_id = d.id and e.kind = 'step-done')
        or (select count(*) from case_letter l where l.case_id = d.id and l.state = 'sent')
          <> (select count(*) from case_event e where e.case_id = d.id and e.kind = 'letter-sent')
        or (select count(*) from case_letter l where l.case_id = d.id and l.state = 'unknown')
          <> (select count(*) from case_event e where e.case_id = d.id and e.kind = 'letter-outcome-unknown')
        or (select count(*) from case_charge c where c.case_id = d.id and c.amount_minor > 0)
          <> (select count(*) from case_event e where e.case_id = d.id and e.kind = 'fee-charged')
        or (select count(distinct m.source_id) from case_movement m where m.case_id = d.id and m.kind = 'payment')
          <> (select count(*) from case_event e where e.case_id = d.id and e.kind = 'payment-received')) as "timelineGaps",
    (select count(*)::int from debt_case d where
        d.principal_minor <> (select sum(c.outstanding_minor) from case_claim c where c.case_id = d.id)
        or d.principal_minor <> (select sum(c.outstanding_minor) from case_claim k join claim c on c.id = k.claim_id where k.case_id = d.id)
        or d.costs_minor <> (select coalesce(sum(c.amount_minor), 0) from case_charge c where c.case_id = d.id and c.part = 'costs')
          - (select coalesce(sum(m.amount_minor), 0) from case_movement m where m.case_id = d.id and m.part = 'costs')
        or exists (select from case_claim k join claim c on c.id = k.claim_id where k.case_id = d.id and c.principal_minor
          <> c.paid_minor + c.credited_minor + c.written_off_minor + c.outstanding_minor)
        or (select coalesce(sum(m.amount_minor), 0) from case_movement m where m.case_id = d.id and m.kind like 'payment%')
          <> (select coalesce(sum(s.principal_minor + s.interest_minor + s.fees_minor + s.surplus_minor), 0) from settlement s join case_claim k on k.claim_id = s.claim_id where k.case_id = d.id)
      ) as unbalanced,
    (select count(*)::int from case_pass where state = 'running') as "passesRunning",
    (select count(*)::int from case_pass p where state = 'done' and assessed <> (select count(*) from debt_case d
       where d.creditor_id = p.creditor_id and d.opened_at <= p.started_at and (d.closed_at is null or d.closed_at > p.finished_at)))
      as "passesUneven",
    (select count(*)::int from write_back where state in ('planned', 'sending', 'being-confirmed', 'booked'))
      as "writeBacksUnfinished"`;
