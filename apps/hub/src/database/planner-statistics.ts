import { Injectable, Logger } from '@nestjs/common';
import { Database } from './database.js';

/**
 * Lets PostgreSQL look again at tables that have grown more than fourfold since it last did. Whoever fills tables page
 * by page calls `pageDone`; it acts after pages 1, 2, 4, 8 and so on, which costs nothing over a long pull.
 */
@Injectable()
export class PlannerStatistics {
  readonly #log = new Logger('Database');

  constructor(private readonly database: Database) {}

  /** @param pages done so far in this run. Not inside a transaction. Never throws: without it all is slow, not wrong. */
  async pageDone(pages: number): Promise<void> {
    if ((pages & (pages - 1)) !== 0) return;
    try {
      await this.database.asOperator((tx) => tx.query('select analyze_grown_tables()'));
    } catch (error) {
      this.#log.warn({ msg: 'statistics of grown tables were not refreshed', error });
    }
  }
}
