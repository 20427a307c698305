import { addDays, type Clock, type CreditorId, isLocalDate, localDateAt, startOfDay } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { ProblemError } from '../../api/problem-error.js';
import { unfitField } from '../../api/unfit-field.js';
import { CLOCK } from '../../config/clock.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import { buildReport, type ReconciliationReport } from './reconciliation-report.js';
import { reportFacts } from './report-facts.js';

const DAYS_MAX = 366;

/** What an auditor asks for: a creditor's days, with all that did not agree. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 404; 422 when the days are none, or too many, or not over yet */
  report(creditorId: CreditorId, from: string, to: string): Promise<ReconciliationReport> {
    if (!isLocalDate(from)) throw unfitDay('from', 'is no day of the calendar');
    if (!isLocalDate(to)) throw unfitDay('to', 'is no day of the calendar');
    if (to < from) throw unfitDay('to', 'lies before the first day');
    if (to >= addDays(from, DAYS_MAX)) throw unfitDay('to', `is more than ${DAYS_MAX} days after the first`);
    return this.database.asCreditor(creditorId, async (tx) => {
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      if (to > localDateAt(this.clock.now(), creditor.country)) throw unfitDay('to', 'lies in the future');
      const endsAt = startOfDay(addDays(to, 1), creditor.country);
      const facts = await reportFacts(tx, creditor, to, endsAt, startOfDay(from, creditor.country));
      return buildReport(facts, { from, to, endsAt });
    });
  }
}

function unfitDay(field: string, reason: string): ProblemError {
  const remedy = `Send days like 2026-03-02, the last at most ${DAYS_MAX - 1} days after the first and not after today.`;
  return unfitField(field, reason, remedy, 'No report was made.');
}
