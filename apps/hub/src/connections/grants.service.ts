import { type Clock, type GrantId, type JsonObject, newId } from '@app/domain';
import {
  checkSettings,
  ConnectionBlockedError,
  type ConnectorDefinition,
  type LedgerCompany,
  withSignInValues,
} from '@app/connectors';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import type { ConnectingOrganisation, ConnectScope } from '../accounts/connect-scope.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Actor } from '../audit/actor.js';
import { ConnectionHealth } from './connection-health.js';
import {
  askingLedger,
  grantInUse,
  grantNotFound,
  settingsRefused,
  unknownLedger,
} from './connection-problems.js';
import { type CompanyStanding, knownCompanies, standingOf } from './company-standing.js';
import { type Connection, CONNECTION_COLUMNS } from './connection-row.js';
import { GrantSecrets } from './grant-secrets.js';
import { LedgerCatalogue } from './ledger-catalogue.js';
import { LedgerSessions, type ProbedGrant } from './ledger-sessions.js';
import { reachesAll } from './reaches-all.js';

/** A grant as it is shown: never with its settings. */
export interface Grant {
  readonly id: GrantId;
  readonly connectorKey: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly connections: number;
  /** Whose people connect with it; null: whoever runs the installation. */
  readonly owner: ConnectingOrganisation | null;
}

export interface CompanyOfGrant extends LedgerCompany {
  readonly standing: CompanyStanding;
}

export interface NewGrant {
  readonly connectorKey: string;
  readonly label: string;
  /** As typed in; checked here. */
  readonly settings: unknown;
  /** Tokens that a sign-in brought, by name. Default: none, the settings make their own. */
  readonly tokens?: Readonly<Record<string, JsonObject>>;
  readonly owner: ConnectingOrganisation | null;
}

/** Grants shown at once. */
const GRANTS_MAX = 1_000;

