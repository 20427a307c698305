import type { Clock } from '@app/domain';
import { AuditLog } from '../../audit/audit-log.js';
import { Environment } from '../../config/environment.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import type { Database } from '../../database/database.js';
import { PlannerStatistics } from '../../database/planner-statistics.js';
import { noJobs } from '../../jobs/testing/no-jobs.js';
import { CaseBook } from '../case-book.js';
import { CaseReader } from '../facts/case-reader.js';
import { CaseOpening } from '../opening/case-opening.js';
import { OpeningStore } from '../opening/opening-store.js';
import { AssessmentStore } from '../pass/assessment-store.js';
import { CasePass } from '../pass/case-pass.js';
import { SettingsStore } from '../settings/settings-store.js';

/** What works cases, put together as the module does it, without jobs. */
export class CaseParts {
  readonly audit: AuditLog;
  readonly book: CaseBook;
  readonly creditors = new CreditorReader();
  readonly reader = new CaseReader();
  readonly settings: SettingsStore;
  readonly openings: OpeningStore;
  readonly assessments: AssessmentStore;
  readonly opening: CaseOpening;
  readonly pass: CasePass;

  constructor(database: Database, clock: Clock) {
    this.audit = new AuditLog(clock);
    this.book = new CaseBook(clock);
    this.settings = new SettingsStore(this.audit, new Environment(), clock);
    this.openings = new OpeningStore(this.book, clock);
    this.assessments = new AssessmentStore(this.book, clock);
    this.opening = new CaseOpening(
      database,
      noJobs,
      this.creditors,
      this.settings,
      this.openings,
      new PlannerStatistics(database),
      clock,
    );
    this.pass = new CasePass(
      database,
      this.creditors,
      this.opening,
      this.settings,
      this.reader,
      this.assessments,
      clock,
    );
  }
}
