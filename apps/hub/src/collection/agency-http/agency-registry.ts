import { createTransport, type Transport } from '@app/connectors';
import type { AgencyId, Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { registerSecret } from '../../logging/redact.js';
import { SealedSecretUnreadableError } from '../../secrets/sealed-text.js';
import { SecretVault } from '../../secrets/secret-vault.js';
import { PipelineUnavailableError } from '../collection-pipeline.js';
import type { AgencyEntity } from './agency.entity.js';
import { guardedLookup } from '../../network/public-address.js';
import { AgencyClient } from './agency-client.js';

export type Agency = Readonly<AgencyEntity>;

export interface AgencySecrets {
  /** Ours at the agency: `Authorization: Bearer`. */
  readonly apiToken: string;
  /** What the agency signs its events with, `whsec_…`. Several while one takes another's place. */
  readonly webhookSecrets: readonly string[];
}

/** Columns of `agency a` under the entity's names. */
export const AGENCY_COLUMNS = `
  a.id, a.key, a.name, a.base_url as "baseUrl", a.state, a.feed_cursor as "feedCursor", a.next_poll_at as "nextPollAt",
  a.last_answer_at as "lastAnswerAt", a.last_failure as "lastFailure", a.last_failure_at as "lastFailureAt",
  a.created_at as "createdAt"`;

const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
const SOCKETS_PER_HOST_MAX = 8;
/** How exact "last answered at" is: not every batch writes a row that all of the agency's creditors share. */
const ANSWER_NOTED_SECONDS = 60;

/** Agencies with their secrets, and how each of them answers. Methods with `tx` want an operator's. */
@Injectable()
export class AgencyRegistry {
  readonly #transport: Transport;

  constructor(
    private readonly database: Database,
    private readonly vault: SecretVault,
    environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#transport = createTransport({
      answerBytesMax: ANSWER_BYTES_MAX,
      socketsMax: SOCKETS_PER_HOST_MAX,
      lookup: guardedLookup({ allowLoopback: environment.AGENCIES_ON_LOOPBACK }),
    });
  }

  async find(tx: Transaction, id: AgencyId): Promise<Agency | undefined> {
    const [agency] = await tx.query<Agency>(`select ${AGENCY_COLUMNS} from agency a where a.id = $1`, [id]);
    return agency;
  }

  async readSecrets(tx: Transaction, id: AgencyId): Promise<AgencySecrets | undefined> {
    const opened = await this.vault.read(tx, place(id));
    if (opened === undefined) return undefined;
    const secrets = JSON.parse(opened.value) as AgencySecrets;
    for (const secret of [secrets.apiToken, ...secrets.webhookSecrets]) registerSecret(secret);
    return secrets;
  }

  async writeSecrets(tx: Transaction, id: AgencyId, secrets: AgencySecrets): Promise<void> {
    for (const secret of [secrets.apiToken, ...secrets.webhookSecrets]) registerSecret(secret);
    await this.vault.write(tx, place(id), JSON.stringify(secrets));
  }

  /** @throws PipelineUnavailableError when it is not registered (any more) or has no key */
  async open(id: AgencyId): Promise<{ readonly agency: Agency; readonly client: AgencyClient }> {
    const { agency, secrets } = await this.database
      .asOperator(async (tx) => ({
        agency: await this.find(tx, id),
        secrets: await this.readSecrets(tx, id),
      }))
      .catch((error: unknown) => {
        if (!(error instanceof SealedSecretUnreadableError)) throw error;
        throw new PipelineUnavailableError(
          `The stored key to the agency cannot be opened (${error.reason}), so the claims wait. The operator must check SECRET_KEYS, or enter the key again.`,
          { cause: error },
        );
      });
    if (agency === undefined || secrets === undefined) {
      throw new PipelineUnavailableError(
        'The agency is not registered, so the claims wait. The operator must register it again.',
      );
    }
    const { name, baseUrl } = agency;
    return {
      agency,
      client: new AgencyClient(this.#transport, { name, baseUrl, apiToken: secrets.apiToken }),
    };
  }

  /** Calls the agency, and keeps for people how it answers. Not inside a transaction. */
  async watching<T>(id: AgencyId, call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call();
      await this.#note(
        `update agency set last_answer_at = $2, last_failure = null, last_failure_at = null
         where id = $1 and (last_failure is not null or last_answer_at is null
           or last_answer_at < $2::timestamptz - make_interval(secs => ${ANSWER_NOTED_SECONDS}))`,
        [id, this.clock.now()],
      );
      return answer;
    } catch (error) {
      if (error instanceof PipelineUnavailableError) {
        await this.#note(`update agency set last_failure_at = $2, last_failure = $3 where id = $1`, [
          id,
          this.clock.now(),
          error.message,
        ]);
      }
      throw error;
    }
  }

  #note(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    return this.database.asOperator((tx) => tx.query(sql, parameters));
  }
}

function place(ownerId: AgencyId): { ownerKind: string; ownerId: string; name: string } {
  return { ownerKind: 'agency', ownerId, name: 'secrets' };
}
