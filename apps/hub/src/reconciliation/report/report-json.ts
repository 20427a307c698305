import { type Currency, formatDecimal, type JsonObject, money } from '@app/domain';
import type { ReconciliationReport } from './reconciliation-report.js';

/** Amounts as decimals, instants in UTC. */
export function reportJson({ days, differences, totals, ...about }: ReconciliationReport): JsonObject {
  const text = (minor: bigint, currency: Currency): string => formatDecimal(money(minor, currency));
  const some = (minor: bigint | null, currency: Currency): string | null =>
    minor === null ? null : text(minor, currency);
  return {
    ...about,
    days: days.map(({ day, currency, accounts, differenceMinor, received }) => ({
      day,
      currency,
      accounts: accounts.map(({ side, account, openingMinor, movements, closingMinor }) => ({
        side,
        ...(account === '' ? {} : { account }),
        opening: text(openingMinor, currency),
        movements: movements.map(({ what, minor }) => ({ what, amount: text(minor, currency) })),
        closing: text(closingMinor, currency),
      })),
      ledgerLessClaims: text(differenceMinor, currency),
      received: received.map(({ overBank, count, minor }) => ({
        by: overBank ? 'client-account' : 'elsewhere',
        count,
        amount: text(minor, currency),
      })),
    })),
    differences: differences.map((one) => ({
      id: one.id,
      claimId: one.claimId,
      subject: one.subject,
      kind: one.kind,
      state: one.state,
      currency: one.currency,
      ledger: some(one.ledgerMinor, one.currency),
      expected: text(one.expectedMinor, one.currency),
      clientMoney: some(one.clientMoneyMinor, one.currency),
      difference: some(one.gapMinor, one.currency),
      firstSeenAt: one.firstSeenAt.toISOString(),
      clearedAt: one.clearedAt?.toISOString() ?? null,
      told: one.told.map((line) => ({ ...line, at: line.at.toISOString() })),
      evidence: one.evidence,
    })),
    totals: totals.map(({ gapMinor, ...total }) => ({
      ...total,
      difference: text(gapMinor, total.currency),
    })),
  };
}
