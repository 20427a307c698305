import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@app/domain';
import type { LedgerSession, WriteBackTargetOption } from '@app/connectors';
import { targetNotOffered } from './connection-problems.js';

/** What the company offers as a place to book settlements; empty where the ledger cannot be written to. */
export async function offeredTargets(session: LedgerSession): Promise<readonly WriteBackTargetOption[]> {
  return (await session.writeBack?.targets()) ?? [];
}

/**
 * The option that a chosen target is, asked of the ledger anew.
 * @throws ProblemError when it is not among those offered
 */
export async function offeredTarget(
  session: LedgerSession,
  target: JsonObject,
): Promise<WriteBackTargetOption> {
  const option = (await offeredTargets(session)).find((offered) => isDeepStrictEqual(offered.target, target));
  if (!option) throw targetNotOffered();
  return option;
}
