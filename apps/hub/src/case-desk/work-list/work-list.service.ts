import type { CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { SettingsStore } from '../../cases/settings/settings-store.js';
import { prepared } from '../../database/transaction.js';
import { PayoutDeadlines } from '../../remittance/payout-deadlines.js';
import { CaseFile, dayField } from '../file/case-file.js';
import { moneyWork } from './money-work.js';
import { workSql } from './work-sql.js';
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

const LIST = prepared(workSql((alias) => `${alias}.creditor_id = $1`));
