import { DEFAULT_LAW_SETTINGS } from '@app/collection';
import { type Clock, type DebtorKind, localDateAt } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { listedName } from '../access-log/shown.js';
import { type Asker, creditorsWithin } from '../accounts/reach.js';
import { dayOf } from '../api/day-field.js';
import { workSql } from '../case-desk/work-list/work-sql.js';
import { WORK_KINDS, type WorkListQueryDto } from '../case-desk/work-list/work-list.dto.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { DayWorkDto, DayWorkItemDto } from './day-work.dto.js';

const STANDARD = 200;
const MORE = `, r.creditor_id as "creditorId", r.name as "creditorName", b.name as "debtorName", b.kind as "debtorKind"`;
const ALL = workSql(() => '$1::uuid[] is null', MORE);
const SOME = workSql((alias) => `${alias}.creditor_id = any($1::uuid[])`, MORE);

/** The work of a day over all creditors that somebody reaches. That a claim may lapse is told as long ahead as the law's default says. */
@Injectable()
export class DayWorkReader {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list({ reach, rights }: Asker, query: WorkListQueryDto): Promise<DayWorkDto> {
    const today = localDateAt(this.clock.now(), 'NO');
    const until = query.until === undefined ? today : dayOf('until', query.until);
    const limit = query.limit ?? STANDARD;
    return this.database.asOperator(async (tx) => {
      const creditors = await creditorsWithin(tx, reach);
      const items = await tx.query<DayWorkItemDto & { readonly debtorKind: DebtorKind }>(
        creditors === null ? ALL : SOME,
        [
          creditors,
          until,
          query.assignedTo ?? null,
          DEFAULT_LAW_SETTINGS.NO.limitation.warningDays,
          WORK_KINDS,
          limit + 1,
        ],
      );
      const shown = items.slice(0, limit).map(({ debtorKind, ...item }) => ({
        ...item,
        debtorName: listedName(item.debtorName, debtorKind, rights),
      }));
      return { today, items: shown, hasMore: items.length > limit };
    });
  }
}
