import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../metrics/metrics.js';
import { Scheduler } from '../scheduler/scheduler.js';
import { SecretVault } from './secret-vault.js';

const EVERY_SECONDS = 600;

/**
 * Seals anew what an older key sealed. To rotate with several replicas, first add the new key behind the old one
 * everywhere, so that all can open it; then put it in front, and all is sealed anew. When
 * `kravhub_secrets_resealed_total` no longer rises, the old key may go.
 */
@Injectable()
export class KeyRotation implements OnModuleInit {
  readonly #log = new Logger('KeyRotation');
  readonly #resealed;

  constructor(
    private readonly vault: SecretVault,
    private readonly scheduler: Scheduler,
    metrics: Metrics,
  ) {
    this.#resealed = metrics.counter(
      'kravhub_secrets_resealed_total',
      'Secrets sealed anew with the newest key.',
      [],
    );
  }

  onModuleInit(): void {
    this.scheduler.every({ name: 'key-rotation', seconds: EVERY_SECONDS, run: () => this.reseal() });
  }

  /** A secret that no key opens stays as it is: opening it tells its owner's page, and nothing else stops. */
  async reseal(): Promise<void> {
    const { resealed } = await this.vault.rotate();
    if (resealed === 0) return;
    this.#resealed.inc(resealed);
    this.#log.log({ msg: 'secrets sealed anew', resealed });
  }
}
