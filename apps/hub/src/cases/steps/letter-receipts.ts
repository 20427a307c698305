import type { CaseId, CaseLetterId, CaseStepId, Clock, CreditorId, LocalDate } from '@app/domain';
import type { Channel, LetterKind } from '@app/collection';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { DeliveryReceipt } from '../../dispatch/message-channel.js';
import { MessageChannels } from '../../dispatch/message-channels.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { defineQueue } from '../../jobs/queue-definition.js';
import { orderForCreditors } from '../../scheduler/creditors-due.js';
import { Scheduler } from '../../scheduler/scheduler.js';
import { CaseBook } from '../case-book.js';
import { letterFacts } from './letter-facts.js';
import { LetterStore } from './letter-store.js';
import { addressLines } from './step-letter.js';

/** Asks what became of one creditor's letters that were sent. One waits and one runs. */
export const RECEIPT_QUEUE = defineQueue<{ readonly creditorId: CreditorId }>({
  name: 'case-receipts',
  policy: 'stately',
  retryLimit: 3,
  expireInSeconds: 3_600,
});

/** The task of somebody who has to find where a debtor lives; ended by giving the address. */
export const FIND_ADDRESS = 'find-address';

const EVERY_SECONDS = 3_600;
/** After so many days nothing more is heard of a letter. */
const ASKED_DAYS = 45;
const DAY_MS = 86_400_000;
const PAGE = 200;
const PAGES_MAX = 500;
const NIL = '00000000-0000-0000-0000-000000000000';

interface SentLetter {
  readonly id: CaseLetterId;
  readonly caseId: CaseId;
  readonly stepId: CaseStepId | null;
  readonly kind: LetterKind;
  readonly channel: Channel;
  readonly externalId: string;
  readonly value: string | null;
  readonly addressLines: readonly string[] | null;
}

/**
 * Proof of delivery: what the channel says about letters it took. One that came back counts for nothing: its step is no
 * longer a step, its address is not used again, and a person is told.
 */
