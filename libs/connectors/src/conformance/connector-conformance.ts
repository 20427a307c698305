import { afterEach, beforeEach, describe } from '@jest/globals';
import type { ConnectorDefinition } from '../contract/index.js';
import { Bench } from './bench.js';
import { CONFORMANCE_FAULTS, type ConformanceFault, type ConformanceLedger } from './conformance-ledger.js';
import { checkFaults } from './fault-checks.js';
import { checkChanges, checkPull, checkSignIn } from './reading-checks.js';
import { checkObstacles } from './obstacle-checks.js';
import { checkWriteBackLines } from './line-checks.js';
import { checkWriteBack } from './write-back-checks.js';

export type { ConformanceLedger } from './conformance-ledger.js';

export interface ConformanceOptions {
  /** What is different about this ledger, where a connector runs the suite more than once. */
  readonly variant?: string;
  /** The long table of faults; one variant is enough for it. Default true. */
  readonly withFaults?: boolean;
  /** False where the credentials themselves go along with every call, so that nothing short-lived can end. Default true. */
  readonly hasSessions?: boolean;
}

/**
 * The suite that every connector passes, against a simulator of its ledger. Each test gets a fresh ledger with one
 * company; after each, all that was logged or thrown is searched for secrets and personal data.
 */
export function describeConformance<S extends object>(
  definition: ConnectorDefinition<S>,
  createLedger: () => Promise<ConformanceLedger>,
  { variant, withFaults = true, hasSessions = true }: ConformanceOptions = {},
): void {
  const isPossible = (fault: ConformanceFault): boolean => hasSessions || fault !== 'session-revoked';
  describe(`conformance of ${definition.key}${variant === undefined ? '' : `, ${variant}`}`, () => {
    let bench: Bench | undefined;
    const current = (): Bench => {
      if (!bench) throw new Error('No ledger was made for this test.');
      return bench;
    };

    beforeEach(async () => {
      bench = new Bench(definition as unknown as ConnectorDefinition, await createLedger());
    });

    afterEach(async () => {
      current().ledger.clearFaults();
      await current().ledger.stop();
      current().assertDiscreet();
    });

    describe('sign-in', () => checkSignIn(current));
    describe('pull', () => checkPull(current));
    describe('changes', () => checkChanges(current));
    if (definition.capabilities.includes('write-back'))
      describe('write-back', () => checkWriteBack(current, isPossible));
    if (definition.capabilities.includes('write-back'))
      describe('what stands in the way of a booking', () => checkObstacles(current));
    if (definition.capabilities.includes('write-back-lines'))
      describe('interest and fees', () => checkWriteBackLines(current));
    if (withFaults) describe('faults', () => checkFaults(current, CONFORMANCE_FAULTS.filter(isPossible)));
  });
}
