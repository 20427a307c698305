import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONNECTORS, type ConnectorDefinition } from '@app/connectors';
import type { ConformanceLedger } from '@app/connectors/conformance/conformance-ledger.js';
import type { Clock } from '@app/domain';
import { projectFolder } from './node-process.js';

/** What every simulator takes, as far as the proofs set it. */
export interface LedgerOptions {
  readonly clock?: Clock;
  readonly limits?: object;
  /** Of its tokens among other things: another one shares no budget with the first. */
  readonly seed?: number;
}

/** A simulator as the proofs need it. */
export interface LedgerToProve extends ConformanceLedger {
  /** Where bookings are taken in first and booked later: carries out what is left of each. */
  completeBookings?(): void;
}

export interface LedgerUnderProof {
  readonly key: string;
  readonly definition: ConnectorDefinition;
  /** A fresh simulator with one company, listening on the loopback. */
  create(options?: LedgerOptions): Promise<LedgerToProve>;
}

/** Limits so wide that nothing is ever too fast, in every simulator's words: for proofs of something else. */
export const UNLIMITED: object = {
  requestsMax: 'unlimited',
  requestsPerSecond: 'unlimited',
  burstMax: 'unlimited',
  inFlightMax: 'unlimited',
  creditsPerHour: 'unlimited',
  requestsPerMinute: 'unlimited',
  inProgressMax: 'unlimited',
};

/**
 * Every registered ledger with its simulator: the one list of all proofs. A connector joins by being in the registry
 * and having `testing/<name>-conformance-ledger.ts` with one `create…Ledger`, as the scaffold writes it.
 */
export function conformanceLedgers(): Promise<LedgerUnderProof[]> {
  return Promise.all(
    [...CONNECTORS.values()].map(async (definition) => ({
      key: definition.key,
      definition,
      create: await creatorOf(definition.key),
    })),
  );
}

async function creatorOf(key: string): Promise<LedgerUnderProof['create']> {
  const folder = join(projectFolder, 'libs', 'connectors', 'src', key, 'testing');
  const file = (await readdir(folder)).find((name) => name.endsWith('-conformance-ledger.ts'));
  if (file === undefined) throw new Error(`${folder} has no …-conformance-ledger.ts.`);
  // By folder, not by name: only the registry knows the ledgers.
  const exported = (await import(pathToFileURL(join(folder, file)).href)) as Readonly<
    Record<string, unknown>
  >;
  const create = Object.entries(exported).find(([name]) => /^create.+Ledger$/.test(name))?.[1];
  if (typeof create !== 'function') throw new Error(`${file} exports no create…Ledger.`);
  return create as LedgerUnderProof['create'];
}
