import type { CaseId, Clock, CreditorId } from '@app/domain';
import type { Channel } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { CaseBook } from '../case-book.js';
import { CaseNotices } from './case-notices.js';
import { LetterStore } from './letter-store.js';

const PAGE = 200;
const PAGES_MAX = 500;
/** One that was not written within so many days would come too late to be welcome. */
const WITHIN_MS = 14 * 86_400_000;

interface ClosedCase {
  readonly caseId: CaseId;
  /** By which the debtor was reached last. */
  readonly channel: Channel;
}

/**
 * Tells a debtor who has heard from us that all is paid: nobody should have to wonder. Once per closing, by the channel that
 * reached them last.
 */
@Injectable()
export class ClosingLetters {
  constructor(
    private readonly database: Database,
    private readonly notices: CaseNotices,
    private readonly book: CaseBook,
    private readonly letters: LetterStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Not inside a transaction. */
  async run(creditorId: CreditorId, signal: AbortSignal): Promise<void> {
    const tried: CaseId[] = [];
    for (let page = 0; page < PAGES_MAX && !signal.aborted; page += 1) {
      const closed = await this.database.asCreditor(creditorId, (tx) => this.#untold(tx, tried));
      if (closed.length === 0) return;
      for (const one of closed) {
        if (signal.aborted) return;
        await this.#tell(creditorId, one);
        tried.push(one.caseId);
      }
    }
  }

  #untold(tx: Transaction, tried: readonly CaseId[]): Promise<ClosedCase[]> {
    return tx.query<ClosedCase>(UNTOLD, [
      tx.creditorId,
      new Date(this.clock.now().getTime() - WITHIN_MS),
      tried,
    ]);
  }

  async #tell(creditorId: CreditorId, { caseId, channel }: ClosedCase): Promise<void> {
    const letter = await this.notices.render(creditorId, caseId, channel, 'case-closed');
    if (letter === undefined) return;
    await this.database.asCreditor(creditorId, async (tx) => {
      await this.book.lock(tx, [caseId]);
      const [still] = await tx.query(`select 1 from (${UNTOLD}) u where u."caseId" = $4`, [
        creditorId,
        new Date(this.clock.now().getTime() - WITHIN_MS),
        [],
        caseId,
      ]);
      if (!still) return;
      await this.letters.add(tx, { caseId, stepId: null, replacesId: null, deadlineOn: null, letter });
      await this.book.tell(tx, [
        { caseId, kind: 'closing-letter-written', actor: 'system', detail: { letterId: letter.id, channel } },
      ]);
      await this.letters.wake(tx, creditorId);
    });
  }
}

const UNTOLD = `
  select d.id as "caseId", last.channel
  from debt_case d cross join lateral (
    select l.channel from case_letter l
    where l.creditor_id = d.creditor_id and l.case_id = d.id and l.state = 'sent' and l.channel in ('email', 'letter')
    order by l.sent_at desc limit 1
  ) last
  where d.creditor_id = $1 and d.state = 'closed' and d.closed_by = 'paid' and d.closed_at > $2
    and not d.id = any($3::uuid[]) and not exists (
      select from case_letter l where l.creditor_id = d.creditor_id and l.case_id = d.id and l.kind = 'case-closed'
        and l.created_at >= d.closed_at)
  order by d.id limit ${PAGE}`;
