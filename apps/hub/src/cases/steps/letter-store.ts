import { createHash } from 'node:crypto';
import {
  type CaseId,
  type CaseLetterId,
  type CaseStepId,
  type Clock,
  type CreditorId,
  type JsonObject,
  type LocalDate,
  newId,
} from '@app/domain';
import type { Channel } from '@app/collection';
import type { LetterData, LetterRenderer } from '@app/letters';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Environment } from '../../config/environment.js';
import type { Transaction } from '../../database/transaction.js';
import { newPageKey, type PageKey } from '../debtor-page/page-key.js';
import { PAGE_KEY_ADD, pageKeyValues } from '../debtor-page/page-key-store.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { defineQueue } from '../../jobs/queue-definition.js';

/** Sends what is due of one creditor's letters. One waits and one runs. */
export const LETTER_QUEUE = defineQueue<{ readonly creditorId: CreditorId }>({
  name: 'case-letters',
  policy: 'stately',
  retryLimit: 8,
  expireInSeconds: 3_600,
});

/** A letter as it will be sent, in the form of its channel. */
export interface RenderedLetter {
  readonly id: CaseLetterId;
  readonly data: LetterData;
  readonly channel: Channel;
  readonly recipient: {
    readonly name: string;
    readonly value?: string;
    readonly addressLines?: readonly string[];
  };
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly document: Buffer | null;
  /** Opens the debtor's page; only its digests are kept, and `data` does not hold it. */
  readonly pageKey?: PageKey;
  readonly notBefore: Date;
  /** `document`: kept, and sent to nobody; `by-hand`: a case handler takes it. */
  readonly state: 'planned' | 'document' | 'by-hand';
}

export interface RenderTerms {
  readonly id: CaseLetterId;
  readonly channel: Channel;
  readonly to: RenderedLetter['recipient'];
  readonly notBefore: Date;
  readonly byHand: boolean;
  readonly isDocument: boolean;
}

/** Makes and stores letters. What was stored is what is sent, and what anybody sees later. */
@Injectable()
export class LetterStore {
  constructor(
    private readonly jobs: JobQueue,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() private readonly environment?: Environment,
  ) {}

  /** Not inside a transaction that others wait for: a PDF takes some ten milliseconds. @throws LetterError */
  async render(renderer: LetterRenderer, data: LetterData, terms: RenderTerms): Promise<RenderedLetter> {
    const { id, channel, to, notBefore } = terms;
    const pageKey = this.#pageKeyFor(terms);
    const shown = pageKey ? { ...data, debtorPage: pageKey.shown } : data;
    const email = renderer.email(shown);
    const isSms = channel === 'sms';
    return {
      id,
      data,
      channel,
      recipient: to,
      subject: isSms ? null : email.subject,
      text: isSms ? renderer.sms(shown) : email.text,
      // Whatever the channel: if it refuses, another one may have to carry the same letter.
      html: email.html,
      document: await renderer.pdf(shown),
      ...(pageKey ? { pageKey } : {}),
      notBefore,
      state: terms.isDocument ? 'document' : terms.byHand ? 'by-hand' : 'planned',
    };
  }

