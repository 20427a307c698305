import type { Currency, LocalDate } from '@app/domain';
import type { CreditorPolicy } from '@app/mapping';
import type { CreditorPolicyEntity } from './creditor-policy.entity.js';

/** A policy as its columns hold it: amounts as text, since JSON's numbers are not exact. */
export type PolicyRow = Readonly<
  Pick<
    CreditorPolicyEntity,
    | 'version'
    | 'graceDays'
    | 'minimumMinor'
    | 'startOn'
    | 'excludedCustomerNumbers'
    | 'excludedCustomerGroups'
    | 'approval'
  >
>;

/** All of a policy but its version, which is the hub's business. */
export type PolicyRules = Omit<CreditorPolicy, 'version'>;

/** What a person chooses; groups left out stay as they are, since a program may be older than they. */
export type PolicyChoice = Omit<PolicyRules, 'excludedCustomerGroups'> &
  Partial<Pick<PolicyRules, 'excludedCustomerGroups'>>;

export function policyOf(row: PolicyRow): CreditorPolicy {
  const minimums = Object.entries(row.minimumMinor).map(([code, minor]) => [code, BigInt(minor)] as const);
  return {
    version: row.version,
    graceDays: row.graceDays,
    minimumMinor: Object.fromEntries(minimums),
    startOn: row.startOn as LocalDate,
    excludedCustomerNumbers: row.excludedCustomerNumbers,
    excludedCustomerGroups: row.excludedCustomerGroups,
    approval: row.approval,
  };
}

export function minimumMinorText(minimumMinor: CreditorPolicy['minimumMinor']): Record<string, string> {
  const entries = Object.entries(minimumMinor) as [Currency, bigint][];
  return Object.fromEntries(entries.map(([code, minor]) => [code, minor.toString()]));
}

/** Whether two choices are the same rules: saving them again then makes no new version. */
export function samePolicy(a: PolicyRules, b: PolicyRules): boolean {
  return comparable(a) === comparable(b);
}

function comparable({
  graceDays,
  minimumMinor,
  startOn,
  excludedCustomerNumbers,
  excludedCustomerGroups,
  approval,
}: PolicyRules): string {
  const minimums = Object.entries(minimumMinorText(minimumMinor)).sort();
  const [numbers, groups] = [[...excludedCustomerNumbers].sort(), [...excludedCustomerGroups].sort()];
  return JSON.stringify([graceDays, minimums, startOn, numbers, groups, approval]);
}
