import type { Currency, LocalDate } from '@app/domain';
import type { CreditorPolicy } from '@app/mapping';
import type { CreditorPolicyEntity } from './creditor-policy.entity.js';

/** A policy as its columns hold it: amounts as text, since JSON's numbers are not exact. */
export type PolicyRow = Readonly<
  Pick<
    CreditorPolicyEntity,
    'version' | 'graceDays' | 'minimumMinor' | 'startOn' | 'excludedCustomerNumbers' | 'approval'
  >
>;

/** What a person chooses of a policy; the version is the hub's business. */
export type PolicyChoice = Omit<CreditorPolicy, 'version'>;

export function policyOf(row: PolicyRow): CreditorPolicy {
  const minimums = Object.entries(row.minimumMinor).map(([code, minor]) => [code, BigInt(minor)] as const);
  return {
    version: row.version,
    graceDays: row.graceDays,
    minimumMinor: Object.fromEntries(minimums),
    startOn: row.startOn as LocalDate,
    excludedCustomerNumbers: row.excludedCustomerNumbers,
    approval: row.approval,
  };
}

export function minimumMinorText(minimumMinor: CreditorPolicy['minimumMinor']): Record<string, string> {
  const entries = Object.entries(minimumMinor) as [Currency, bigint][];
  return Object.fromEntries(entries.map(([code, minor]) => [code, minor.toString()]));
}

/** Whether two choices are the same rules: saving them again then makes no new version. */
export function samePolicy(a: PolicyChoice, b: PolicyChoice): boolean {
  return comparable(a) === comparable(b);
}

function comparable({
  graceDays,
  minimumMinor,
  startOn,
  excludedCustomerNumbers,
  approval,
}: PolicyChoice): string {
  const minimums = Object.entries(minimumMinorText(minimumMinor)).sort();
  return JSON.stringify([graceDays, minimums, startOn, [...excludedCustomerNumbers].sort(), approval]);
}
