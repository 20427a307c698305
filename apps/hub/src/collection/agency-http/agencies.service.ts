import { type AgencyId, type Clock, type JsonObject, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { CLOCK } from '../../config/clock.js';
import { Environment } from '../../config/environment.js';
import type { Actor } from '../../audit/actor.js';
import { Database, databaseErrorCode } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { PublicAddressError, readBaseAddress } from '../../network/public-address.js';
import {
  addressRefused,
  agencyInUse,
  agencyKeyTaken,
  agencyNotFound,
  secretsUnchanged,
} from './agency-problems.js';
import { AGENCY_COLUMNS, type Agency, AgencyRegistry, type AgencySecrets } from './agency-registry.js';

export interface NewAgency extends AgencySecrets {
  readonly key: string;
  readonly name: string;
  readonly baseUrl: string;
}

/** Agencies shown at once. */
const AGENCIES_MAX = 1_000;
const UNIQUE_VIOLATION = '23505';

/** The operator's register of agencies. */
@Injectable()
export class AgenciesService {
  constructor(
    private readonly database: Database,
    private readonly registry: AgencyRegistry,
    private readonly audit: AuditLog,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError unfit address, or a key that is taken; then nothing is stored */
  async register({ key, name, baseUrl, ...secrets }: NewAgency, actor: Actor): Promise<Agency> {
    const address = this.#address(baseUrl);
    const id = newId<'AgencyId'>(this.clock) as AgencyId;
    try {
      return await this.database.asOperator(async (tx) => {
        await tx.query(
          `insert into agency (id, key, name, base_url, state, next_poll_at, created_at)
           values ($1, $2, $3, $4, 'active', $5, $5)`,
          [id, key, name, address, this.clock.now()],
        );
        await this.registry.writeSecrets(tx, id, secrets);
        await this.#record(tx, id, actor, 'agency.registered', { key, name, baseUrl: address });
        return this.#one(tx, id);
      });
    } catch (error) {
      throw databaseErrorCode(error) === UNIQUE_VIOLATION ? agencyKeyTaken(key) : error;
    }
  }

  list(): Promise<Agency[]> {
    return this.database.asOperator((tx) =>
      tx.query<Agency>(`select ${AGENCY_COLUMNS} from agency a order by a.id limit $1`, [AGENCIES_MAX]),
    );
  }

  /** @throws ProblemError when there is no such agency */
  get(id: AgencyId): Promise<Agency> {
    return this.database.asOperator((tx) => this.#one(tx, id));
  }

  /** @throws ProblemError unknown agency, or unfit address */
  change(
    id: AgencyId,
    { name, baseUrl }: { readonly name?: string; readonly baseUrl?: string },
    actor: Actor,
  ): Promise<Agency> {
    const address = baseUrl === undefined ? undefined : this.#address(baseUrl);
    return this.database.asOperator(async (tx) => {
      const before = await this.#one(tx, id);
      const next = { name: name ?? before.name, baseUrl: address ?? before.baseUrl };
      await tx.query(`update agency set name = $2, base_url = $3 where id = $1`, [
        id,
        next.name,
        next.baseUrl,
      ]);
      await this.#record(tx, id, actor, 'agency.changed', next);
      return this.#one(tx, id);
    });
  }

  /** @throws ProblemError unknown agency, or nothing to replace */
  replaceSecrets(id: AgencyId, replaced: Partial<AgencySecrets>, actor: Actor): Promise<Agency> {
    const { apiToken, webhookSecrets } = replaced;
    if (apiToken === undefined && webhookSecrets === undefined) throw secretsUnchanged();
    return this.database.asOperator(async (tx) => {
      const agency = await this.#one(tx, id);
      const before = await this.registry.readSecrets(tx, id);
      if (before === undefined) throw agencyNotFound(id);
      await this.registry.writeSecrets(tx, id, {
        apiToken: apiToken ?? before.apiToken,
        webhookSecrets: webhookSecrets ?? before.webhookSecrets,
      });
      await this.#record(tx, id, actor, 'agency.secrets-replaced', {
        apiToken: apiToken !== undefined,
        webhookSecrets: webhookSecrets?.length ?? null,
      });
      return agency;
    });
  }

  /** @throws ProblemError unknown agency, or one that creditors or claims still need */
  retire(id: AgencyId, actor: Actor): Promise<Agency> {
    return this.database.asOperator(async (tx) => {
      // Whoever chooses it in this moment waits, and then finds it retired.
      await tx.query(`select from agency where id = $1 for update`, [id]);
      await this.#one(tx, id);
      const [use] = await tx.query<{ creditors: number; claims: number }>(
        `select (select count(*)::int from creditor where agency_id = $1) as creditors,
           (select count(*)::int from claim where agency_id = $1 and state <> 'closed') as claims`,
        [id],
      );
      if (use !== undefined && use.creditors + use.claims > 0) throw agencyInUse(use.creditors, use.claims);
      await tx.query(`update agency set state = 'retired' where id = $1`, [id]);
      await this.#record(tx, id, actor, 'agency.retired', {});
      return this.#one(tx, id);
    });
  }

  async #one(tx: Transaction, id: AgencyId): Promise<Agency> {
    const agency = await this.registry.find(tx, id);
    if (!agency) throw agencyNotFound(id);
    return agency;
  }

  #address(baseUrl: string): string {
    try {
      return readBaseAddress(baseUrl, { allowLoopback: this.environment.AGENCIES_ON_LOOPBACK });
    } catch (error) {
      throw error instanceof PublicAddressError ? addressRefused(error.reason) : error;
    }
  }

  #record(tx: Transaction, id: AgencyId, actor: Actor, action: string, detail: JsonObject): Promise<void> {
    return this.audit.record(tx, { actor, action, subject: { kind: 'agency', id }, detail });
  }
}
