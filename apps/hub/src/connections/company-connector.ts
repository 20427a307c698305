import {
  type Clock,
  type ConnectionId,
  type CreditorId,
  type GrantId,
  type JsonObject,
  type LedgerCompanyKey,
  localDateAt,
  newId,
} from '@app/domain';
import type { LedgerIdentity } from '@app/connectors';
import { defaultPolicy } from '@app/mapping';
import { Inject, Injectable } from '@nestjs/common';
import type { ConnectingOrganisation, ConnectScope } from '../accounts/connect-scope.js';
import { letIn } from '../accounts/creditor-access.js';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Actor } from '../audit/actor.js';
import { type AccountChoice, mappingWith } from './account-mapping.js';
import type { AccountMapping } from './connection.entity.js';
import { ConnectionHealth } from './connection-health.js';
import { type CompanyStanding, knownCompanies, standingOf } from './company-standing.js';
import {
  askingLedger,
  companyNotReached,
  notConnectable,
  organisationNumberDiffers,
} from './connection-problems.js';
import { type Connection, type ConnectionRef, lockConnection, readConnection } from './connection-row.js';
import { type Grant, GrantsService, lockGrant } from './grants.service.js';
import { LedgerSessions } from './ledger-sessions.js';
import { PoliciesService } from './policies.service.js';
import type { PolicyChoice } from './policy-row.js';
import { offeredTarget } from './write-back-targets.js';

export interface CompanyChoice {
  readonly grantId: GrantId;
  readonly companyKey: LedgerCompanyKey;
  /** Default: the careful beginning of `defaultPolicy`, from today. */
  readonly policy?: PolicyChoice;
  readonly writeBack?: WriteBackChoice;
}

export interface WriteBackChoice {
  /** As the company offers it; absent while nothing is chosen yet. */
  readonly target?: JsonObject;
  /** Accounts for interest and fees, as the company offers them. */
  readonly accounts?: AccountChoice;
  /** `automatic`: settlements are booked by themselves. `approve`: a person releases each. */
  readonly mode: 'automatic' | 'approve';
}

export interface ConnectOutcome {
  readonly connection: Connection;
  /** False when the company was connected already: then that connection is the answer. */
  readonly created: boolean;
}

