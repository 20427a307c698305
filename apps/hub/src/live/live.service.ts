import type { IncomingHttpHeaders } from 'node:http';
import type { CreditorId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { LazyAuth } from '../accounts/lazy-auth.js';
import { membershipsOf } from '../accounts/people.js';
import { reachOf } from '../accounts/reach.js';
import { ProblemError } from '../api/problem-error.js';
import { ACCOUNTS_POOL } from '../database/accounts-pool.js';
import { ChangeFeed } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { LiveStream, type Sink } from './live-stream.js';

/** Pages that one person may keep open at a time, and all people of this process together. */
const PER_PERSON_MAX = 8;
const ALL_MAX = 1_000;

/** Streams of changes to the pages that people have open. */
@Injectable()
export class LiveService implements BeforeApplicationShutdown {
  readonly #streams = new Map<LiveStream, string>();

  constructor(
    private readonly feed: ChangeFeed,
    private readonly auth: LazyAuth,
    private readonly database: Database,
    @Inject(ACCOUNTS_POOL) private readonly pool: pg.Pool,
  ) {}

  /**
   * @param userId undefined for the API's token, which sees every creditor
   * @returns ends the stream
   * @throws ProblemError 429 when the person, or all together, have as many as they may
   */
  open(userId: string | undefined, headers: IncomingHttpHeaders, sink: () => Sink): () => void {
    const who = userId ?? 'token';
    const own = [...this.#streams.values()].filter((each) => each === who).length;
    if (own >= PER_PERSON_MAX || this.#streams.size >= ALL_MAX) throw tooMany();
    const sees = (creditors: readonly CreditorId[]) => this.#sees(userId, headers, creditors);
    const stream = new LiveStream({ sees }, sink());
    this.#streams.set(stream, who);
    const stop = this.feed.watch((heard) => stream.hear(heard));
    return () => {
      stop();
      this.#streams.delete(stream);
      stream.end();
    };
  }

  /** Before the server waits for its connections to end. */
  beforeApplicationShutdown(): void {
    for (const stream of this.#streams.keys()) stream.end();
  }

  async #sees(
    userId: string | undefined,
    headers: IncomingHttpHeaders,
    creditors: readonly CreditorId[],
  ): Promise<ReadonlySet<CreditorId> | undefined> {
    if (userId === undefined) return new Set(creditors);
    const session = await this.auth.session(headers);
    if (session?.userId !== userId) return undefined;
    if (creditors.length === 0) return new Set();
    const reach = reachOf(await membershipsOf(this.pool, userId));
    if (reach.all) return new Set(creditors);
    const letIn = await this.database.asOperator((tx) =>
      tx.query<{ creditorId: CreditorId }>(
        `select distinct creditor_id as "creditorId" from creditor_access
         where creditor_id = any($1::uuid[]) and organisation_id = any($2::uuid[]) and ended_at is null`,
        [creditors, reach.firms],
      ),
    );
    const seen = new Set([...reach.own, ...letIn.map(({ creditorId }) => creditorId)]);
    return new Set(creditors.filter((creditorId) => seen.has(creditorId)));
  }
}

const tooMany = (): ProblemError =>
  new ProblemError({
    status: 429,
    code: 'too-many-streams',
    title: 'Too many pages listen at once.',
    cause: `A person may keep ${PER_PERSON_MAX} streams open.`,
    consequence: 'This page is not told of changes.',
    remedy: 'Close others, or ask for what you need from time to time.',
  });

/** A key's reach is not asked for here, and programs have a feed that loses nothing. */
export const forPeopleOnly = (): ProblemError =>
  new ProblemError({
    status: 403,
    code: 'for-people-only',
    title: 'This stream is for pages that people have open.',
    cause: 'The request came with an API key.',
    consequence: 'Nothing is told.',
    remedy: 'Follow GET /api/v1/events, or have webhooks sent.',
  });
