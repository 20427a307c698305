import { type ClaimId, type Clock, type CreditorId, localDateAt } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { COLLECTED_QUEUE } from '../../collection/collected-news.js';
import { CLOCK } from '../../config/clock.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import { PlannerStatistics } from '../../database/planner-statistics.js';
import type { Transaction } from '../../database/transaction.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { defineQueue } from '../../jobs/queue-definition.js';
import { SettingsStore } from '../settings/settings-store.js';
import {
  type CollectedChange,
  collectedChange,
  collectedChanges,
  collectedChangesOf,
  newMessages,
  type TakenMessage,
} from './collected-changes.js';
import { followClaim } from './follow-claim.js';
import { openCases } from './new-cases.js';
import { OpeningStore } from './opening-store.js';

/** Cases of one creditor have got new facts: they are assessed at once, not only at night. One waits and one runs. */
export const CASES_CHANGED_QUEUE = defineQueue<{ readonly creditorId: CreditorId }>({
  name: 'cases-changed',
  policy: 'stately',
  retryLimit: 8,
  expireInSeconds: 1800,
});

/** Claims of one transaction. */
export const OPENING_BATCH = 500;
/** A job ends after as many; what is left is found by the next one. */
const BATCHES_MAX = 10_000;
const NIL = '00000000-0000-0000-0000-000000000000';

/**
 * Makes cases of the claims that the built-in pipeline took in, and lets them follow what it was told since. Afterwards
 * and set by set, so that a hand-over costs no more for it. A batch commits whole: claims, cases, first events, and how
 * far each claim was followed. So whatever is killed or repeated, a message reaches its case once, in order.
 */
@Injectable()
export class CaseOpening implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly creditors: CreditorReader,
    private readonly settings: SettingsStore,
    private readonly store: OpeningStore,
    private readonly statistics: PlannerStatistics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(COLLECTED_QUEUE, ({ data, signal }) => this.run(data.creditorId, signal), {
      concurrency: 1,
    });
  }

  /** Not inside a transaction. Ends early when aborted: what is left is found next time. */
  async run(creditorId: CreditorId, signal: AbortSignal): Promise<void> {
    let after = NIL;
    for (let batch = 1; batch <= BATCHES_MAX && !signal.aborted; batch += 1) {
      const last = await this.database.asCreditor(creditorId, (tx) => this.#batch(tx, creditorId, after));
      if (last === undefined) return;
      after = last;
      await this.statistics.pageDone(batch);
    }
  }

  /**
   * The same for one claim at once, in the caller's transaction: what comes next needs its case. Does nothing when the
   * case knows it all, or when the built-in pipeline does not hold the claim.
   */
  async openNow(tx: Transaction, creditorId: CreditorId, claimId: ClaimId): Promise<void> {
    if ((await collectedChange(tx, claimId)).length === 0) return;
    await lockCreditor(tx);
    await this.#take(tx, creditorId, await collectedChange(tx, claimId));
  }

  /** As `openNow` for several claims. */
  async openSome(tx: Transaction, creditorId: CreditorId, claimIds: readonly ClaimId[]): Promise<void> {
    if ((await collectedChangesOf(tx, claimIds)).length === 0) return;
    await lockCreditor(tx);
    await this.#take(tx, creditorId, await collectedChangesOf(tx, claimIds));
  }

  /** Has the cases assessed that have changed in this transaction, as soon as it is committed. */
  async assessSoon(tx: Transaction, creditorId: CreditorId): Promise<void> {
    await this.jobs.send(tx, CASES_CHANGED_QUEUE, { creditorId }, { singletonKey: creditorId });
  }

  /** @returns the last claim looked at; undefined when nothing was left */
  async #batch(tx: Transaction, creditorId: CreditorId, after: string): Promise<string | undefined> {
    await lockCreditor(tx);
    const changes = await collectedChanges(tx, { after, limit: OPENING_BATCH });
    const last = changes.at(-1);
    if (last === undefined) return undefined;
    await this.#take(tx, creditorId, changes);
    return last.claimId;
  }

  async #take(tx: Transaction, creditorId: CreditorId, changes: readonly CollectedChange[]): Promise<void> {
    await this.#open(
      tx,
      creditorId,
      changes.filter(({ caseId }) => caseId === null),
    );
    await this.#follow(tx, creditorId, changes);
    await this.jobs.send(tx, CASES_CHANGED_QUEUE, { creditorId }, { singletonKey: creditorId });
  }

  async #open(tx: Transaction, creditorId: CreditorId, news: readonly CollectedChange[]): Promise<void> {
    if (news.length === 0) return;
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    const { creditorLettersConfirmed, process } = await this.settings.current(tx, creditorId);
    const known = await this.store.known(tx, news);
    const today = localDateAt(this.clock.now(), creditor.country);
    const opening = openCases(
      news,
      known,
      {
        country: creditor.country,
        today,
        creditorLettersConfirmed,
        regimeDates: process.regimeDates,
      },
      this.clock,
    );
    await this.store.open(tx, opening);
  }

  /** Also those just opened: something may have been told about them before. */
  async #follow(tx: Transaction, creditorId: CreditorId, changes: readonly CollectedChange[]): Promise<void> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    const claims = new Map((await this.store.followed(tx, changes)).map((claim) => [claim.claimId, claim]));
    const messages = byClaim(await newMessages(tx, [...claims.keys()]));
    const today = localDateAt(this.clock.now(), creditor.country);
    const followed = changes.flatMap((change) => {
      const claim = claims.get(change.claimId);
      return claim ? [followClaim(claim, change, messages.get(change.claimId) ?? [], today)] : [];
    });
    await this.store.follow(tx, followed, changes);
  }
}

/** Two at once would open two cases for one debtor; the second waits, and then finds the first one's. */
async function lockCreditor(tx: Transaction): Promise<void> {
  await tx.query('select 1 from creditor where creditor_id = $1 for no key update', [tx.creditorId]);
}

function byClaim(messages: readonly TakenMessage[]): Map<string, TakenMessage[]> {
  const sorted = new Map<string, TakenMessage[]>();
  for (const message of messages) {
    const list = sorted.get(message.claimId) ?? [];
    list.push(message);
    sorted.set(message.claimId, list);
  }
  return sorted;
}
