import type { Clock, ConnectionId, Creditor, JsonObject } from '@app/domain';
import {
  ConnectionBlockedError,
  type LedgerSession,
  type PreflightFinding,
  type WriteBackAccountOption,
  type WriteBackTargetOption,
} from '@app/connectors';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CaseStatusBoard } from '../case-status/case-status-board.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { mappingFindings, offeredAccounts } from './account-mapping.js';
import type { Actor } from '../audit/actor.js';
import { ConnectionHealth } from './connection-health.js';
import { askingLedger, organisationNumberDiffers, wrongState } from './connection-problems.js';
import {
  type Connection,
  CONNECTION_COLUMNS,
  type ConnectionRef,
  lockConnection,
  readConnection,
} from './connection-row.js';
import type { ConnectionState } from './connection.entity.js';
import { CreditorReader } from './creditor-reader.js';
import { LedgerSessions } from './ledger-sessions.js';
import { SharesService } from './shares.service.js';
import { offeredTargets } from './write-back-targets.js';

export interface ConnectionPage {
  readonly state?: ConnectionState;
  /** The last connection of the page before. */
  readonly after?: ConnectionId;
  /** Rows of a page, at most. */
  readonly limit: number;
}

export interface ListedConnection extends Connection {
  readonly creditorName: string;
  readonly organisationNumber: string;
}

export interface PreflightOutcome {
  readonly connection: Connection;
  readonly findings: readonly PreflightFinding[];
  /** For the account mapping; one of them may be proposed. */
  readonly writeBackTargets: readonly WriteBackTargetOption[];
  /** For interest and fees; absent where the ledger books a payment alone. */
  readonly writeBackAccounts?: readonly WriteBackAccountOption[];
}

