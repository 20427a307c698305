import type { ClaimId, CreditorId, Currency, SettlementId } from '@app/domain';
import type { AccountKind } from '../../client-money/accounts.js';

/**
 * A line on an account of the settlement's creditor: of a payment, those that name it in an `allocated` entry; of a reversal, those of
 * the `taken-back` or `deallocated` entry that is booked under its id.
 */
export interface SettlementLine {
  readonly entryKey: string;
  readonly kind: AccountKind;
  readonly currency: Currency;
  readonly claimId: ClaimId | null;
  /** Debit positive, credit negative. */
  readonly minor: bigint;
}

/**
 * A payment, or the reversal of one with all that the payment had passed on to other claims; and what the client-money journal
 * says about it.
 */
export interface SettlementMoney {
  readonly settlementId: SettlementId;
  readonly creditorId: CreditorId;
  readonly claimId: ClaimId;
  /** Its claim; of a reversal also those that had got a part. */
  readonly claimIds: readonly ClaimId[];
  readonly kind: 'payment' | 'reversal';
  readonly currency: Currency;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly surplusMinor: bigint;
  /** The money came over a client account of ours; otherwise another has it, and the journal rightly says nothing. */
  readonly overBank: boolean;
  readonly lines: readonly SettlementLine[];
}

/**
 * - `client-money-missing`: less lies in the journal than was settled
 * - `client-money-too-much`: more lies there
 * - `client-money-wrong-account`: as much as was settled, but for another claim or purpose
 * - `currency`: the journal has it in another currency than the claim
 */
export type MoneyFault =
  'client-money-missing' | 'client-money-too-much' | 'client-money-wrong-account' | 'currency';

export interface MoneyVerdict {
  readonly fault: MoneyFault | undefined;
  /** What the journal should hold for the settlement, and what it holds; both positive as the settlement's own amounts. */
  readonly expectedMinor: bigint;
  readonly heldMinor: bigint;
}

/**
 * Compares a settlement's parts with its entry: principal, interest and fees for the creditor, of which no more than interest
 * and fees are earned by the collector; surplus for the debtors. What a bank took back after it was paid out is
 * advanced by the collector, in whatever part.
 */
export function judgeSettlementMoney(money: SettlementMoney): MoneyVerdict {
  const owedMinor = money.principalMinor + money.interestMinor + money.feesMinor;
  const expectedMinor = owedMinor + money.surplusMinor;
  const sign = money.kind === 'payment' ? -1n : 1n;
  const held = (...kinds: AccountKind[]): bigint =>
    money.lines.reduce((sum, { kind, minor }) => (kinds.includes(kind) ? sum + sign * minor : sum), 0n);
  const heldMinor = held('creditor', 'earned', 'debtors', 'advanced');
  const verdict = (fault?: MoneyFault): MoneyVerdict => ({ fault, expectedMinor, heldMinor });
  if (money.lines.length === 0)
    return verdict(money.overBank && expectedMinor > 0n ? 'client-money-missing' : undefined);
  if (money.lines.some(({ currency }) => currency !== money.currency)) return verdict('currency');
  if (heldMinor < expectedMinor) return verdict('client-money-missing');
  if (heldMinor > expectedMinor) return verdict('client-money-too-much');
  if (money.lines.some((line) => isAstray(line, money))) return verdict('client-money-wrong-account');
  const [earned, debtors, advanced] = [held('earned'), held('debtors'), held('advanced')];
  const isParted =
    earned >= 0n &&
    earned <= money.feesMinor + money.interestMinor &&
    debtors <= money.surplusMinor &&
    debtors + (money.kind === 'reversal' ? advanced : 0n) >= money.surplusMinor;
  return verdict(isParted ? undefined : 'client-money-wrong-account');
}

/** What the collector advances is the creditor's debt, and about no claim. */
function isAstray({ kind, claimId }: SettlementLine, { claimIds }: SettlementMoney): boolean {
  if (claimId === null) return kind !== 'advanced';
  return !claimIds.includes(claimId);
}
