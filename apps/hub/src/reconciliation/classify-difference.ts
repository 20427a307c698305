import { type JsonObject, minorUnitDecimals, sumOfMinor } from '@app/domain';
import { judgeSettlementMoney, type SettlementMoney } from './client-money/settlement-money.js';
import type { BookedSide, ClaimSide, LedgerSide } from './compared-sides.js';
import type { DifferenceKind } from './difference-kinds.js';
import { EXPLANATIONS, type Found } from './explanations.js';
import { sidesOf } from './sides.js';

/** The ledger's balance of the invoice; each settlement's client money is a subject of its own. */
export const LEDGER_SUBJECT = 'ledger';

export interface Difference {
  /** What of the claim: {@link LEDGER_SUBJECT}, or `client-money:<settlement>`. */
  readonly subject: string;
  readonly kind: DifferenceKind;
  /** Outstanding in the ledger; null when the invoice is gone or could not be read. */
  readonly ledgerMinor: bigint | null;
  /** What the ledger should show, or what the journal should hold for the settlement. */
  readonly expectedMinor: bigint;
  /** What the journal holds for the settlement; null when it is about the ledger. */
  readonly clientMoneyMinor: bigint | null;
  /** Why it is called so, and all three sides. */
  readonly evidence: JsonObject;
}

/**
 * What is in the ledger for us: answered with a posting, and so subtracted there. What somebody took back there counts as if it
 * still were, unless the debtor's bank took the payment back as well, and nothing was left for us to book.
 */
function isInLedger(row: BookedSide, all: readonly BookedSide[]): boolean {
  const { id, state, postingId } = row;
  if (state === 'reversed') return !all.some((one) => one.takesBack === id && !isInLedger(one, all));
  return state === 'booked' || state === 'verified' || (state === 'needs-matching' && postingId !== null);
}

/** What the ledger should show: what the claim still demands, and what was settled but is not booked there yet. */
export function expectedMinor({ writeBacks, ...claim }: ClaimSide): bigint {
  const booked = writeBacks.filter((row) => isInLedger(row, writeBacks));
  return (
    claim.outstandingMinor -
    claim.overpaidMinor +
    claim.settledCountedMinor -
    sumOfMinor(booked.map(({ amountMinor }) => amountMinor)) +
    claim.toldByCreditorMinor
  );
}

/** Ledger, claim and client money of one claim: everything that does not agree. Empty when all three do, to the øre. */
export function classifyClaim(
  claim: ClaimSide,
  ledger: LedgerSide | null,
  money: readonly SettlementMoney[],
): Difference[] {
  const found = [...ledgerDifference(claim, ledger), ...money.flatMap((one) => moneyDifference(one, ledger))];
  if (found.length === 0) return [];
  const sides = sidesOf(claim, ledger, money);
  return found.map((difference) => ({ ...difference, evidence: { ...difference.evidence, sides } }));
}

function ledgerDifference(claim: ClaimSide, ledger: LedgerSide | null): Difference[] {
  const found = classifyLedger(claim, ledger);
  if (found === undefined) return [];
  return [
    {
      ...found,
      subject: LEDGER_SUBJECT,
      ledgerMinor: ledger?.outstandingMinor ?? null,
      expectedMinor: expectedMinor(claim),
      clientMoneyMinor: null,
    },
  ];
}

function moneyDifference(money: SettlementMoney, ledger: LedgerSide | null): Difference[] {
  const { fault, expectedMinor: settledMinor, heldMinor } = judgeSettlementMoney(money);
  if (fault === undefined) return [];
  const { settlementId } = money;
  return [
    {
      subject: `client-money:${settlementId}`,
      kind: fault,
      ledgerMinor: ledger?.outstandingMinor ?? null,
      expectedMinor: settledMinor,
      clientMoneyMinor: heldMinor,
      evidence: { settlementId, differenceMinor: `${heldMinor - settledMinor}` },
    },
  ];
}

/** The first explanation that holds to the øre; undefined when ledger, claim and settlements agree. */
export function classifyLedger(claim: ClaimSide, ledger: LedgerSide | null): Found | undefined {
  const found = explain(claim, ledger);
  if (found === undefined || !claim.changedMeanwhile) return found;
  return { kind: 'timing', evidence: { ...found.evidence, looksLike: found.kind } };
}

function explain(claim: ClaimSide, ledger: LedgerSide | null): Found | undefined {
  const { settledMinor, settledCountedMinor } = claim;
  if (settledMinor !== settledCountedMinor) {
    const evidence = { settledMinor: `${settledMinor}`, settledCountedMinor: `${settledCountedMinor}` };
    return { kind: 'settlement-not-counted', evidence };
  }
  if (ledger === null) return { kind: 'item-gone', evidence: {} };
  if (ledger.currency !== claim.currency)
    return { kind: 'currency', evidence: { ledgerCurrency: ledger.currency } };
  const gap = ledger.outstandingMinor - expectedMinor(claim);
  if (gap === 0n) return undefined;
  const evidence = { differenceMinor: gap.toString() };
  for (const holds of EXPLANATIONS) {
    const found = holds(claim, ledger, gap);
    if (found) return { kind: found.kind, evidence: { ...evidence, ...found.evidence } };
  }
  const wholeUnit = 10n ** BigInt(minorUnitDecimals(claim.currency));
  return { kind: abs(gap) < wholeUnit ? 'rounding' : 'unknown', evidence };
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
