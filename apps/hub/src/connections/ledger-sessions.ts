import { hostname } from 'node:os';
import type { Clock, GrantId, JsonObject, LedgerCompanyKey } from '@app/domain';
import {
  type BudgetRule,
  checkSettings,
  ConnectionBlockedError,
  type ConnectorDefinition,
  type ConnectorTools,
  type LedgerGrant,
  type LedgerSession,
  type Transport,
  type WakeUpMember,
  type WakeUps,
} from '@app/connectors';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { SLEEP, type Sleep } from '../config/sleep.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { counted } from './call-count.js';
import { connectionNotFound, grantNotFound } from './connection-problems.js';
import type { ConnectionRef } from './connection-row.js';
import { GrantSecrets } from './grant-secrets.js';
import { GrantTokenStore } from './grant-token-store.js';
import { LedgerCatalogue } from './ledger-catalogue.js';
import {
  type AddressLookup,
  LEDGER_ADDRESSES,
  LEDGER_TRANSPORT,
  ledgerTools,
  type SharedTools,
} from './ledger-tools.js';
import { ProbeTokenStore } from './probe-token-store.js';
import { JointCallBudget } from './joint-call-budget.js';

interface OpenGrant {
  readonly settingsVersion: bigint;
  readonly definition: ConnectorDefinition;
  readonly grant: LedgerGrant;
  readonly settings: object;
  readonly tools: ConnectorTools;
  readonly sessions: Map<LedgerCompanyKey, LedgerSession>;
  readonly expiresAtMs: number;
}

/** A grant opened with settings that are not stored; `tokens` are those made while it was tried. */
export interface ProbedGrant {
  readonly grant: LedgerGrant;
  readonly tokens: ProbeTokenStore;
}

const KEPT_MS = 10 * 60_000;
const GRANTS_MAX = 500;
const SESSIONS_PER_GRANT_MAX = 1_000;

/**
 * Opens grants and companies for everything in the hub that speaks with a ledger. What was opened is kept for some
 * minutes; each opening asks the database whether the settings are still the same, so that a new key entered in
 * another process counts at once. Not to be called inside a transaction.
 */
@Injectable()
export class LedgerSessions {
  readonly #open = new Map<GrantId, OpenGrant>();
  readonly #shared: SharedTools;
  readonly #holder = `${hostname()}:${process.pid}`;

