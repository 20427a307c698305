import { performance } from 'node:perf_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from './database.js';

/** Looks of one process are this far apart, however many runs it works at once; closer while a run fills empty tables. */
const PAUSE_MS = 1_000;
const FIRST_PAGES = 8;
const FIRST_PAUSE_MS = 100;

/**
 * Lets PostgreSQL look again at tables that have grown more than fourfold since it last did. Whoever fills tables page
 * by page calls `pageDone`; it acts after pages 1, 2, 4, 8 and so on, which costs nothing over a long pull.
 */
@Injectable()
export class PlannerStatistics {
  readonly #log = new Logger('Database');
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly database: Database) {}

  /** @param pages done so far in this run. Not inside a transaction. Never throws: without it all is slow, not wrong. */
  async pageDone(pages: number): Promise<void> {
    const nowMs = performance.now();
    const pauseMs = pages > FIRST_PAGES ? PAUSE_MS : FIRST_PAUSE_MS;
    if ((pages & (pages - 1)) !== 0 || nowMs - this.#lookedAtMs < pauseMs) return;
    this.#lookedAtMs = nowMs;
    try {
      await this.database.asOperator((tx) => tx.query('select analyze_grown_tables()'));
    } catch (error) {
      this.#log.warn({ msg: 'statistics of grown tables were not refreshed', error });
    }
  }
}
