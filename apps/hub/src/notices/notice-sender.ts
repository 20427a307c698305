import { type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { Database } from '../database/database.js';
import type { SendResult } from '../dispatch/message-channel.js';
import { MessageChannels } from '../dispatch/message-channels.js';
import type { NoticeState } from './notice.entity.js';
import { NOTICE_KINDS, type NoticeKind, NOTICE_PLACES, placeOf } from './notice-kinds.js';
import { type NoticeLine, noticeMail } from './notice-mail.js';
import { type Addressee, NoticePeople } from './notice-people.js';

/** Mails in one run. */
const PEOPLE_MAX = 500;
/** In one mail; more of a kind at one company are one line anyway. */
const NOTICES_MAX = 1_000;
const ATTEMPTS_MAX = 6;
const RETRY_MS = 300_000;

interface DueNotice {
  readonly creditorId: CreditorId;
  readonly occurrenceId: string;
  readonly kind: NoticeKind;
  readonly company: string;
  readonly isOver: boolean;
  readonly attempts: number;
}

/** Sends each person what is due for them as one mail. Nothing is sent inside a transaction. */
@Injectable()
export class NoticeSender {
  readonly #log = new Logger('Notices');

  constructor(
    private readonly database: Database,
    private readonly people: NoticePeople,
    private readonly channels: MessageChannels,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns mails that left */
  async send(signal: AbortSignal): Promise<number> {
    const due = await this.database.asOperator((tx) =>
      tx.query<{ userId: string }>(
        `select distinct user_id as "userId" from notice where state = 'planned' and not_before <= $1 order by 1 limit $2`,
        [this.clock.now(), PEOPLE_MAX],
      ),
    );
    let sent = 0;
    for (const { userId } of due) {
      signal.throwIfAborted();
      if (await this.#tell(userId)) sent += 1;
    }
    return sent;
  }

  async #tell(userId: string): Promise<boolean> {
    const notices = await this.#take(userId);
    const addressees = new Map<CreditorId, Addressee | undefined>();
    for (const creditorId of new Set(notices.map((one) => one.creditorId)))
      addressees.set(
        creditorId,
        (await this.people.reaching(creditorId)).find((one) => one.userId === userId),
      );
    const isFor = ({ creditorId, kind, isOver }: DueNotice): boolean =>
      !isOver && addressees.get(creditorId)?.rights.has(NOTICE_PLACES[kind].right) === true;
    const dropped = notices.filter((one) => !isFor(one));
    await this.#settle(userId, dropped, 'dropped');
    const left = notices.filter(isFor);
    const to = left[0] && addressees.get(left[0].creditorId);
    if (!to) return false;
    const result = await this.#mail(to, left);
    await this.#settle(userId, left, stateAfter(result, left[0]?.attempts ?? ATTEMPTS_MAX));
    if (result.outcome !== 'accepted')
      this.#log.warn({ msg: 'a notice was not sent', outcome: result.outcome, reason: result.reason });
    return result.outcome === 'accepted';
  }

  /** Counts the attempt before it is made: one that kills the process is no reason to go on for ever. */
  #take(userId: string): Promise<DueNotice[]> {
    const now = this.clock.now();
    return this.database.asOperator((tx) =>
      tx.query<DueNotice>(TAKE, [userId, now, new Date(now.getTime() + RETRY_MS), NOTICES_MAX]),
    );
  }

  #mail({ email, language }: Addressee, notices: readonly DueNotice[]): Promise<SendResult> {
    const channel = this.channels.of('email');
    if (!channel.isOn) return Promise.resolve({ outcome: 'not-sent', reason: channel.reason });
    const mail = noticeMail(language, linesOf(notices, this.environment.publicUrl), {
      id: newId(this.clock),
      to: email,
      publicUrl: this.environment.publicUrl,
    });
    return channel.channel.send(mail);
  }

  async #settle(userId: string, notices: readonly DueNotice[], state: NoticeState): Promise<void> {
    if (notices.length === 0 || state === 'planned') return;
    await this.database.asOperator((tx) =>
      tx.query(
        `update notice n set state = $3, sent_at = case when $3 = 'sent' then $4::timestamptz end
         from jsonb_to_recordset($2::jsonb) as x("creditorId" uuid, "occurrenceId" uuid)
         where n.creditor_id = x."creditorId" and n.occurrence_id = x."occurrenceId" and n.user_id = $1`,
        [userId, JSON.stringify(notices), state, this.clock.now()],
      ),
    );
  }
}

/** One line for each kind at each company, most urgent first. */
export function linesOf(
  notices: readonly Pick<DueNotice, 'creditorId' | 'company' | 'kind'>[],
  publicUrl: string,
): NoticeLine[] {
  const lines = new Map<string, NoticeLine>();
  for (const { creditorId, company, kind } of notices) {
    const key = `${creditorId} ${kind}`;
    const count = (lines.get(key)?.count ?? 0) + 1;
    lines.set(key, { company, kind, count, link: placeOf(publicUrl, creditorId, kind) });
  }
  const urgency = ({ kind }: NoticeLine): number => NOTICE_KINDS.indexOf(kind);
  return [...lines.values()].sort(
    (a, b) => urgency(a) - urgency(b) || a.company.localeCompare(b.company, 'nb'),
  );
}

/** @param attempts made so far, this one included */
export function stateAfter({ outcome }: Pick<SendResult, 'outcome'>, attempts: number): NoticeState {
  if (outcome === 'accepted') return 'sent';
  if (outcome === 'not-sent') return attempts >= ATTEMPTS_MAX ? 'given-up' : 'planned';
  return outcome;
}

const TAKE = `
  update notice n set attempts = n.attempts + 1, not_before = $3
  from notice_occurrence o join creditor r on r.creditor_id = o.creditor_id
  where n.user_id = $1 and n.state = 'planned' and n.not_before <= $2
    and o.creditor_id = n.creditor_id and o.id = n.occurrence_id
    and (n.creditor_id, n.occurrence_id) in (
      select creditor_id, occurrence_id from notice where user_id = $1 and state = 'planned' and not_before <= $2
      order by attempts desc, creditor_id, occurrence_id limit $4)
  returning n.creditor_id as "creditorId", n.occurrence_id as "occurrenceId", o.kind, r.name as company,
    o.ended_at is not null as "isOver", n.attempts`;
