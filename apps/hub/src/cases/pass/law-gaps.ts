import { type CaseId, type Clock, type LocalDate, newId } from '@app/domain';
import { heldByLawGap, OutsideTableError, type StepDecision } from '@app/collection';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import type { CaseBook } from '../case-book.js';
import type { CaseRecord } from '../facts/case-record.js';
import { assessCase, type Assessment, type PassTerms } from './assess-case.js';
import { decisionText, digestOf, storedDecision } from './decision-text.js';

const TASK = 'law-figure-missing';

/** A case that cannot be judged today: a rate or fee that it needs is in none of the law's tables. */
export interface LawGap {
  readonly record: CaseRecord;
  readonly decision: StepDecision;
  /** Names the table and the day. */
  readonly why: string;
}

export interface Assessed {
  readonly found: readonly Assessment[];
  readonly gaps: readonly LawGap[];
}

/** Judges each case for itself: one whose law is not known for the day keeps no other from being judged. */
export function assessEach(records: readonly CaseRecord[], terms: PassTerms, clock: Clock): Assessed {
  const found: Assessment[] = [];
  const gaps: LawGap[] = [];
  for (const record of records) {
    try {
      found.push(assessCase(record, terms, clock));
    } catch (error) {
      if (!(error instanceof OutsideTableError)) throw error;
      const decision = heldByLawGap(error, terms.today, terms.process.version);
      gaps.push({ record, decision, why: error.message });
    }
  }
  return { found, gaps };
}

/**
 * Holds such cases: what is owed stays as it was on the day before, a planned step is taken back, and a person is told once
 * which figure is missing. Cases that changed since they were read are left to the next assessment.
 */
export async function holdGaps(
  tx: Transaction,
  book: CaseBook,
  gaps: readonly LawGap[],
  today: LocalDate,
  clock: Clock,
): Promise<void> {
  if (gaps.length === 0) return;
  const now = clock.now();
  const rows = gaps.map(({ record, decision, why }) => {
    const text = decisionText(decision);
    const stored = storedDecision(text, decision.decidedOn);
    return {
      case: record.id,
      revision: record.revision,
      digest: digestOf(decision, text),
      decision: JSON.parse(stored) as unknown,
      task: newId(clock),
      title: `Add the missing figure of the law: nothing of this case is calculated, charged or sent until it is known. It is tried again every night. (${why})`,
    };
  });
  const held = await tx.query<{ id: CaseId; isNew: boolean }>(HOLD, [
    tx.creditorId,
    JSON.stringify(rows),
    now,
    today,
  ]);
  await book.tell(
    tx,
    held
      .filter(({ isNew }) => isNew)
      .map(({ id: caseId }) => {
        const { decision } = gaps.find(({ record }) => record.id === caseId)!;
        return { caseId, kind: 'law-figure-missing', actor: 'system', detail: decision.holds[0]!.inputs };
      }),
  );
}

/** Ends the tasks of cases that can be judged again. */
export async function endGaps(tx: Transaction, found: readonly Assessment[], clock: Clock): Promise<void> {
  const freed = found.filter(({ record }) => isGap(record.decisionDigest)).map(({ record }) => record.id);
  if (freed.length > 0) await tx.query(END, [tx.creditorId, idArray(freed), clock.now()]);
}

const NEWS_OF_GAP = newsOf(digestOf({ outcome: 'held', holds: [{ reason: TASK, inputs: {} }] } as never, ''));

function isGap(digest: string | null): boolean {
  return digest !== null && newsOf(digest) === NEWS_OF_GAP;
}

function newsOf(digest: string): string | undefined {
  return digest.split('.')[0];
}

const HOLD = prepared(`
  with x as (
    select * from jsonb_to_recordset($2::jsonb)
      as x("case" uuid, revision int, digest text, decision jsonb, task uuid, title text)
  ), held as (
    update debt_case d set decision = x.decision, decision_digest = x.digest, outcome = 'held', next_step = null,
      next_on = null, next_channel = null, changes_on = null, revision = d.revision + 1, decided_revision = d.revision + 1
    from x
    where d.creditor_id = $1 and d.id = x."case" and d.revision = x.revision and d.decision_digest is distinct from x.digest
    returning d.id, x.task, x.title
  ), back as (
    update case_step s set state = 'cancelled', changed_at = $3
    from held h where s.creditor_id = $1 and s.case_id = h.id and s.state = 'planned'
  ), asked as (
    insert into case_task (creditor_id, case_id, id, key, title, detail, due_on, state, created_at, created_by)
    select $1, h.id, h.task, '${TASK}', h.title, '{}', $4, 'open', $3, 'system' from held h
    on conflict do nothing returning case_id
  )
  select h.id, a.case_id is not null as "isNew" from held h left join asked a on a.case_id = h.id`);

const END = prepared(`
  update case_task set state = 'dropped', outcome = 'The figure is known now.', ended_at = $3, ended_by = 'system'
  where creditor_id = $1 and case_id = any($2::uuid[]) and key = '${TASK}' and state = 'open'`);
