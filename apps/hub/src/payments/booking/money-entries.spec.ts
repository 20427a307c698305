import { describe, expect, it } from '@jest/globals';
import { type ClaimId, type CreditorId, localDate, type SettlementId } from '@app/domain';
import type { AccountKind } from '../../client-money/accounts.js';
import { assertBalanced, type MoneyLine } from '../../client-money/money-entry.js';
import { creditors, takenBackEntry } from './money-entries.js';

const creditorId = 'c' as CreditorId;
const claimId = 'claim' as ClaimId;
const place = { place: 'NO9386011117947', currency: 'NOK' } as const;

describe('a payment that the bank takes back', () => {
  const line = (kind: AccountKind, minor: bigint): MoneyLine => ({
    account: creditors(creditorId, kind, 'NOK'),
    minor,
    claimId,
  });
  const entry = (there: Partial<Record<AccountKind, bigint>>, ofDebtors: bigint) =>
    takenBackEntry(
      'taken-back',
      'r' as SettlementId,
      place,
      creditorId,
      [line('creditor', -900n), line('debtors', -100n)],
      new Map(Object.entries(there) as [AccountKind, bigint][]),
      new Map([[claimId, ofDebtors]]),
      localDate('2026-03-02'),
    );
  const moved = ({ lines }: ReturnType<typeof entry>): Record<string, bigint> =>
    Object.fromEntries(lines.map(({ account, minor }) => [account.kind, minor]));

  it('is taken from where it lies', () => {
    const booked = entry({ creditor: 5_000n, debtors: 100n }, 100n);
    assertBalanced(booked);
    expect(moved(booked)).toEqual({ creditor: 900n, debtors: 100n, bank: -1_000n });
  });

  it('is advanced where it was paid out', () => {
    expect(moved(entry({ creditor: 400n, debtors: 100n }, 100n))).toEqual({
      creditor: 400n,
      debtors: 100n,
      advanced: 500n,
      bank: -1_000n,
    });
  });

  it('never takes another debtor’s money for a surplus that was refunded', () => {
    expect(moved(entry({ creditor: 900n, debtors: 700n }, 0n))).toEqual({
      creditor: 900n,
      advanced: 100n,
      bank: -1_000n,
    });
  });
});
