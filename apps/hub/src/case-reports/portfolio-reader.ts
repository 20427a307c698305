import { type Clock, type CreditorId, localDateAt, type LocalDate } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { Database } from '../database/database.js';
import { AGES, COHORTS, COSTS, PLANS, RECOVERY } from './portfolio-queries.js';
import {
  AGE_FROM_DAYS,
  type AgeRow,
  type CohortRow,
  COHORTS_MAX,
  type CostRow,
  FOLLOWED_MONTHS,
  type PlanRow,
  type PortfolioReport,
  type RecoveryRow,
} from './portfolio-report.js';

/** Sums up a creditor's cases in PostgreSQL, behind the creditor's wall; answers stay small however many cases there are. */
@Injectable()
export class PortfolioReader {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 404 for a creditor that is not known */
  read(creditorId: CreditorId): Promise<PortfolioReport> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      const asOf = localDateAt(this.clock.now(), creditor.country);
      const first = firstMonth(asOf);
      const [ages, cohorts, recovery, plans, costs] = await Promise.all([
        tx.query<AgeRow>(AGES, [creditorId, asOf, AGE_FROM_DAYS]),
        tx.query<CohortRow>(COHORTS, [creditorId, first]),
        tx.query<RecoveryRow>(RECOVERY, [creditorId, first, FOLLOWED_MONTHS]),
        tx.query<PlanRow>(PLANS, [creditorId, first]),
        tx.query<CostRow>(COSTS, [creditorId, first]),
      ]);
      return { creditorId, asOf, ages, cohorts, recovery, plans, costs };
    });
  }
}

/** The first of as many months as are shown, the running one included. */
export function firstMonth(asOf: LocalDate): LocalDate {
  const months = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1 - (COHORTS_MAX - 1);
  const year = `${Math.floor(months / 12)}`;
  return `${year}-${`${(months % 12) + 1}`.padStart(2, '0')}-01` as LocalDate;
}