  constructor(
    private readonly database: Database,
    private readonly secrets: GrantSecrets,
    private readonly catalogue: LedgerCatalogue,
    budget: JointCallBudget,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LEDGER_TRANSPORT) transport: Transport,
    @Inject(LEDGER_ADDRESSES) addressOf: AddressLookup,
    @Inject(SLEEP) sleep: Sleep,
  ) {
    this.#shared = {
      transport: counted(transport),
      clock,
      budget,
      addressOf,
      sleep,
      logger: new Logger('Ledger'),
    };
  }

  /**
   * A session in the connection's company. Sends nothing.
   * @throws ConnectionBlockedError the stored access cannot be opened or no longer fits the connector
   * @throws ProblemError when there is no such connection
   */
  async open(ref: ConnectionRef): Promise<LedgerSession> {
    const { open, companyKey } = await this.#openOf(ref);
    const known = open.sessions.get(companyKey);
    if (known) return known;
    if (open.sessions.size >= SESSIONS_PER_GRANT_MAX) open.sessions.clear();
    const session = open.grant.openCompany(companyKey);
    open.sessions.set(companyKey, session);
    return session;
  }

  /** What the vendor permits of calls through the connection's grant; undefined where it is not known. @throws as `open` */
  async callBudget(ref: ConnectionRef): Promise<BudgetRule | undefined> {
    const { definition, settings, tools } = (await this.#openOf(ref)).open;
    return definition.callBudget?.(settings, tools);
  }

  /** @throws as `open` */
  async openGrant(grantId: GrantId): Promise<LedgerGrant> {
    return (await this.database.asOperator((tx) => this.#openIn(tx, grantId))).grant;
  }

  /** What a grant listens to its vendor's announcements with; undefined where there is nothing to listen to. @throws as `open` */
  async wakeUpMember(
    grantId: GrantId,
  ): Promise<{ readonly wakeUps: WakeUps; readonly member: WakeUpMember } | undefined> {
    const open = await this.database.asOperator((tx) => this.#openIn(tx, grantId));
    const { wakeUps } = open.definition;
    return wakeUps && { wakeUps, member: { id: grantId, settings: open.settings, tools: open.tools } };
  }

  /** Opens settings that have been checked and not been stored. Sends nothing. */
  probe(
    definition: ConnectorDefinition,
    settings: object,
    initial?: Readonly<Record<string, JsonObject>>,
  ): ProbedGrant {
    const { tools, tokens } = this.toolsToTry(definition, settings, initial);
    return { grant: definition.openGrant(settings, tools), tokens };
  }

  /** What a connector needs before anything of it is stored; `tokens` are those made meanwhile. */
  toolsToTry(
    definition: ConnectorDefinition,
    settings: object,
    initial?: Readonly<Record<string, JsonObject>>,
  ): { readonly tools: ConnectorTools; readonly tokens: ProbeTokenStore } {
    const tokens = new ProbeTokenStore(initial);
    return { tools: ledgerTools(this.#shared, definition, settings, tokens), tokens };
  }

  /** Forgets what is open of the grant in this process; the others notice by the settings' version. */
  drop(grantId: GrantId): void {
    this.#open.delete(grantId);
  }

  #openOf({
    creditorId,
    id,
  }: ConnectionRef): Promise<{ readonly open: OpenGrant; readonly companyKey: LedgerCompanyKey }> {
    return this.database.asOperator(async (tx) => {
      const [row] = await tx.query<{ grantId: GrantId; companyKey: LedgerCompanyKey }>(
        `select grant_id as "grantId", company_key as "companyKey" from connection where creditor_id = $1 and id = $2`,
        [creditorId, id],
      );
      if (!row) throw connectionNotFound(id);
      return { open: await this.#openIn(tx, row.grantId), companyKey: row.companyKey };
    });
  }

  async #openIn(tx: Transaction, grantId: GrantId): Promise<OpenGrant> {
    const settingsVersion = await this.secrets.settingsVersion(tx, grantId);
    const nowMs = this.clock.now().getTime();
    const known = this.#open.get(grantId);
    if (known && known.settingsVersion === settingsVersion && known.expiresAtMs > nowMs) return known;
    const [row] = await tx.query<{ connectorKey: string }>(
      `select connector_key as "connectorKey" from ledger_grant where id = $1`,
      [grantId],
    );
    if (!row) throw grantNotFound(grantId);
    const definition = this.catalogue.get(row.connectorKey);
    const settings = checkedSettings(definition, await this.secrets.readSettings(tx, grantId));
    const tokens = new GrantTokenStore(grantId, this.database, this.secrets, this.#holder);
    const tools = ledgerTools(this.#shared, definition, settings, tokens);
    const open: OpenGrant = {
      settingsVersion: settingsVersion ?? 0n,
      definition,
      grant: definition.openGrant(settings, tools),
      settings,
      tools,
      sessions: new Map(),
      expiresAtMs: nowMs + KEPT_MS,
    };
    this.#keep(grantId, open);
    return open;
  }

  #keep(grantId: GrantId, open: OpenGrant): void {
    // Put in anew, so that the first of the map is the one opened longest ago.
    this.#open.delete(grantId);
    if (this.#open.size >= GRANTS_MAX) {
      const oldest = this.#open.keys().next();
      if (!oldest.done) this.#open.delete(oldest.value);
    }
    this.#open.set(grantId, open);
  }
}

/** Stored settings may be of an older version of the connector: what it no longer takes blocks, and says which field. */
function checkedSettings(definition: ConnectorDefinition, stored: unknown): object {
  const check = checkSettings(definition, stored);
  if (check.ok) return check.settings;
  const fields = check.problems.map(({ field, message }) => `${field || 'settings'} ${message}`).join('; ');
  throw new ConnectionBlockedError(
    'configuration',
    `The stored access to ${definition.displayName} is not complete: ${fields}.`,
    'Enter the access to the ledger again.',
  );
}
