import type { Clock } from '@app/domain';
import {
  type CallBudget,
  type ConnectorDefinition,
  type ConnectorLog,
  type ConnectorTools,
  redact,
  secretsOf,
  type TokenStore,
  type Transport,
} from '@app/connectors';
import type { LoggerService } from '@nestjs/common';
import type { Sleep } from '../config/sleep.js';

/** Answers the environment's base address for a variable, or undefined where the standard one holds. */
export type AddressLookup = (variable: string) => string | undefined;

/** Injects the transport that all connectors send with; one for the process, so that connections are kept open. */
export const LEDGER_TRANSPORT = Symbol('LedgerTransport');
/** Injects the `AddressLookup`. */
export const LEDGER_ADDRESSES = Symbol('LedgerAddresses');

export interface SharedTools {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly budget: CallBudget;
  readonly addressOf: AddressLookup;
  readonly sleep: Sleep;
  readonly logger: Pick<LoggerService, 'debug' | 'warn'>;
}

/** Everything that the hub lends one grant of a connector. */
export function ledgerTools(
  shared: SharedTools,
  definition: Pick<ConnectorDefinition, 'addresses' | 'settings' | 'key'>,
  settings: object,
  tokens: TokenStore,
): ConnectorTools {
  return {
    transport: shared.transport,
    clock: shared.clock,
    budget: shared.budget,
    tokens,
    log: redactingLog(shared.logger, definition.key, secretsOf(definition, settings)),
    address: (variable) => addressOf(definition, shared.addressOf, variable),
    sleep: shared.sleep,
  };
}

function addressOf(
  { addresses, key }: Pick<ConnectorDefinition, 'addresses' | 'key'>,
  lookup: AddressLookup,
  variable: string,
): string {
  const declared = addresses.find((address) => address.variable === variable);
  if (!declared)
    throw new Error(`The connector "${key}" asks for the address ${variable}, which it does not declare.`);
  return lookup(variable) ?? declared.standard;
}

function redactingLog(
  logger: Pick<LoggerService, 'debug' | 'warn'>,
  ledger: string,
  secrets: readonly string[],
): ConnectorLog {
  const safe = (message: string, facts: Parameters<ConnectorLog['debug']>[1] = {}): object => {
    const entries = Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? redact(value, secrets) : value,
    ]);
    return { ...Object.fromEntries(entries), msg: redact(message, secrets), ledger };
  };
  return {
    debug: (message, facts) => logger.debug?.(safe(message, facts)),
    warn: (message, facts) => logger.warn(safe(message, facts)),
  };
}
