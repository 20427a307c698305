import type { GrantId, JsonObject } from '@app/domain';
import { ConnectionBlockedError, type StoredToken } from '@app/connectors';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { SealedSecretUnreadableError, type SecretPlace } from '../secrets/sealed-text.js';
import { type OpenedSecret, SecretVault } from '../secrets/secret-vault.js';

const OWNER_KIND = 'ledger-grant';
const SETTINGS = 'settings';
const TOKEN_PREFIX = 'token:';

/**
 * A grant's settings and tokens in the vault. All methods with `tx` want an operator's. What cannot be opened blocks
 * the grant's connections with a remedy, since trying again would not help.
 */
@Injectable()
export class GrantSecrets {
  constructor(
    private readonly database: Database,
    private readonly vault: SecretVault,
  ) {}

  /** @throws ConnectionBlockedError when the settings cannot be opened */
  async readSettings(tx: Transaction, grantId: GrantId): Promise<JsonObject | undefined> {
    return (await this.#open(tx, place(grantId, SETTINGS)))?.json;
  }

  /** Rises with every change of the settings: tells whether something built from them is out of date. */
  async settingsVersion(tx: Transaction, grantId: GrantId): Promise<bigint | undefined> {
    const [row] = await tx.query<{ version: bigint }>(
      `select version from sealed_secret where owner_kind = $1 and owner_id = $2 and name = $3`,
      [OWNER_KIND, grantId, SETTINGS],
    );
    return row?.version;
  }

  async writeSettings(tx: Transaction, grantId: GrantId, settings: object): Promise<void> {
    await this.vault.write(tx, place(grantId, SETTINGS), JSON.stringify(settings));
  }

  /** @throws ConnectionBlockedError when the token cannot be opened */
  readToken(grantId: GrantId, name: string): Promise<StoredToken | undefined> {
    return this.database.asOperator((tx) => this.readTokenIn(tx, grantId, name));
  }

  async readTokenIn(tx: Transaction, grantId: GrantId, name: string): Promise<StoredToken | undefined> {
    const opened = await this.#open(tx, place(grantId, TOKEN_PREFIX + name));
    return opened && { value: opened.json, version: Number(opened.version) };
  }

  async writeToken(tx: Transaction, grantId: GrantId, name: string, value: JsonObject): Promise<StoredToken> {
    const version = await this.vault.write(tx, place(grantId, TOKEN_PREFIX + name), JSON.stringify(value));
    return { value, version: Number(version) };
  }

  /** Tokens made with settings that no longer hold. */
  async removeTokens(tx: Transaction, grantId: GrantId): Promise<void> {
    await tx.query(
      `delete from sealed_secret where owner_kind = $1 and owner_id = $2 and starts_with(name, $3)`,
      [OWNER_KIND, grantId, TOKEN_PREFIX],
    );
  }

  /** Everything kept for the grant. */
  async removeAll(tx: Transaction, grantId: GrantId): Promise<void> {
    await this.removeTokens(tx, grantId);
    await this.vault.remove(tx, place(grantId, SETTINGS));
  }

  async #open(tx: Transaction, at: SecretPlace): Promise<{ json: JsonObject; version: bigint } | undefined> {
    let opened: OpenedSecret | undefined;
    try {
      opened = await this.vault.read(tx, at);
    } catch (error) {
      if (!(error instanceof SealedSecretUnreadableError)) throw error;
      throw new ConnectionBlockedError(
        'configuration',
        `The stored access to the ledger cannot be opened (${error.reason}).`,
        'Enter the access to the ledger again; if it concerns every connection, check SECRET_KEYS first.',
        { cause: error },
      );
    }
    return opened && { json: JSON.parse(opened.value) as JsonObject, version: opened.version };
  }
}

function place(ownerId: GrantId, name: string): SecretPlace {
  return { ownerKind: OWNER_KIND, ownerId, name };
}