@Injectable()
export class LetterReceipts implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
    private readonly scheduler: Scheduler,
    private readonly channels: MessageChannels,
    private readonly letters: LetterStore,
    private readonly book: CaseBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.work(RECEIPT_QUEUE, ({ data, signal }) => this.run(data.creditorId, signal), {
      concurrency: 1,
    });
    this.scheduler.every({
      name: 'case-receipts',
      seconds: EVERY_SECONDS,
      run: (lease) =>
        orderForCreditors(
          this.database,
          lease,
          {
            sql: `select distinct creditor_id as "creditorId" from case_letter
             where state = 'sent' and delivered_at is null and sent_at > $1`,
            parameters: [this.#since()],
          },
          (tx, creditorId) => this.jobs.send(tx, RECEIPT_QUEUE, { creditorId }, { singletonKey: creditorId }),
        ),
    });
  }

  /** Not inside a transaction. */
  async run(creditorId: CreditorId, signal: AbortSignal): Promise<void> {
    let after = NIL;
    for (let page = 0; page < PAGES_MAX && !signal.aborted; page += 1) {
      const sent = await this.database.asCreditor(creditorId, (tx) => this.#sent(tx, after));
      for (const letter of sent) {
        if (signal.aborted) return;
        const receipt = await this.#ask(letter, signal);
        if (receipt === undefined || receipt.state === 'pending') continue;
        await this.database.asCreditor(creditorId, (tx) => this.#record(tx, letter, receipt));
      }
      const last = sent.at(-1);
      if (last === undefined || sent.length < PAGE) return;
      after = last.id;
    }
  }

  #sent(tx: Transaction, after: string): Promise<SentLetter[]> {
    return tx.query<SentLetter>(
      `select id, case_id as "caseId", step_id as "stepId", kind, channel, external_id as "externalId",
         recipient->>'value' as value, recipient->'addressLines' as "addressLines"
       from case_letter
       where creditor_id = $1 and id > $2 and state = 'sent' and delivered_at is null and sent_at > $3
         and external_id is not null
       order by id limit ${PAGE}`,
      [tx.creditorId, after, this.#since()],
    );
  }

  async #ask(
    { id, channel, externalId }: SentLetter,
    signal: AbortSignal,
  ): Promise<DeliveryReceipt | undefined> {
    if (channel === 'call') return undefined;
    const state = this.channels.of(channel);
    return state.isOn ? state.channel.receipt(id, externalId, signal) : undefined;
  }

  async #record(tx: Transaction, letter: SentLetter, receipt: DeliveryReceipt): Promise<void> {
    await this.book.lock(tx, [letter.caseId]);
    const { state, reason = null } = receipt;
    const at = receipt.at ?? this.clock.now().toISOString();
    const proof = JSON.stringify({
      [state === 'failed' ? 'failed' : state]: at,
      ...(reason === null ? {} : { reason }),
    });
    const [changed] = await tx.query(
      `update case_letter set proof = coalesce(proof, '{}') || $4::jsonb,
         delivered_at = case when $5 = 'delivered' then $6::timestamptz else delivered_at end,
         state = case when $5 = 'failed' then 'refused' else state end
       where creditor_id = $1 and case_id = $2 and id = $3 and not coalesce(proof, '{}') @> $4::jsonb returning id`,
      [tx.creditorId, letter.caseId, letter.id, proof, state, at],
    );
    // Heard before: a receipt says the same each time.
    if (!changed) return;
    const { id: letterId, kind, channel } = letter;
    const detail = { letterId, letter: kind, channel, at, reason };
    await this.book.tell(tx, [{ caseId: letter.caseId, kind: `letter-${state}`, actor: 'system', detail }]);
    if (state === 'failed') await this.#cameBack(tx, letter);
    if (state !== 'handed-on') await this.book.touch(tx, [letter.caseId]);
  }

  async #cameBack(tx: Transaction, letter: SentLetter): Promise<void> {
    const { id, caseId, stepId, channel, value } = letter;
    if (stepId !== null) {
      await tx.query(
        `update case_step set undelivered = true, changed_at = $4 where creditor_id = $1 and case_id = $2 and id = $3`,
        [tx.creditorId, caseId, stepId, this.clock.now()],
      );
    }
    await tx.query(
      `update case_debtor b set changed_at = $5,
         contact_points = (select coalesce(jsonb_agg(case when p->>'channel' = $3 and p->>'value' = $4
           then p || '{"failed": true}' else p end order by n), '[]') from jsonb_array_elements(b.contact_points) with ordinality x(p, n))
       from debt_case d where d.creditor_id = $1 and d.id = $2 and b.creditor_id = d.creditor_id and b.id = d.debtor_id`,
      [tx.creditorId, caseId, channel, value, this.clock.now()],
    );
    const today = this.clock.now().toISOString().slice(0, 10) as LocalDate;
    if (await this.#addressIsWrong(tx, letter)) {
      const title = 'The post returned a letter: find the debtor’s address, and give it to the case.';
      await this.letters.ask(tx, caseId, FIND_ADDRESS, title, today, { letterId: id });
      return;
    }
    const title = 'This message came back: find out where the debtor can be reached.';
    await this.letters.ask(tx, caseId, 'came-back', title, today, { letterId: id, channel });
  }

  /** Marks the debtor's postal address, unless the letter went elsewhere or another address was given meanwhile. */
  async #addressIsWrong(
    tx: Transaction,
    { id, caseId, channel, addressLines: sentTo }: SentLetter,
  ): Promise<boolean> {
    if (channel !== 'letter') return false;
    const { address } = await letterFacts(tx, caseId);
    if (sentTo === null || address === null || addressLines(address).join('\n') !== sentTo.join('\n'))
      return false;
    await tx.query(
      `update case_debtor b set address_failed = true, changed_at = $3
       from debt_case d where d.creditor_id = $1 and d.id = $2 and b.creditor_id = d.creditor_id and b.id = d.debtor_id`,
      [tx.creditorId, caseId, this.clock.now()],
    );
    const detail = { letterId: id };
    await this.book.tell(tx, [{ caseId, kind: 'address-found-wrong', actor: 'system', detail }]);
    return true;
  }

  #since(): Date {
    return new Date(this.clock.now().getTime() - ASKED_DAYS * DAY_MS);
  }
}
