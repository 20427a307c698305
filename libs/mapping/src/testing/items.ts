import {
  type LedgerDebtorId,
  type LedgerItemId,
  type LedgerMovement,
  type LedgerPostingId,
  localDate,
  money,
  type OpenItem,
} from '@app/domain';
import type { CreditorPolicy } from '../creditor-policy.js';

/** An invoice of 1000.00 NOK, due on 2 March 2026, with nothing out of the ordinary. */
export function anItem(change: Partial<OpenItem> = {}): OpenItem {
  return {
    ledgerItemId: '4711' as LedgerItemId,
    kind: 'invoice',
    invoiceNumber: '1001',
    invoicedOn: localDate('2026-02-16'),
    dueOn: localDate('2026-03-02'),
    original: money(100_000n, 'NOK'),
    outstanding: money(100_000n, 'NOK'),
    ledgerDebtorId: '12' as LedgerDebtorId,
    debtor: {
      ledgerDebtorId: '12' as LedgerDebtorId,
      kind: 'company',
      name: 'Fjord og Fjell AS',
      customerNumber: '10012',
      emails: [],
      phones: [],
      factored: false,
    },
    holds: [],
    notices: [],
    movements: [],
    ...change,
  };
}

/** Two weeks of grace, nothing under 100.00 NOK, nothing invoiced before 2026. */
export function aPolicy(change: Partial<CreditorPolicy> = {}): CreditorPolicy {
  return {
    version: 3,
    graceDays: 14,
    minimumMinor: { NOK: 10_000n },
    startOn: localDate('2026-01-01'),
    excludedCustomerNumbers: ['666'],
    excludedCustomerGroups: ['Borettslag'],
    approval: 'approve',
    ...change,
  };
}

/** A movement of the ledger; a negative change reduces what is owed. */
export function aMovement(
  id: string,
  kind: LedgerMovement['kind'],
  changeMinor: bigint,
  reverses?: string,
): LedgerMovement {
  return {
    postingId: id as LedgerPostingId,
    kind,
    bookedOn: localDate('2026-03-10'),
    change: money(changeMinor, 'NOK'),
    ...(reverses === undefined ? {} : { reverses: reverses as LedgerPostingId }),
  };
}
