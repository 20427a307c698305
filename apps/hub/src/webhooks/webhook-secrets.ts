import { randomBytes } from 'node:crypto';
import { type Clock, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
import { registerSecret } from '../logging/redact.js';
import { SecretVault } from '../secrets/secret-vault.js';
import { lastSecret, secretNotFound, tooManySecrets } from './webhook-problems.js';

/** What an endpoint's messages are signed with. */
export interface SigningSecret {
  readonly id: string;
  /** `whsec_` and base64, as the standard writes it. */
  readonly value: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** The request that made it. */
  readonly request: string;
}

export const SECRETS_MAX = 3;
const SECRET_BYTES = 32;

/** Secrets of endpoints, sealed; newest first, and all of them sign. In an operator's transaction that has locked the endpoint. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly vault: SecretVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(tx: Transaction, endpointId: string): Promise<readonly SigningSecret[]> {
    const opened = await this.vault.read(tx, place(endpointId));
    const secrets = opened === undefined ? [] : (JSON.parse(opened.value) as SigningSecret[]);
    for (const { value } of secrets) registerSecret(value);
    return secrets;
  }

  /** The same request gets the same secret again, as long as it is there. @throws ProblemError when there are enough */
  async add(tx: Transaction, endpointId: string, request: string): Promise<SigningSecret> {
    const there = await this.read(tx, endpointId);
    const known = there.find((secret) => secret.request === request);
    if (known) return known;
    if (there.length >= SECRETS_MAX) throw tooManySecrets(SECRETS_MAX);
    const made: SigningSecret = {
      id: newId(this.clock),
      value: `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
      madeAt: this.clock.now().toISOString(),
      request,
    };
    await this.#write(tx, endpointId, [made, ...there]);
    return made;
  }

  /** @throws ProblemError when it is not there, or the last */
  async remove(tx: Transaction, endpointId: string, secretId: string): Promise<void> {
    const there = await this.read(tx, endpointId);
    const left = there.filter(({ id }) => id !== secretId);
    if (left.length === there.length) throw secretNotFound();
    if (left.length === 0) throw lastSecret();
    await this.#write(tx, endpointId, left);
  }

  async removeAll(tx: Transaction, endpointId: string): Promise<void> {
    await this.vault.remove(tx, place(endpointId));
  }

  async #write(tx: Transaction, endpointId: string, secrets: readonly SigningSecret[]): Promise<void> {
    for (const { value } of secrets) registerSecret(value);
    await this.vault.write(tx, place(endpointId), JSON.stringify(secrets));
  }
}

function place(ownerId: string): { ownerKind: string; ownerId: string; name: string } {
  return { ownerKind: 'webhook-endpoint', ownerId, name: 'signing secrets' };
}
