import { randomUUID } from 'node:crypto';
import type { Clock } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { RequestIdentity } from './request-identity.js';

export type Claim =
  | { readonly kind: 'execute'; readonly attempt: string }
  | { readonly kind: 'replay'; readonly status: number; readonly body: string }
  | { readonly kind: 'running' }
  | { readonly kind: 'other-request' };

interface Row {
  readonly request_hash: string;
  readonly state: 'running' | 'done';
  readonly response_status: number | null;
  readonly response_body: string | null;
}

/** A claim holds as long unless it is renewed: a request whose process was killed may be repeated after it. */
const CLAIM_SECONDS = 15;
const CLEANUP_ROWS_MAX = 5_000;

/** The table of requests and their first answers. */
@Injectable()
export class IdempotentRequests {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Exactly one of several equal requests is told to execute; so is one whose executor died long enough ago. */
  claim(identity: RequestIdentity): Promise<Claim> {
    const { scope, key, requestHash } = identity;
    const attempt = randomUUID();
    return this.database.asOperator(async (tx) => {
      const claimed = await tx.query(
        `insert into idempotent_request as held (scope, key, request_hash, state, attempt, claimed_until, created_at)
         values ($1, $2, $3, 'running', $4, clock_timestamp() + make_interval(secs => $5), $6)
         on conflict (scope, key) do update set attempt = excluded.attempt, claimed_until = excluded.claimed_until
           where held.state = 'running' and held.claimed_until <= clock_timestamp() and held.request_hash = excluded.request_hash
         returning attempt`,
        [scope, key, requestHash, attempt, CLAIM_SECONDS, this.clock.now()],
      );
      if (claimed.length === 1) return { kind: 'execute', attempt };
      const [row] = await tx.query<Row>(
        'select request_hash, state, response_status, response_body from idempotent_request where scope = $1 and key = $2',
        [scope, key],
      );
      // Let go of between the two statements: the caller may try again at once.
      if (!row) return { kind: 'running' };
      if (row.request_hash !== requestHash) return { kind: 'other-request' };
      if (row.state === 'running' || row.response_status === null || row.response_body === null)
        return { kind: 'running' };
      return { kind: 'replay', status: row.response_status, body: row.response_body };
    });
  }

  /** Holds on while the handler runs. */
  async renew(identity: RequestIdentity, attempt: string): Promise<void> {
    await this.database.asOperator((tx) =>
      tx.query(
        `update idempotent_request set claimed_until = clock_timestamp() + make_interval(secs => $4)
          where scope = $1 and key = $2 and attempt = $3 and state = 'running'`,
        [identity.scope, identity.key, attempt, CLAIM_SECONDS],
      ),
    );
  }

  /** Keeps the answer, unless the claim was taken over. */
  async complete(identity: RequestIdentity, attempt: string, status: number, body: string): Promise<void> {
    await this.database.asOperator((tx) =>
      tx.query(
        `update idempotent_request set state = 'done', response_status = $4, response_body = $5
          where scope = $1 and key = $2 and attempt = $3 and state = 'running'`,
        [identity.scope, identity.key, attempt, status, body],
      ),
    );
  }

  /** The request was refused or failed: the key may be used again, also for a mended request. */
  async letGo(identity: RequestIdentity, attempt: string): Promise<void> {
    await this.database.asOperator((tx) =>
      tx.query(
        `delete from idempotent_request where scope = $1 and key = $2 and attempt = $3 and state = 'running'`,
        [identity.scope, identity.key, attempt],
      ),
    );
  }

  /** Forgets answers that are older than `days`, at most 5 000 at a time. @returns how many */
  async forgetOld(days: number): Promise<number> {
    const before = new Date(this.clock.now().getTime() - days * 86_400_000);
    const rows = await this.database.asOperator((tx) =>
      tx.query(
        `delete from idempotent_request where (scope, key) in
           (select scope, key from idempotent_request where created_at < $1 order by created_at limit ${CLEANUP_ROWS_MAX} for update skip locked)
         returning key`,
        [before],
      ),
    );
    return rows.length;
  }
}
