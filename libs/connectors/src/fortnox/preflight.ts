import { type Clock, localDateAt } from '@app/domain';
import {
  type BlockReason,
  ConnectionBlockedError,
  type PreflightFinding,
  type WriteBackTarget,
} from '../contract/index.js';
import type { FortnoxClient } from './client.js';
import { lockedUntil } from './locked-period.js';
import { FINDINGS } from './preflight-findings.js';
import { wireAnyList, type WireMode } from './wire.js';
import { isClearing, modesOfPayment, readTarget, stateOf } from './write-back-target.js';

/** The lists that a pull cannot do without, and what follows when one is hidden. */
const NEEDED = [
  ['/invoices', FINDINGS.invoicesHidden],
  ['/customers', FINDINGS.customersHidden],
  ['/invoicepayments', FINDINGS.paymentsHidden],
] as const;

/** A missing scope, or a licence that the company has not ordered. */
const HIDES: readonly BlockReason[] = ['permission-missing', 'module-missing'];
const REFUSED = 'refused';

/** Asks for a little of everything that the connector will need. Writing cannot be tried without writing. */
export async function preflight(
  client: FortnoxClient,
  clock: Clock,
  target?: WriteBackTarget,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const findings: PreflightFinding[] = [];
  for (const [path, finding] of NEEDED) {
    const answer = await shown(() => client.get({ path, query: { limit: 1 }, signal }, wireAnyList));
    if (answer === REFUSED) findings.push(finding);
  }
  const modes = await shown(() => modesOfPayment(client, signal));
  if (modes === REFUSED) findings.push(FINDINGS.modesHidden);
  else findings.push(...(target === undefined ? modeFindings(modes) : targetFindings(target, modes)));
  const locked = await shown(() => lockedUntil(client, signal));
  if (locked !== undefined && locked !== REFUSED && locked >= localDateAt(clock.now(), 'SE')) {
    findings.push(FINDINGS.periodClosed);
  }
  return findings;
}

async function shown<T>(probe: () => Promise<T>): Promise<T | typeof REFUSED> {
  try {
    return await probe();
  } catch (error) {
    if (error instanceof ConnectionBlockedError && HIDES.includes(error.reason)) return REFUSED;
    throw error;
  }
}

function modeFindings(modes: readonly WireMode[]): readonly PreflightFinding[] {
  return modes.some(isClearing) ? [] : [FINDINGS.modeMissing];
}

function targetFindings(target: WriteBackTarget, modes: readonly WireMode[]): readonly PreflightFinding[] {
  const found = stateOf(readTarget(target), modes);
  if (found.state === 'missing') return [FINDINGS.targetMissing];
  if (found.state === 'account-changed') return [FINDINGS.targetAccountChanged];
  return isClearing(found.mode) ? [] : [FINDINGS.targetIsShared];
}