  /** A page is for debtors: none for a draft to a court, none where browsers could not reach it. */
  #pageKeyFor({ isDocument }: RenderTerms): PageKey | undefined {
    const address = this.environment?.PUBLIC_URL;
    return address === undefined || isDocument ? undefined : newPageKey(address);
  }

  async add(
    tx: Transaction,
    {
      caseId,
      stepId,
      replacesId,
      deadlineOn,
      letter,
      copyOfId = null,
    }: {
      readonly caseId: CaseId;
      readonly stepId: CaseStepId | null;
      readonly replacesId: CaseLetterId | null;
      readonly deadlineOn: LocalDate | null;
      readonly letter: RenderedLetter;
      readonly copyOfId?: CaseLetterId | null;
    },
  ): Promise<void> {
    const { document } = letter;
    await tx.query(ADD, [
      tx.creditorId,
      caseId,
      letter.id,
      letter.data.kind,
      stepId,
      replacesId,
      letter.channel,
      letter.data.language,
      JSON.stringify(letter.recipient),
      `${letter.data.kind}.${letter.data.language}`,
      exactJson(letter.data),
      letter.subject,
      letter.text,
      letter.html,
      document,
      document === null ? null : createHash('sha256').update(document).digest('hex'),
      deadlineOn,
      letter.state,
      letter.notBefore,
      this.clock.now(),
      copyOfId,
    ]);
    if (letter.pageKey) await tx.query(PAGE_KEY_ADD, pageKeyValues(tx, caseId, letter.pageKey, this.clock));
    if (letter.state !== 'by-hand') return;
    const today = this.clock.now().toISOString().slice(0, 10) as LocalDate;
    await this.ask(
      tx,
      caseId,
      `by-hand:${letter.id}`,
      'Send this letter by hand to the recipient that it names: no channel may or can.',
      today,
    );
  }

  /** The same letter for another channel. An e-mail's HTML and a letter's PDF are both there already. */
  async copy(
    tx: Transaction,
    {
      caseId,
      letterId,
      id,
      channel,
      to,
    }: {
      readonly caseId: CaseId;
      readonly letterId: CaseLetterId;
      readonly id: CaseLetterId;
      readonly channel: Channel;
      readonly to: RenderedLetter['recipient'];
    },
  ): Promise<void> {
    await tx.query(COPY, [
      tx.creditorId,
      caseId,
      letterId,
      id,
      channel,
      JSON.stringify(to),
      this.clock.now(),
    ]);
  }

  /** A task for a person; of the same key one is open at a time. Answers whether it was not there yet. */
  async ask(
    tx: Transaction,
    caseId: CaseId,
    key: string,
    title: string,
    dueOn: LocalDate,
    detail: JsonObject = {},
  ): Promise<boolean> {
    const made = await tx.query(
      `insert into case_task (creditor_id, case_id, id, key, title, detail, due_on, state, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, 'system') on conflict do nothing returning 1`,
      [tx.creditorId, caseId, newId(this.clock), key, title, JSON.stringify(detail), dueOn, this.clock.now()],
    );
    return made.length > 0;
  }

  /**
   * Takes back letters of a step that have not left, with their copies. Those that may be on their way stay.
   * @returns how many were taken back
   */
  async takeBack(tx: Transaction, caseId: CaseId, letterId: CaseLetterId, note: string): Promise<number> {
    const back = await tx.query(
      `update case_letter set state = 'cancelled', note = $4
       where creditor_id = $1 and case_id = $2 and (id = $3 or copy_of_id = $3) and state in ('planned', 'by-hand')
         and attempts = 0 returning id`,
      [tx.creditorId, caseId, letterId, note],
    );
    return back.length;
  }

  async wake(tx: Transaction, creditorId: CreditorId): Promise<void> {
    await this.jobs.send(tx, LETTER_QUEUE, { creditorId }, { singletonKey: creditorId });
  }
}

/** Money is written in minor units as text: JSON's numbers are not exact. */
export function exactJson(data: LetterData): string {
  return JSON.stringify(data, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}

const COPY = `
  insert into case_letter (creditor_id, case_id, id, kind, step_id, replaces_id, channel, language, recipient, template, input,
    subject, text, html, document, document_sha256, deadline_on, state, not_before, created_at)
  select creditor_id, case_id, $4, kind, step_id, id, $5, language, $6, template, input, subject, text, html, document,
    document_sha256, deadline_on, 'planned', $7, $7
  from case_letter where creditor_id = $1 and case_id = $2 and id = $3`;

const ADD = `
  insert into case_letter (creditor_id, case_id, id, kind, step_id, replaces_id, channel, language, recipient, template, input,
    subject, text, html, document, document_sha256, deadline_on, state, not_before, created_at, copy_of_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`;
