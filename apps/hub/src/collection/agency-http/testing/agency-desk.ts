import { randomBytes } from 'node:crypto';
import { type AgencyId, type ClaimId, type Clock, type CreditorId, newId } from '@app/domain';
import { AgencySimulator } from '@app/sandbox';
import { createTestDatabase, type TestDatabase } from '../../../../../../test/support/database.js';
import { testClock } from '../../../../../../test/support/clock.js';
import { AuditLog } from '../../../audit/audit-log.js';
import { type Environment, readEnvironment } from '../../../config/environment.js';
import { parseSecretKeys } from '../../../secrets/secret-keys.js';
import { SecretVault } from '../../../secrets/secret-vault.js';
import type { PipelineMessage } from '../../collection-pipeline.js';
import { AgenciesService } from '../agencies.service.js';
import { AgencyMessages } from '../agency-messages.js';
import { AgencyPipeline } from '../agency-pipeline.js';
import { AgencyRegistry } from '../agency-registry.js';

const ACTOR = { kind: 'test', id: 'desk' };

/** The agency adapter on a database of its own, and a pretend agency behind a port. */
export class AgencyDesk {
  readonly clock: Clock = testClock();
  readonly simulator = new AgencySimulator({ seed: 11, clock: this.clock });
  readonly registry: AgencyRegistry;
  readonly messages: AgencyMessages;
  readonly agencies: AgenciesService;
  agencyId: AgencyId;

  private constructor(readonly test: TestDatabase) {
    const environment: Environment = readEnvironment({ AGENCIES_ON_LOOPBACK: 'true' });
    const keys = parseSecretKeys(`test:${randomBytes(32).toString('base64url')}`);
    const vault = new SecretVault(test.database, keys, this.clock);
    this.registry = new AgencyRegistry(test.database, vault, environment, this.clock);
    this.messages = new AgencyMessages(test.database, this.clock);
    const audit = new AuditLog(this.clock);
    this.agencies = new AgenciesService(test.database, this.registry, audit, environment, this.clock);
  }

  /** On the database of another bench, which then closes it, or one of its own. */
  static async open(test?: TestDatabase): Promise<AgencyDesk> {
    const desk = new AgencyDesk(test ?? (await createTestDatabase()));
    const { url } = await desk.simulator.start();
    const { id } = await desk.agencies.register(
      {
        key: 'nordvik',
        name: 'Nordvik Inkasso AS',
        baseUrl: url,
        apiToken: desk.simulator.credentials.apiToken,
        webhookSecrets: [desk.simulator.credentials.webhookSecret],
      },
      ACTOR,
    );
    desk.agencyId = id;
    return desk;
  }

  async close(): Promise<void> {
    await this.simulator.end();
    await this.test.drop();
  }

  get pipeline(): AgencyPipeline {
    return new AgencyPipeline(this.agencyId, this.registry, this.messages);
  }

  async creditor(): Promise<CreditorId> {
    const creditorId = newId<'CreditorId'>(this.clock) as CreditorId;
    await this.test.database.asCreditor(creditorId, (tx) =>
      tx.query(
        `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
         values ($1, 'Granly Bygg AS', '312345678', 'NO', 'NOK', $2)`,
        [creditorId, this.clock.now()],
      ),
    );
    return creditorId;
  }
}

/** A demand that the pretend agency takes. */
export function handOver(claimId: ClaimId, more: PipelineMessage['payload'] = {}): PipelineMessage {
  return {
    claimId,
    sequence: 1,
    kind: 'hand-over',
    payload: {
      invoiceNumber: '10042',
      invoicedOn: '2026-01-02',
      dueOn: '2026-01-16',
      currency: 'NOK',
      principalMinor: '100000',
      outstandingMinor: '100000',
      debtor: { kind: 'company', name: 'Fjord og Fjell AS' },
      ...more,
    },
  };
}
