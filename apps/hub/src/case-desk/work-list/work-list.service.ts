import type { CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { SettingsStore } from '../../cases/settings/settings-store.js';
import { prepared } from '../../database/transaction.js';
import { PayoutDeadlines } from '../../remittance/payout-deadlines.js';
import { CaseFile, dayField } from '../file/case-file.js';
import { moneyWork } from './money-work.js';
import { WORK_KINDS, type WorkItemDto, type WorkListDto, type WorkListQueryDto } from './work-list.dto.js';

const STANDARD = 200;

/** What people have to do now: tasks, calls, deadlines that run out. By day, and on a day what cannot wait first. */
@Injectable()
export class WorkListService {
  constructor(
    private readonly file: CaseFile,
    private readonly settings: SettingsStore,
    private readonly deadlines: PayoutDeadlines,
  ) {}

  list(creditorId: CreditorId, query: WorkListQueryDto): Promise<WorkListDto> {
    return this.file.ofCreditor(creditorId, async (tx) => {
      const today = await this.file.today(tx, creditorId);
      const until = query.until === undefined ? today : dayField('until', query.until);
      const { process } = await this.settings.current(tx, creditorId);
      const limit = query.limit ?? STANDARD;
      const rows = await tx.query<WorkItemDto>(LIST, [
        creditorId,
        until,
        query.assignedTo ?? null,
        process.limitationWarningDays,
        WORK_KINDS,
        limit + 1,
      ]);
      const money = moneyWork(await this.deadlines.waiting(tx, today, creditorId));
      return { today, items: rows.slice(0, limit), money, hasMore: rows.length > limit };
    });
  }
}

/** A task about something that is listed by itself, too, is listed once: as the task. */
const LIST = prepared(`
  with work as (
    select case when t.key like 'objection:%' then 'objection' when t.key = 'limitation' then 'limitation'
        when t.key like 'doubt:%' or t.key like 'creditor-approves:%' then 'answer-due'
        when t.key like 'call%' or t.key like 'instalment-late:%' then 'call' else 'task' end as kind,
      t.due_on, t.case_id, t.title, t.id, t.assigned_to
    from case_task t where t.creditor_id = $1 and t.state = 'open' and t.due_on <= $2
    union all
    select 'limitation', d.lapses_on, d.id, 'A claim may lapse: interrupt limitation, or let it go.', null, d.handler
    from debt_case d where d.creditor_id = $1 and d.state <> 'closed' and d.lapses_on <= $2::date + $4::int
      and not exists (select from case_task t where t.creditor_id = $1 and t.case_id = d.id and t.key = 'limitation'
        and t.state = 'open')
    union all
    select 'call', s.due_on, s.case_id, 'Call the debtor: ' || s.kind, s.id, null
    from case_step s where s.creditor_id = $1 and s.state = 'planned' and s.channel = 'call' and s.due_on <= $2
    union all
    select 'answer-due', p.answer_by, p.case_id, 'The debtor’s answer to the proposed plan is due.', p.id, null
    from case_plan p where p.creditor_id = $1 and p.state = 'proposed' and p.answer_by <= $2
    union all
    select 'ends', p.until_on, p.case_id, 'A pause ends: the road goes on.', p.id, null
    from case_pause p where p.creditor_id = $1 and p.ended_at is null and p.case_id is not null and p.until_on = $2
    union all
    select 'ends', f.until_on, f.case_id, 'A deferral ends: the road goes on.', f.id, null
    from case_deferral f where f.creditor_id = $1 and f.state = 'active' and f.until_on = $2
  )
  select w.kind, w.due_on as "dueOn", w.case_id as "caseId", d.reference as "caseReference", w.title, w.id,
    coalesce(w.assigned_to, d.handler) as "assignedTo"
  from work w join debt_case d on d.creditor_id = $1 and d.id = w.case_id
  where $3::text is null or coalesce(w.assigned_to, d.handler, $3) = $3
  order by w.due_on, array_position($5::text[], w.kind), d.reference, w.title limit $6`);