/** Makes a creditor of a company that a grant reaches. */
@Injectable()
export class CompanyConnector {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantsService,
    private readonly sessions: LedgerSessions,
    private readonly policies: PoliciesService,
    private readonly health: ConnectionHealth,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Connects the company, or answers with its connection when there is one. The same company is one creditor, whoever
   * connects it and however often at once. A connection that is blocked moves to this grant, which has just been
   * proven to work.
   * Where the grant belongs to an accounting firm, a company that is new here lets the firm in.
   * @throws ProblemError the grant does not reach the company, it is not the company listed, it is not for the grant's
   * owner to connect, or the target is not offered
   */
  async connect(choice: CompanyChoice, scope: ConnectScope, actor: Actor): Promise<ConnectOutcome> {
    const grant = await this.grants.get(choice.grantId, scope);
    const identity = await askingLedger('No connection was made.', () => this.#prove(choice));
    return this.database.asOperator(async (tx) => {
      await lockGrant(tx, grant.id, 'for key share');
      const standing = await this.#standing(tx, grant, choice.companyKey, identity.organisationNumber);
      if (standing.kind === 'connected')
        return { connection: await this.#adopt(tx, standing.connection, grant.id, actor), created: false };
      if (standing.kind !== 'free') throw notConnectable(standing.kind, identity.name);
      return { connection: await this.#create(tx, grant, choice, identity, actor), created: true };
    });
  }

  /** Whose books they are, by the list and by the company itself. */
  async #prove({ grantId, companyKey, writeBack }: CompanyChoice): Promise<LedgerIdentity & Identified> {
    const grant = await this.sessions.openGrant(grantId);
    const listed = (await grant.listCompanies()).find(({ key }) => key === companyKey);
    if (!listed) throw companyNotReached(companyKey);
    const session = grant.openCompany(companyKey);
    const identity = await session.identify();
    const { organisationNumber = listed.organisationNumber } = identity;
    if (
      organisationNumber === undefined ||
      (listed.organisationNumber ?? organisationNumber) !== organisationNumber
    ) {
      throw organisationNumberDiffers(listed.organisationNumber, organisationNumber);
    }
    if (writeBack?.target) await offeredTarget(session, writeBack.target);
    const accounts = await mappingWith(session, {}, writeBack?.accounts ?? {});
    return { ...identity, organisationNumber, accounts };
  }

  /** The lock makes the next one with the same company wait for us. */
  async #standing(
    tx: Transaction,
    grant: Grant,
    key: LedgerCompanyKey,
    organisationNumber: string,
  ): Promise<CompanyStanding> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `company/${organisationNumber}`,
    ]);
    const company = { key, organisationNumber };
    return standingOf(company, await knownCompanies(tx, grant, [company]), grant);
  }

  async #adopt(tx: Transaction, ref: ConnectionRef, grantId: GrantId, actor: Actor): Promise<Connection> {
    const existing = await lockConnection(tx, ref);
    if (existing.state !== 'blocked' || existing.grantId === grantId) return existing;
    await tx.query(`update connection set grant_id = $3 where creditor_id = $1 and id = $2`, [
      existing.creditorId,
      existing.id,
      grantId,
    ]);
    await this.audit.record(tx, {
      actor,
      action: 'connection.moved',
      subject: { kind: 'connection', id: existing.id },
      detail: { fromGrant: existing.grantId, toGrant: grantId },
      creditorId: existing.creditorId,
    });
    await this.health.markUnblocked(tx, existing, actor);
    return readConnection(tx, existing);
  }

  async #create(
    tx: Transaction,
    { id: grantId, connectorKey, owner }: Grant,
    { companyKey, policy, writeBack }: CompanyChoice,
    identity: LedgerIdentity & Identified,
    actor: Actor,
  ): Promise<Connection> {
    const now = this.clock.now();
    const creditorId: CreditorId = newId(this.clock);
    const id: ConnectionId = newId(this.clock);
    await tx.query(
      `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [creditorId, identity.name, identity.organisationNumber, identity.country, identity.currency, now],
    );
    if (owner) await this.#letIn(tx, creditorId, owner, actor);
    const standard = defaultPolicy(localDateAt(now, identity.country));
    await this.policies.add(tx, creditorId, { ...standard, ...policy, version: 1 }, actor);
    await tx.query(
      `insert into connection (creditor_id, id, grant_id, connector_key, company_key, company_name, state, verified_at,
         failures_in_row, preflight, write_back_target, write_back_mode, case_status_available, created_at,
         write_back_accounts)
       values ($1, $2, $3, $4, $5, $6, 'setting-up', $7, 0, '[]', $8, $9, false, $7, $10)`,
      [
        creditorId,
        id,
        grantId,
        connectorKey,
        companyKey,
        identity.name,
        now,
        writeBack?.target ? JSON.stringify(writeBack.target) : null,
        writeBack?.mode ?? 'automatic',
        JSON.stringify(identity.accounts),
      ],
    );
    await this.audit.record(tx, {
      actor,
      action: 'connection.created',
      subject: { kind: 'connection', id },
      detail: { connectorKey, companyKey, grantId, organisationNumber: identity.organisationNumber },
      creditorId,
    });
    return readConnection(tx, { creditorId, id });
  }

  /** Whoever brings a company along keeps its books: else it could not even see what it has connected. */
  async #letIn(
    tx: Transaction,
    creditorId: CreditorId,
    { organisationId: id, name }: ConnectingOrganisation,
    actor: Actor,
  ): Promise<void> {
    await letIn(tx, creditorId, { id, name }, actor, this.clock.now());
    const subject = { kind: 'organisation', id };
    await this.audit.record(tx, { actor, action: 'access.granted', subject, creditorId });
  }
}

interface Identified {
  readonly organisationNumber: string;
  readonly accounts: AccountMapping;
}
