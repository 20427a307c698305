import type { ClaimMovementKind, ClaimState, JsonObject } from '@app/domain';
import type { OutboxKind } from '../outbox/outbox-message.entity.js';
import type { Claim } from './claim-row.js';

/** What has reduced a claim, by kind. */
export type Reductions = Pick<Claim, 'paidMinor' | 'creditedMinor' | 'writtenOffMinor'>;

export function canClose(state: ClaimState): boolean {
  return state === 'proposed' || state === 'approved' || state === 'in-collection' || state === 'rejected';
}

export function sameBalance(a: Claim, b: Claim): boolean {
  return (
    a.paidMinor === b.paidMinor &&
    a.creditedMinor === b.creditedMinor &&
    a.writtenOffMinor === b.writtenOffMinor &&
    a.overpaidMinor === b.overpaidMinor
  );
}

export function balanceChange(before: Claim, after: Claim, note: string | undefined): JsonObject {
  return {
    paidMinor: (after.paidMinor - before.paidMinor).toString(),
    creditedMinor: (after.creditedMinor - before.creditedMinor).toString(),
    writtenOffMinor: (after.writtenOffMinor - before.writtenOffMinor).toString(),
    outstandingMinor: after.outstandingMinor.toString(),
    overpaidMinor: after.overpaidMinor.toString(),
    ...(note === undefined ? {} : { note }),
  };
}

/** What most of the claim was closed by, for lists and for the ledger's status channel. */
export function closedBy(claim: Claim): ClaimMovementKind {
  if (claim.paidMinor >= claim.creditedMinor && claim.paidMinor >= claim.writtenOffMinor) return 'paid';
  return claim.creditedMinor >= claim.writtenOffMinor ? 'credited' : 'written-off';
}

export function pipelineNews(before: Reductions, after: Claim): { kind: OutboxKind; payload: JsonObject }[] {
  const news: { kind: OutboxKind; payload: JsonObject }[] = [];
  const outstandingMinor = after.outstandingMinor.toString();
  const changes = [
    ['direct-payment', after.paidMinor - before.paidMinor],
    ['credit-note', after.creditedMinor - before.creditedMinor],
    ['write-off', after.writtenOffMinor - before.writtenOffMinor],
  ] as const;
  for (const [kind, change] of changes) {
    if (change !== 0n) news.push({ kind, payload: { amountMinor: change.toString(), outstandingMinor } });
  }
  return news;
}
