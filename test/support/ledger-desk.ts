import {
  type CallBudget,
  checkSettings,
  type ConnectorDefinition,
  type ConnectorTools,
  createTransport,
  type LedgerSession,
  MemoryTokenStore,
} from '@app/connectors';
import type { ConformanceLedger } from '@app/connectors/conformance/conformance-ledger.js';
import type { LedgerCompanyKey } from '@app/domain';

/** Lets every call pass: how fast a vendor may be asked is a proof of its own. */
export const FREE_BUDGET: CallBudget = {
  acquire: () => Promise.resolve(),
  correct: () => undefined,
  observe: () => undefined,
  pause: () => undefined,
};

type Reached = Pick<ConformanceLedger, 'addresses' | 'clock' | 'advanceMs'>;

/** What a hub would lend a connector to reach this simulator; waits move the simulator's clock instead of lasting. */
export function deskTools(ledger: Reached, own: Partial<ConnectorTools> = {}): ConnectorTools {
  return {
    transport: createTransport(),
    clock: ledger.clock,
    tokens: new MemoryTokenStore(),
    budget: FREE_BUDGET,
    log: { debug: () => undefined, warn: () => undefined },
    address: (variable) => {
      const address = ledger.addresses[variable];
      if (address === undefined) throw new Error(`The simulator has no ${variable}.`);
      return address;
    },
    sleep: (ms) => Promise.resolve(ledger.advanceMs(ms)),
    ...own,
  };
}

/** A session in the simulator's company. */
export function deskSession(
  definition: ConnectorDefinition,
  ledger: ConformanceLedger,
  own: Partial<ConnectorTools> = {},
): LedgerSession {
  const check = checkSettings(definition, ledger.settings);
  if (!check.ok) throw new Error(`The simulator's settings are refused: ${JSON.stringify(check.problems)}`);
  return definition
    .openGrant(check.settings, deskTools(ledger, own))
    .openCompany(ledger.company.key as LedgerCompanyKey);
}
