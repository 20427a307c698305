import { addDays, type Clock, type CreditorId, localDateAt, newId, startOfDay } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { GRANT_KEY_BEGIN } from '../case-desk/authority/grant-kinds.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import { type NoticeKind, NOTICE_PLACES } from './notice-kinds.js';
import { NoticePeople } from './notice-people.js';

/** In one run; the rest is found by the next. */
const NEW_MAX = 2_000;
const MORNING_HOURS = 7;
const HOUR_MS = 3_600_000;

interface Unplanned {
  readonly creditorId: CreditorId;
  readonly id: string;
  readonly kind: NoticeKind;
}

/** Finds what must be told, and whom. */
@Injectable()
export class NoticePlanner {
  constructor(
    private readonly database: Database,
    private readonly people: NoticePeople,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Notes what waits now and did not before, and what waits no longer. */
  async look(): Promise<void> {
    const now = this.clock.now();
    await this.database.asOperator(async (tx) => {
      await tx.query(`${WAITING} ${END}`, [now]);
      const found = await tx.query<{ creditorId: string; kind: string; subject: string }>(
        `${WAITING} ${FIND}`,
        [NEW_MAX],
      );
      if (found.length === 0) return;
      const rows = found.map((one) => ({ ...one, id: newId(this.clock) }));
      await tx.query(INSERT, [JSON.stringify(rows), now]);
    });
  }

  /** @returns how many people are to be told of something */
  async plan(signal: AbortSignal): Promise<number> {
    const unplanned = await this.database.asOperator((tx) =>
      tx.query<Unplanned>(
        `select creditor_id as "creditorId", id, kind from notice_occurrence where planned_at is null
         order by creditor_id, id limit $1`,
        [NEW_MAX],
      ),
    );
    let told = 0;
    for (const creditorId of new Set(unplanned.map((one) => one.creditorId))) {
      signal.throwIfAborted();
      told += await this.#planFor(
        creditorId,
        unplanned.filter((one) => one.creditorId === creditorId),
      );
    }
    return told;
  }

  async #planFor(creditorId: CreditorId, occurrences: readonly Unplanned[]): Promise<number> {
    const people = await this.people.reaching(creditorId);
    const now = this.clock.now();
    const rows = occurrences.flatMap(({ id, kind }) =>
      people
        .filter(({ mode, rights }) => mode !== 'off' && rights.has(NOTICE_PLACES[kind].right))
        .map(({ userId, mode }) => ({
          id,
          userId,
          at: (mode === 'daily' ? nextMorning(now) : now).toISOString(),
        })),
    );
    await this.database.asCreditor(creditorId, async (tx) => {
      await tx.query(PLAN, [creditorId, JSON.stringify(rows)]);
      await tx.query(
        `update notice_occurrence set planned_at = $3 where creditor_id = $1 and id = any($2::uuid[])`,
        [creditorId, occurrences.map(({ id }) => id), now],
      );
    });
    return rows.length;
  }
}

/** Seven o'clock in Oslo and Stockholm, whose clocks are the same. */
export function nextMorning(now: Date): Date {
  const today = localDateAt(now, 'NO');
  const morningOf = (day: typeof today): Date =>
    new Date(startOfDay(day, 'NO').getTime() + MORNING_HOURS * HOUR_MS);
  const morning = morningOf(today);
  return morning > now ? morning : morningOf(addDays(today, 1));
}

const WAITING = `
  with waiting as (
    select creditor_id, 'connection-broken' as kind, id as subject from connection where state = 'blocked'
    union all
    select creditor_id, 'posting-refused', id from write_back where state = 'refused'
    union all
    select creditor_id, 'off-balance', id from standing_difference where state = 'open'
    union all
    select creditor_id, case kind when 'hand-over' then 'hand-over-to-confirm' when 'authority' then 'authority-to-confirm'
      else 'setting-to-confirm' end, id from proposal where state = 'open'
    union all
    -- What a case handler wants to grant beyond the authority is the company's to say yes or no to.
    select creditor_id, 'question-waiting', id from case_task where state = 'open' and key like '${GRANT_KEY_BEGIN}%'
    union all
    select creditor_id, 'approval-waiting', creditor_id from (
      select creditor_id from claim where state = 'proposed' and hold_reason is null
      union select creditor_id from write_back where state = 'proposed') asked
  )`;

const END = `
  update notice_occurrence o set ended_at = $1
  where o.ended_at is null and not exists (
    select from waiting w where w.creditor_id = o.creditor_id and w.kind = o.kind and w.subject = o.subject_id)`;

const FIND = `
  select w.creditor_id as "creditorId", w.kind, w.subject from waiting w
  where not exists (select from notice_occurrence o where o.creditor_id = w.creditor_id and o.kind = w.kind
    and o.subject_id = w.subject and o.ended_at is null)
  limit $1`;

const INSERT = `
  insert into notice_occurrence (creditor_id, id, kind, subject_id, seen_at)
  select x."creditorId", x.id, x.kind, x.subject, $2
  from jsonb_to_recordset($1::jsonb) as x("creditorId" uuid, id uuid, kind text, subject uuid)
  on conflict do nothing`;

/** Whoever asked for something is not told that it waits for somebody else. */
const PLAN = `
  insert into notice (creditor_id, occurrence_id, user_id, state, not_before)
  select $1, x.id, x."userId", 'planned', x.at
  from jsonb_to_recordset($2::jsonb) as x(id uuid, "userId" uuid, at timestamptz)
  where not exists (
    select from notice_occurrence o join proposal p on p.creditor_id = o.creditor_id and p.id = o.subject_id
    where o.creditor_id = $1 and o.id = x.id and p.first_person = x."userId")
  on conflict do nothing`;