/** Logins and keys to ledgers: stored only when the ledger has let us in with them. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly database: Database,
    private readonly secrets: GrantSecrets,
    private readonly catalogue: LedgerCatalogue,
    private readonly sessions: LedgerSessions,
    private readonly health: ConnectionHealth,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError unfit settings, or the ledger refuses them; then nothing is stored */
  async create({ connectorKey, label, settings, tokens, owner }: NewGrant, actor: Actor): Promise<Grant> {
    const { definition, settings: checked } = this.checked(connectorKey, settings);
    const probed = this.sessions.probe(definition, checked, tokens);
    await askingLedger('Nothing was stored.', () => probed.grant.listCompanies());
    const grant = {
      id: newId<'GrantId'>(this.clock),
      connectorKey,
      label,
      createdAt: this.clock.now(),
      connections: 0,
      owner,
    };
    await this.database.asOperator(async (tx) => {
      await tx.query(
        `insert into ledger_grant (id, connector_key, label, created_at, owner_organisation_id, owner_name,
           owner_creditor_id) values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          grant.id,
          connectorKey,
          label,
          grant.createdAt,
          owner?.organisationId ?? null,
          owner?.name ?? null,
          owner?.creditorId ?? null,
        ],
      );
      await this.#store(tx, grant.id, checked, probed);
      await this.#record(tx, grant.id, actor, 'grant.created', { connectorKey, label });
    });
    return grant;
  }

  list(scope: ConnectScope): Promise<readonly Grant[]> {
    return this.database.asOperator((tx) =>
      tx.query<Grant>(`${SELECT} where ${WITHIN_SCOPE} order by g.id limit $2`, [
        ownersOf(scope),
        GRANTS_MAX,
      ]),
    );
  }

  /** @throws ProblemError when there is no such grant, or it is somebody else's, which is answered the same */
  async get(grantId: GrantId, scope: ConnectScope): Promise<Grant> {
    const rows = await this.database.asOperator((tx) =>
      tx.query<Grant>(`${SELECT} where ${WITHIN_SCOPE} and g.id = $2`, [ownersOf(scope), grantId]),
    );
    const [grant] = rows;
    if (!grant) throw grantNotFound(grantId);
    return grant;
  }

  /** Every company that the ledger lists for the grant, and how each stands. */
  async companies(grantId: GrantId, scope: ConnectScope): Promise<readonly CompanyOfGrant[]> {
    const grant = await this.get(grantId, scope);
    const companies = await askingLedger('The companies could not be listed.', async () =>
      (await this.sessions.openGrant(grantId)).listCompanies(),
    );
    const known = await this.database.asOperator((tx) => knownCompanies(tx, grant, companies));
    return companies.map((company) => ({ ...company, standing: standingOf(company, known, grant) }));
  }

  /**
   * Replaces the settings, once it is proven that they reach every company connected through the grant, and that these
   * are still the same companies. What was blocked goes on, and what an earlier sign-in filled in is kept where it is
   * left out.
   * @throws ProblemError and keeps the old settings
   */
  async reconnect(
    grantId: GrantId,
    scope: ConnectScope,
    settings: unknown,
    actor: Actor,
    tokens?: Readonly<Record<string, JsonObject>>,
  ): Promise<Grant> {
    const { grant, definition, settings: checked } = await this.checkedAnew(grantId, scope, settings);
    const probed = this.sessions.probe(definition, checked, tokens);
    const connected = await this.#connectedCompanies(grantId);
    await askingLedger('The old access was kept.', () => reachesAll(probed.grant, connected));
    await this.database.asOperator(async (tx) => {
      await this.secrets.removeTokens(tx, grantId);
      await this.#store(tx, grantId, checked, probed);
      const blocked = await tx.query<Connection>(
        `select ${CONNECTION_COLUMNS} from connection c where c.grant_id = $1 and c.state = 'blocked'
         order by c.creditor_id, c.id for update`,
        [grantId],
      );
      for (const connection of blocked) await this.health.markUnblocked(tx, connection, actor);
      await this.#record(tx, grantId, actor, 'grant.reconnected', {
        connections: connected.length,
        unblocked: blocked.length,
      });
    });
    this.sessions.drop(grantId);
    return grant;
  }

  /**
   * Forgets an access that no company is connected through, with its keys.
   * @throws ProblemError 409 while one is
   */
  async remove(grantId: GrantId, scope: ConnectScope, actor: Actor): Promise<void> {
    const { connectorKey, label } = await this.get(grantId, scope);
    await this.database.asOperator(async (tx) => {
      await lockGrant(tx, grantId, 'for update');
      const [row] = await tx.query<{ connections: number }>(
        'select count(*)::int as connections from connection where grant_id = $1',
        [grantId],
      );
      if (row && row.connections > 0) throw grantInUse(row.connections);
      await this.secrets.removeAll(tx, grantId);
      await tx.query('delete from ledger_grant where id = $1', [grantId]);
      await this.#record(tx, grantId, actor, 'grant.removed', { connectorKey, label });
    });
    this.sessions.drop(grantId);
  }

  /** @throws ProblemError unknown ledger, or settings that do not fit it */
  checked(connectorKey: string, settings: unknown): { definition: ConnectorDefinition; settings: object } {
    const definition = this.#definition(connectorKey);
    return { definition, settings: checkedSettings(definition, settings) };
  }

  /**
   * Settings for a grant that is stored, with what an earlier sign-in filled in where the person left it out.
   * @throws ProblemError there is no such grant, or as `checked`
   */
  async checkedAnew(
    grantId: GrantId,
    scope: ConnectScope,
    settings: unknown,
  ): Promise<{ grant: Grant; definition: ConnectorDefinition; settings: object }> {
    const grant = await this.get(grantId, scope);
    const definition = this.#definition(grant.connectorKey);
    const whole = withSignInValues(definition, settings, await this.#stored(grantId));
    return { grant, definition, settings: checkedSettings(definition, whole) };
  }

  /** Empty when they cannot be opened any more: that is why somebody enters them anew. */
  async #stored(grantId: GrantId): Promise<JsonObject> {
    try {
      return (await this.database.asOperator((tx) => this.secrets.readSettings(tx, grantId))) ?? {};
    } catch (error) {
      if (error instanceof ConnectionBlockedError) return {};
      throw error;
    }
  }

  #definition(connectorKey: string): ConnectorDefinition {
    const definition = this.catalogue.find(connectorKey);
    if (definition) return definition;
    throw unknownLedger(
      connectorKey,
      this.catalogue.list().map(({ key }) => key),
    );
  }

  #connectedCompanies(grantId: GrantId): Promise<Parameters<typeof reachesAll>[1]> {
    return this.database.asOperator((tx) =>
      tx.query(
        `select c.company_key as "key", c.company_name as "name", r.organisation_number as "organisationNumber"
         from connection c join creditor r on r.creditor_id = c.creditor_id
         where c.grant_id = $1 order by c.company_key`,
        [grantId],
      ),
    );
  }

  async #store(tx: Transaction, grantId: GrantId, settings: object, { tokens }: ProbedGrant): Promise<void> {
    await this.secrets.writeSettings(tx, grantId, settings);
    for (const [name, value] of tokens.made()) await this.secrets.writeToken(tx, grantId, name, value);
  }

  #record(
    tx: Transaction,
    grantId: GrantId,
    actor: Actor,
    action: string,
    detail: { readonly [name: string]: string | number },
  ): Promise<void> {
    return this.audit.record(tx, { actor, action, subject: { kind: 'ledger-grant', id: grantId }, detail });
  }
}

const SELECT = `select g.id, g.connector_key as "connectorKey", g.label, g.created_at as "createdAt",
  (select count(*)::int from connection c where c.grant_id = g.id) as connections,
  case when g.owner_organisation_id is not null then jsonb_build_object('organisationId', g.owner_organisation_id,
    'name', g.owner_name, 'creditorId', g.owner_creditor_id) end as owner
  from ledger_grant g`;

/** Nobody removes the grant while something is connected with it. @throws ProblemError it is gone */
export async function lockGrant(
  tx: Transaction,
  grantId: GrantId,
  how: 'for update' | 'for key share',
): Promise<void> {
  const rows = await tx.query(`select from ledger_grant where id = $1 ${how}`, [grantId]);
  if (rows.length === 0) throw grantNotFound(grantId);
}

/** Needs the owners as `$1`: null for all, the installation's own too. */
const WITHIN_SCOPE = '($1::uuid[] is null or g.owner_organisation_id = any($1))';

function ownersOf({ everything, organisations }: ConnectScope): readonly string[] | null {
  return everything ? null : organisations.map(({ organisationId }) => organisationId);
}

function checkedSettings(definition: ConnectorDefinition, settings: unknown): object {
  const check = checkSettings(definition, settings);
  if (!check.ok) throw settingsRefused(definition.displayName, check.problems);
  return check.settings;
}
