import { type CaseId, type Clock, type CreditorId, type LocalDate, localDateAt } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { BalanceCounter } from '../facts/case-balance.js';
import { CaseReader } from '../facts/case-reader.js';
import type { RecordPause } from '../facts/case-record.js';
import { crisisPause } from '../facts/planner-facts.js';
import { CaseOpening } from '../opening/case-opening.js';
import { SettingsStore } from '../settings/settings-store.js';
import type { Assessment, PassTerms } from './assess-case.js';
import { AssessmentStore } from './assessment-store.js';
import { assessEach } from './law-gaps.js';

/** Cases of one transaction: few enough that what is known of them is gone before the collector of garbage looks twice. */
export const PASS_BATCH = 250;
/** A creditor with more cases than this needs more than one pass. */
const BATCHES_MAX = 20_000;
const NIL = '00000000-0000-0000-0000-000000000000' as CaseId;

export interface PassProgress {
  readonly passOn: LocalDate;
  readonly state: 'running' | 'done';
  readonly afterCase: CaseId;
  readonly assessed: number;
  readonly changed: number;
  readonly planned: number;
}

/**
 * Walks a creditor's open cases once for a day: interest, fees, next step. In batches by the order of their ids; how far
 * it is commits with what it found, so a pass that was cut off goes on where it was, and one that is repeated finds
 * nothing new.
 */
@Injectable()
export class CasePass {
  readonly #counters = new Map<string, BalanceCounter>();

  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    private readonly opening: CaseOpening,
    private readonly settings: SettingsStore,
    private readonly reader: CaseReader,
    private readonly store: AssessmentStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Not inside a transaction. @param anew begins at the first case again, also when the day's pass is done */
  async run(
    creditorId: CreditorId,
    signal: AbortSignal,
    anew = false,
    batchSize = PASS_BATCH,
  ): Promise<PassProgress> {
    await this.opening.run(creditorId, signal);
    let progress = await this.database.asCreditor(creditorId, (tx) => this.#begin(tx, creditorId, anew));
    for (let batch = 0; batch < BATCHES_MAX && progress.state === 'running' && !signal.aborted; batch += 1) {
      const from = progress;
      progress = await this.database.asCreditor(creditorId, (tx) =>
        this.#batch(tx, creditorId, from, batchSize),
      );
    }
    return progress;
  }

  /** Assesses the cases that have got new facts since they were last. Not inside a transaction. */
  async refresh(creditorId: CreditorId, signal: AbortSignal): Promise<void> {
    let after = NIL;
    for (let batch = 0; batch < BATCHES_MAX && !signal.aborted; batch += 1) {
      const last = await this.database.asCreditor(creditorId, async (tx) => {
        const rows = await tx.query<{ id: CaseId }>(CHANGED, [creditorId, after, PASS_BATCH]);
        const ids = rows.map(({ id }) => id);
        if (ids.length > 0) await this.assess(tx, creditorId, ids);
        return ids.at(-1);
      });
      if (last === undefined) return;
      after = last;
    }
  }

  /**
   * Assesses these cases now, in the caller's transaction. What changes meanwhile is found by the revision.
   * @returns those that can be judged; one for which a figure of the law is missing is held
   */
  async assess(
    tx: Transaction,
    creditorId: CreditorId,
    caseIds: readonly CaseId[],
  ): Promise<readonly Assessment[]> {
    const terms = await this.terms(tx, creditorId);
    const records = await this.reader.some(tx, caseIds);
    const assessed = assessEach(records, terms, this.clock);
    await this.store.write(tx, assessed, terms.today);
    return assessed.found;
  }

  /** What is the same for all of a creditor's cases today. */
  async terms(tx: Transaction, creditorId: CreditorId): Promise<PassTerms> {
    const [{ creditor }, settings, pauses] = await Promise.all([
      this.creditors.ofCreditor(tx, creditorId),
      this.settings.current(tx, creditorId),
      tx.query<RecordPause>(CREDITOR_PAUSES, [creditorId]),
    ]);
    const { process } = settings;
    return {
      creditor,
      settings,
      process: { ...process, crisisPauses: [...process.crisisPauses, ...pauses.map(crisisPause)] },
      counter: this.#counterFor(creditor.country),
      today: localDateAt(this.clock.now(), creditor.country),
    };
  }

  async #begin(tx: Transaction, creditorId: CreditorId, anew: boolean): Promise<PassProgress> {
    const { today } = await this.terms(tx, creditorId);
    const [progress] = await tx.query<PassProgress>(BEGIN, [creditorId, today, NIL, this.clock.now(), anew]);
    if (!progress) throw new Error('A pass was neither begun nor found.');
    return progress;
  }

  async #batch(
    tx: Transaction,
    creditorId: CreditorId,
    { afterCase, passOn }: PassProgress,
    batchSize: number,
  ): Promise<PassProgress> {
    const [known, records] = await Promise.all([
      this.terms(tx, creditorId),
      this.reader.page(tx, afterCase, batchSize),
    ]);
    const terms = { ...known, today: passOn };
    const assessed = assessEach(records, terms, this.clock);
    const { found } = assessed;
    await this.store.write(tx, assessed, passOn);
    const [progress] = await tx.query<PassProgress>(ADVANCE, [
      creditorId,
      passOn,
      afterCase,
      records.at(-1)?.id ?? afterCase,
      records.length,
      found.filter(({ changed }) => changed).length,
      found.filter(({ toPlan }) => toPlan !== undefined).length,
      records.length < batchSize,
      this.clock.now(),
    ]);
    // Another process has gone on with the same pass: what it did is not done again.
    return progress ?? { passOn, afterCase, state: 'done', assessed: 0, changed: 0, planned: 0 };
  }

  #counterFor(country: 'NO' | 'SE'): BalanceCounter {
    const known = this.#counters.get(country);
    if (known) return known;
    const counter = new BalanceCounter(country);
    this.#counters.set(country, counter);
    return counter;
  }
}

const PROGRESS = `pass_on as "passOn", state, after_case as "afterCase", assessed, changed, planned`;

const CREDITOR_PAUSES = prepared(`
  select kind, by, claim_ids as "claimIds", acts, detail, from_on as "fromOn", until_on as "untilOn", reason
  from case_pause where creditor_id = $1 and case_id is null and kind = 'crisis' and ended_at is null`);

const CHANGED = prepared(`
  select id from debt_case
  where creditor_id = $1 and id > $2 and state <> 'closed' and decided_revision < revision order by id limit $3`);

const BEGIN = prepared(`
  insert into case_pass as p (creditor_id, pass_on, state, after_case, assessed, changed, planned, started_at)
  values ($1, $2, 'running', $3, 0, 0, 0, $4)
  on conflict (creditor_id, pass_on) do update set
    state = case when $5 then 'running' else p.state end,
    after_case = case when $5 and p.state = 'done' then excluded.after_case else p.after_case end,
    assessed = case when $5 and p.state = 'done' then 0 else p.assessed end,
    changed = case when $5 and p.state = 'done' then 0 else p.changed end,
    planned = case when $5 and p.state = 'done' then 0 else p.planned end
  returning ${PROGRESS}`);

const ADVANCE = prepared(`
  update case_pass set after_case = $4, assessed = assessed + $5, changed = changed + $6, planned = planned + $7,
    state = case when $8 then 'done' else state end, finished_at = case when $8 then $9 else finished_at end
  where creditor_id = $1 and pass_on = $2 and after_case = $3 and state = 'running'
  returning ${PROGRESS}`);
