import { atLeastZero, type CaseId, type ClaimId, type JsonObject, type LocalDate } from '@app/domain';
import type { NewCaseEvent, NewMovement } from '../case-book.js';
import type { CaseClaimState } from '../entities/case-claim.entity.js';
import type { CaseMovementKind } from '../entities/case-movement.entity.js';
import type { CollectedChange, TakenMessage } from './collected-changes.js';
import { handedOver } from './handed-over.js';

/** A claim as its case knows it. */
export interface FollowedClaim {
  readonly caseId: CaseId;
  readonly claimId: ClaimId;
  readonly state: CaseClaimState;
  readonly hold: JsonObject | null;
  readonly outstandingMinor: bigint;
  readonly reducedBeforeMinor: bigint;
  readonly lastMessage: number;
}

/** What has become of it, and what is written for it. */
export interface Followed {
  readonly claim: FollowedClaim;
  readonly movements: NewMovement[];
  readonly events: NewCaseEvent[];
  /** An objection that reached the creditor, in the message's words. */
  readonly objections: JsonObject[];
}

const REDUCTIONS: Readonly<Partial<Record<TakenMessage['kind'], CaseMovementKind>>> = {
  'direct-payment': 'direct-payment',
  'credit-note': 'credit-note',
  'write-off': 'write-off',
};

/**
 * Follows what the pipeline was told about a claim, message by message. Amounts are what a message says has changed, not
 * what it says is left: a settlement that was counted meanwhile must not be undone by an older message. Only a hand-over
 * says what is demanded in all.
 */
export function followClaim(
  before: FollowedClaim,
  change: CollectedChange,
  messages: readonly TakenMessage[],
  today: LocalDate,
): Followed {
  const followed: Followed = { claim: before, movements: [], events: [], objections: [] };
  const handedOverAt = change.handedOverMessage;
  let claim = before;
  if (handedOverAt === before.lastMessage) claim = takeDemand(claim, change, followed, today);
  for (const message of messages.filter(({ sequence }) => sequence < handedOverAt))
    claim = takeMessage(claim, message, followed, today);
  if (handedOverAt > before.lastMessage) {
    claim = takeDemand({ ...claim, state: 'open', hold: null }, change, followed, today);
    followed.events.push(event(claim, 'claim-handed-over-again', {}));
  }
  for (const message of messages.filter(({ sequence }) => sequence > handedOverAt))
    claim = takeMessage(claim, message, followed, today);
  // A claim from before messages were kept: what it has become is known, and not how.
  if (change.state === 'paused' && claim.state === 'open') claim = { ...claim, state: 'paused', hold: {} };
  return { ...followed, claim: { ...claim, lastMessage: change.lastMessage } };
}

/** A hand-over that came again, because its answer was lost or after a withdrawal, may demand less than the first. */
function takeDemand(
  claim: FollowedClaim,
  change: CollectedChange,
  followed: Followed,
  today: LocalDate,
): FollowedClaim {
  const demand = handedOver(change.claimId, change.handedOver);
  if (demand.reducedMinor === claim.reducedBeforeMinor) return claim;
  const { outstandingMinor, reducedMinor } = demand;
  const lessMinor = claim.outstandingMinor - outstandingMinor;
  if (lessMinor !== 0n) {
    const source = change.handedOverMessage;
    followed.movements.push(
      movement(claim, `${source}:${reducedMinor}`, 'demand-corrected', lessMinor, today),
    );
    followed.events.push(event(claim, 'demand-corrected', { outstandingMinor: `${outstandingMinor}` }));
  }
  return settled({ ...claim, outstandingMinor, reducedBeforeMinor: reducedMinor });
}

function takeMessage(
  claim: FollowedClaim,
  { sequence, kind, payload }: TakenMessage,
  followed: Followed,
  today: LocalDate,
): FollowedClaim {
  const now = { ...claim, lastMessage: sequence };
  const tell = (name: string, detail: JsonObject = payload): void =>
    void followed.events.push(event(now, name, detail));
  const reduction = REDUCTIONS[kind];
  if (reduction !== undefined) {
    const amountMinor = BigInt(String(payload['amountMinor'] ?? '0'));
    followed.movements.push(movement(now, `${sequence}`, reduction, amountMinor, today));
    tell(amountMinor < 0n ? `${kind}-taken-back` : `${kind}-counted`);
    return settled({ ...now, outstandingMinor: atLeastZero(now.outstandingMinor - amountMinor) });
  }
  switch (kind) {
    case 'withdraw':
      tell('claim-withdrawn');
      return { ...now, state: 'withdrawn', hold: null };
    case 'pause':
      tell('claim-paused');
      return { ...now, state: 'paused', hold: payload };
    case 'objection':
      tell('objection-received');
      followed.objections.push(payload);
      return now;
    case 'resume':
      tell('claim-resumed');
      return settled({ ...now, state: 'open', hold: null });
    case 'reopened':
      tell('claim-reopened');
      return settled({ ...now, state: 'open', hold: null });
    default:
      return now;
  }
}

/** Closed exactly when nothing of the principal is left; a pause or a withdrawal stays. */
function settled(claim: FollowedClaim): FollowedClaim {
  if (claim.state === 'withdrawn') return claim;
  if (claim.outstandingMinor === 0n) return { ...claim, state: 'closed' };
  return claim.state === 'closed' ? { ...claim, state: claim.hold === null ? 'open' : 'paused' } : claim;
}

function movement(
  { caseId, claimId }: FollowedClaim,
  sequence: string,
  kind: CaseMovementKind,
  amountMinor: bigint,
  valueOn: LocalDate,
): NewMovement {
  return {
    caseId,
    source: 'message',
    sourceId: `${claimId}:${sequence}`,
    line: 1,
    kind,
    part: 'principal',
    claimId,
    amountMinor,
    valueOn,
    detail: { toldBy: 'creditor' },
  };
}

function event({ caseId, claimId }: FollowedClaim, kind: string, detail: JsonObject): NewCaseEvent {
  return { caseId, kind, actor: 'creditor', detail: { claimId, ...detail } };
}
