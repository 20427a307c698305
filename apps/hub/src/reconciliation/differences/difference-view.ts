import { type Currency, formatDecimal, money } from '@app/domain';
import type { DifferenceEvent } from './difference-reader.js';
import { REMEDIES } from './difference-remedies.js';
import type { DifferenceDto, DifferenceEventDto } from './difference.dto.js';
import type { StandingDifference } from './standing-row.js';

const DAY_MS = 86_400_000;

export function differenceDto(difference: StandingDifference, now: Date): DifferenceDto {
  const { currency, kind, firstSeenAt, clearedAt } = difference;
  const until = clearedAt ?? now;
  return {
    id: difference.id,
    connectionId: difference.connectionId,
    claimId: difference.claimId,
    subject: difference.subject,
    kind,
    state: difference.state,
    currency,
    ledger: amount(difference.ledgerMinor, currency),
    expected: formatDecimal(money(difference.expectedMinor, currency)),
    clientMoney: amount(difference.clientMoneyMinor, currency),
    ageDays: Math.floor((until.getTime() - firstSeenAt.getTime()) / DAY_MS),
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: difference.lastSeenAt.toISOString(),
    timesSeen: difference.timesSeen,
    clearedAt: clearedAt?.toISOString() ?? null,
    actions: REMEDIES[kind].actions,
    remedy: REMEDIES[kind].remedy,
    evidence: difference.evidence,
  };
}

export function eventDto({ sequence, kind, detail, actor, at }: DifferenceEvent): DifferenceEventDto {
  return { sequence, kind, detail, actor, at: at.toISOString() };
}

function amount(minor: bigint | null, currency: Currency): string | null {
  return minor === null ? null : formatDecimal(money(minor, currency));
}
