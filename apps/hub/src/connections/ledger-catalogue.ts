import { type ConnectorDefinition, ConnectionBlockedError } from '@app/connectors';
import { Inject, Injectable } from '@nestjs/common';

/** Injects the connectors that this hub knows; tests lend their own. */
export const CONNECTOR_DEFINITIONS = Symbol('ConnectorDefinitions');

/** The ledgers that can be connected. */
@Injectable()
export class LedgerCatalogue {
  readonly #byKey: ReadonlyMap<string, ConnectorDefinition>;

  constructor(@Inject(CONNECTOR_DEFINITIONS) definitions: readonly ConnectorDefinition[]) {
    this.#byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  }

  list(): readonly ConnectorDefinition[] {
    return [...this.#byKey.values()];
  }

  find(key: string): ConnectorDefinition | undefined {
    return this.#byKey.get(key);
  }

  /** @throws ConnectionBlockedError when a stored connection names a ledger that this version does not know */
  get(key: string): ConnectorDefinition {
    const definition = this.#byKey.get(key);
    if (definition) return definition;
    throw new ConnectionBlockedError(
      'configuration',
      `This version of the hub has no connector named "${key}".`,
      'Run a version of the hub that has it, or connect the company in another ledger.',
    );
  }
}