/** A connection's way from chosen to running, as people steer it. */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly sessions: LedgerSessions,
    private readonly health: ConnectionHealth,
    private readonly creditors: CreditorReader,
    private readonly audit: AuditLog,
    private readonly caseStatus: CaseStatusBoard,
    private readonly shares: SharesService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Over all creditors, the oldest first. */
  list({ state, after, limit }: ConnectionPage): Promise<readonly ListedConnection[]> {
    return this.database.asOperator((tx) =>
      tx.query<ListedConnection>(
        `select ${CONNECTION_COLUMNS}, r.name as "creditorName", r.organisation_number as "organisationNumber"
         from connection c join creditor r on r.creditor_id = c.creditor_id
         where ($1::text is null or c.state = $1) and ($2::uuid is null or c.id > $2)
         order by c.id limit $3`,
        [state ?? null, after ?? null, limit],
      ),
    );
  }

  /** @throws ProblemError when there is no such connection */
  get(ref: ConnectionRef): Promise<Connection & { readonly creditor: Creditor }> {
    return this.database.asCreditor(ref.creditorId, async (tx) => {
      const { connection, creditor } = await this.creditors.ofConnection(tx, ref);
      return { ...connection, creditor };
    });
  }

  /**
   * Asks the ledger what a person must mend, and keeps the answer. When nothing blocks any more, a blocked connection
   * goes on.
   * @throws ProblemError the ledger refuses (then the connection is blocked) or does not answer
   */
  async preflight(ref: ConnectionRef, actor: Actor): Promise<PreflightOutcome> {
    const before = await this.get(ref);
    const found = await this.asking(ref, actor, async (session) => {
      await this.#sameCompany(session, before.creditor.organisationNumber);
      const ledgers = await session.preflight(before.writeBackTarget ?? undefined);
      const writeBackTargets = await offeredTargets(session);
      const writeBackAccounts = await offeredAccounts(session);
      const shares = await this.shares.current(ref.creditorId);
      const findings = [...ledgers, ...mappingFindings(before.writeBackAccounts, writeBackAccounts, shares)];
      return {
        findings,
        writeBackTargets,
        writeBackAccounts,
        caseStatus: (await session.caseStatus?.available()) ?? false,
      };
    });
    const connection = await this.#change(ref, async (tx, locked) => {
      await tx.query(
        `update connection set preflight = $3, case_status_available = $4, verified_at = $5, preflight_at = $5
         where creditor_id = $1 and id = $2`,
        [ref.creditorId, ref.id, JSON.stringify(found.findings), found.caseStatus, this.clock.now()],
      );
      if (blocking(found.findings).length === 0) await this.health.markUnblocked(tx, locked, actor);
      if (found.caseStatus && !locked.caseStatusAvailable) await this.caseStatus.tellAll(tx, ref);
      await this.#record(tx, ref, actor, 'connection.preflighted', {
        findings: found.findings.map(({ code }) => code),
      });
    });
    const { findings, writeBackTargets, writeBackAccounts } = found;
    return { connection, findings, writeBackTargets, ...(writeBackAccounts && { writeBackAccounts }) };
  }

  /** @throws ProblemError */
  async writeBackTargets(ref: ConnectionRef, actor: Actor): Promise<readonly WriteBackTargetOption[]> {
    return this.asking(ref, actor, offeredTargets);
  }

  /** Undefined where the ledger books a payment alone. @throws ProblemError */
  async writeBackAccounts(
    ref: ConnectionRef,
    actor: Actor,
  ): Promise<readonly WriteBackAccountOption[] | undefined> {
    return this.asking(ref, actor, offeredAccounts);
  }

  /** Starts pulling at the next tick. @throws ProblemError preflight has not been run, or something still blocks */
  activate(ref: ConnectionRef, actor: Actor): Promise<Connection> {
    return this.#change(ref, async (tx, before) => {
      if (before.state === 'active') return;
      if (before.state !== 'setting-up') {
        throw wrongState('not-setting-up', `The connection is ${before.state}.`, 'Resume it instead.');
      }
      await this.#start(tx, before, 'connection.activated', actor);
    });
  }

  /** Stops pulling after the page that is being read. What is known stays. */
  pause(ref: ConnectionRef, actor: Actor): Promise<Connection> {
    return this.#change(ref, async (tx, before) => {
      if (before.state === 'paused' || before.blockedFrom === 'paused') return;
      if (before.state === 'setting-up' || before.blockedFrom === 'setting-up') {
        throw wrongState(
          'not-started',
          'The connection has not been activated yet.',
          'There is nothing to pause.',
        );
      }
      await tx.query(
        `update connection set next_sync_at = null,
           state = case when state = 'blocked' then state else 'paused' end,
           blocked_from = case when state = 'blocked' then 'paused' end
         where creditor_id = $1 and id = $2`,
        [ref.creditorId, ref.id],
      );
      await this.#record(tx, ref, actor, 'connection.paused', { from: before.state });
    });
  }

  /**
   * Goes on after a pause, or after a person has mended what blocked: then the ledger is asked first.
   * @throws ProblemError the ledger still refuses, or something still blocks
   */
  async resume(ref: ConnectionRef, actor: Actor): Promise<Connection> {
    const { state: asked } = await this.get(ref);
    if (asked === 'blocked') await this.preflight(ref, actor);
    return this.#change(ref, async (tx, before) => {
      if (before.state === 'active' || (asked === 'blocked' && before.state === 'setting-up')) return;
      if (before.state !== 'paused') {
        const remedy =
          before.state === 'setting-up' ? 'Activate it instead.' : 'Mend what preflight found first.';
        throw wrongState('not-paused', `The connection is ${before.state}.`, remedy);
      }
      await this.#start(tx, before, 'connection.resumed', actor);
    });
  }

  async #start(tx: Transaction, before: Connection, action: string, actor: Actor): Promise<void> {
    const findings = blocking(before.preflight);
    if (findings.length > 0) {
      throw wrongState(
        'preflight-blocks',
        findings.map(({ message }) => message).join(' '),
        findings.map(({ remedy }) => remedy).join(' '),
      );
    }
    if (before.preflightAt === null) {
      throw wrongState('preflight-missing', 'The ledger has not been checked yet.', 'Run preflight first.');
    }
    await tx.query(
      `update connection set state = 'active', next_sync_at = $3, failures_in_row = 0 where creditor_id = $1 and id = $2`,
      [before.creditorId, before.id, this.clock.now()],
    );
    await this.#record(tx, before, actor, action, { from: before.state });
  }

  async #sameCompany(session: LedgerSession, organisationNumber: string): Promise<void> {
    const identity = await session.identify();
    // A ledger that tells the number only in its list has been compared with the list when it was connected.
    const found = identity.organisationNumber ?? organisationNumber;
    if (found !== organisationNumber) throw organisationNumberDiffers(organisationNumber, found);
  }

  /** Asks the connection's ledger; a refusal blocks the connection, whoever asked. */
  asking<T>(ref: ConnectionRef, actor: Actor, ask: (session: LedgerSession) => Promise<T>): Promise<T> {
    return askingLedger('Nothing was changed in the ledger; what the hub knows is kept.', async () => {
      try {
        return await ask(await this.sessions.open(ref));
      } catch (error) {
        if (error instanceof ConnectionBlockedError) await this.health.block(ref, error, actor);
        throw error;
      }
    });
  }

  /** Changes the locked row in the creditor's transaction and answers with what it has become. */
  #change(
    ref: ConnectionRef,
    change: (tx: Transaction, before: Connection) => Promise<void>,
  ): Promise<Connection> {
    return this.database.asCreditor(ref.creditorId, async (tx) => {
      await change(tx, await lockConnection(tx, ref));
      return readConnection(tx, ref);
    });
  }

  #record(
    tx: Transaction,
    { creditorId, id }: ConnectionRef,
    actor: Actor,
    action: string,
    detail: JsonObject,
  ): Promise<void> {
    return this.audit.record(tx, { actor, action, subject: { kind: 'connection', id }, detail, creditorId });
  }
}

function blocking(findings: readonly PreflightFinding[]): readonly PreflightFinding[] {
  return findings.filter(({ severity }) => severity === 'blocks-pull');
}
