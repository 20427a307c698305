import type { JsonObject } from '@app/domain';
import { judgeSettlementMoney, type SettlementMoney } from './client-money/settlement-money.js';
import type { ClaimSide, LedgerSide } from './compared-sides.js';

/** More of a kind are counted, not listed. */
const LISTED_MAX = 50;

/** The three sides of a claim as they were compared, for a person: amounts in minor units, ids, no personal data. */
export function sidesOf(
  claim: ClaimSide,
  ledger: LedgerSide | null,
  money: readonly SettlementMoney[],
): JsonObject {
  return {
    ledger: ledger === null ? null : ledgerOf(ledger),
    claim: claimOf(claim),
    clientMoney: { settlements: listed(money, moneyOf), ...more(money) },
  };
}

function ledgerOf({ currency, outstandingMinor, movements }: LedgerSide): JsonObject {
  return {
    currency,
    outstandingMinor: `${outstandingMinor}`,
    movements: listed(movements, ({ postingId, changeMinor, reverses, writeBackKey }) => ({
      postingId,
      changeMinor: `${changeMinor}`,
      ...(reverses === undefined ? {} : { reverses }),
      ...(writeBackKey === undefined ? {} : { writeBackKey }),
    })),
    ...more(movements),
  };
}

function claimOf(claim: ClaimSide): JsonObject {
  return {
    currency: claim.currency,
    outstandingMinor: `${claim.outstandingMinor}`,
    overpaidMinor: `${claim.overpaidMinor}`,
    settledMinor: `${claim.settledMinor}`,
    settledCountedMinor: `${claim.settledCountedMinor}`,
    toldByCreditorMinor: `${claim.toldByCreditorMinor}`,
    writeBacks: listed(claim.writeBacks, ({ id, state, amountMinor, postingId }) => ({
      id,
      state,
      amountMinor: `${amountMinor}`,
      postingId,
    })),
    ...more(claim.writeBacks),
  };
}

function moneyOf(money: SettlementMoney): JsonObject {
  const { expectedMinor, heldMinor } = judgeSettlementMoney(money);
  const { settlementId, kind, overBank, lines } = money;
  return {
    settlementId,
    kind,
    settledMinor: `${expectedMinor}`,
    heldMinor: `${heldMinor}`,
    receivedBy: overBank ? 'client-account' : 'elsewhere',
    entries: [...new Set(lines.map(({ entryKey }) => entryKey))].slice(0, LISTED_MAX),
  };
}

function listed<T>(all: readonly T[], told: (one: T) => JsonObject): JsonObject[] {
  return all.slice(0, LISTED_MAX).map(told);
}

function more(all: readonly unknown[]): JsonObject {
  return all.length > LISTED_MAX ? { notListed: all.length - LISTED_MAX } : {};
}
