import type { ConnectorDefinition } from './contract/index.js';
import { fortnox } from './fortnox/index.js';
import { powerOfficeGo } from './poweroffice-go/index.js';
import { tripletex } from './tripletex/index.js';
import { xledger } from './xledger/index.js';
import { vismaBusiness } from './visma-business/index.js';

/** Every ledger the hub can connect, one line each; the only file that knows them all. */
const DEFINITIONS: readonly ConnectorDefinition[] = [
  tripletex as ConnectorDefinition,
  powerOfficeGo as ConnectorDefinition,
  fortnox as ConnectorDefinition,
  xledger as ConnectorDefinition,
  vismaBusiness as ConnectorDefinition,
  // new-connector: one line above this one
];

export const CONNECTORS: ReadonlyMap<string, ConnectorDefinition> = new Map(
  DEFINITIONS.map((definition) => [definition.key, definition]),
);

export class UnknownConnectorError extends Error {
  constructor(key: string) {
    super(`There is no connector "${key}"; known are ${[...CONNECTORS.keys()].join(', ')}.`);
    this.name = 'UnknownConnectorError';
  }
}

/** @throws UnknownConnectorError */
export function connectorFor(key: string): ConnectorDefinition {
  const definition = CONNECTORS.get(key);
  if (!definition) throw new UnknownConnectorError(key);
  return definition;
}
