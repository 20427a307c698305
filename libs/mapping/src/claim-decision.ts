import { type JsonObject, latest, type LedgerHold, type LocalDate, type OpenItem } from '@app/domain';
import { takesBackTooMuch } from './claim-from-open-item.js';
import type { CreditorPolicy } from './creditor-policy.js';
import { collectableFrom, daysLate, lateFrom } from './overdue.js';

/**
 * - `claim`: overdue under the policy
 * - `not-yet`: only the calendar stands in the way; on `changesOn` the answer is another one, mostly `claim`
 * - `excluded`: the policy or the ledger says no
 * - `review`: a person must answer first; nothing is guessed
 */
export type DecisionOutcome = 'claim' | 'not-yet' | 'excluded' | 'review';

export const DECISION_RULES = [
  'overdue',
  'not-due',
  'grace-period',
  'postponed',
  'postponed-without-end',
  'credit-note',
  'nothing-outstanding',
  'before-start-date',
  'excluded-customer',
  'excluded-customer-group',
  'below-minimum',
  'already-in-collection',
  'credited-with-remainder',
  'overpaid',
  'balance-unexplained',
  'factored',
  'debtor-kind-unknown',
  'vanished',
] as const;
export type DecisionRule = (typeof DECISION_RULES)[number];

/** Promise 6: which rule, which input, and from which day another answer would hold. Stored as it is. */
export interface ClaimDecision {
  readonly outcome: DecisionOutcome;
  readonly rule: DecisionRule;
  /** What the rule looked at; amounts in minor units as text, days as `YYYY-MM-DD`. */
  readonly inputs: JsonObject;
  /** First day on which the same facts give another answer; absent when only new facts can. */
  readonly changesOn?: LocalDate;
  readonly policyVersion: number;
}

type Finding = Omit<ClaimDecision, 'policyVersion'>;
type Rule = (item: OpenItem, policy: CreditorPolicy, today: LocalDate) => Finding | undefined;

/** In this order: what the item is, what the ledger says, what the creditor wants, and only then the calendar. */
const RULES: readonly Rule[] = [
  creditNote,
  nothingOutstanding,
  overpaid,
  balanceUnexplained,
  ledgerHold,
  beforeStart,
  excludedCustomer,
  excludedCustomerGroup,
  factored,
  debtorKindUnknown,
  belowMinimum,
  notYetCollectable,
];

/** Decides whether an open item is a claim today, and says why. Pure. */
export function decideClaim(item: OpenItem, policy: CreditorPolicy, today: LocalDate): ClaimDecision {
  const finding = findingOn(item, policy, today);
  if (finding.changesOn === undefined) return { ...finding, policyVersion: policy.version };
  // A postponement may end inside the days of grace: then the answer is the same until these are over, too.
  const next = findingOn(item, policy, finding.changesOn);
  return { ...finding, changesOn: next.changesOn ?? finding.changesOn, policyVersion: policy.version };
}

function findingOn(item: OpenItem, policy: CreditorPolicy, today: LocalDate): Finding {
  for (const rule of RULES) {
    const finding = rule(item, policy, today);
    if (finding) return finding;
  }
  return overdue(item, policy, today);
}

function overdue(item: OpenItem, policy: CreditorPolicy, today: LocalDate): Finding {
  return {
    outcome: 'claim',
    rule: 'overdue',
    inputs: {
      dueOn: item.dueOn,
      graceDays: policy.graceDays,
      collectableFrom: collectableFrom(item.dueOn, policy.graceDays),
      daysLate: daysLate(item.dueOn, today),
      outstandingMinor: item.outstanding.minor.toString(),
    },
  };
}

/** What the ledger's movements leave unexplained, in minor units: zero when original + changes = outstanding. */
export function unexplainedMinor(item: OpenItem): bigint {
  const explained = item.movements.reduce(
    (sum, movement) => sum + movement.change.minor,
    item.original.minor,
  );
  return item.outstanding.minor - explained;
}

function creditNote(item: OpenItem): Finding | undefined {
  return item.kind === 'credit-note' ? { outcome: 'excluded', rule: 'credit-note', inputs: {} } : undefined;
}

function nothingOutstanding(item: OpenItem): Finding | undefined {
  return item.outstanding.minor === 0n
    ? { outcome: 'excluded', rule: 'nothing-outstanding', inputs: {} }
    : undefined;
}

function overpaid(item: OpenItem): Finding | undefined {
  if (item.outstanding.minor >= 0n) return undefined;
  return {
    outcome: 'review',
    rule: 'overpaid',
    inputs: { outstandingMinor: item.outstanding.minor.toString() },
  };
}

function balanceUnexplained(item: OpenItem): Finding | undefined {
  const unexplained = unexplainedMinor(item);
  // More outstanding than invoiced means that something was added to the demand, which only a person can explain.
  const explained = unexplained === 0n && !takesBackTooMuch(item.movements);
  if (explained && item.outstanding.minor <= item.original.minor) return undefined;
  return {
    outcome: 'review',
    rule: 'balance-unexplained',
    inputs: {
      originalMinor: item.original.minor.toString(),
      outstandingMinor: item.outstanding.minor.toString(),
      unexplainedMinor: unexplained.toString(),
    },
  };
}

/** The hold that says most comes first, in whatever order the ledger tells them; the longest postponement counts. */
function ledgerHold(item: OpenItem, _policy: CreditorPolicy, today: LocalDate): Finding | undefined {
  if (item.holds.length === 0) return undefined;
  const collected = item.holds.find(({ reason }) => reason === 'already-in-collection');
  if (collected) return { outcome: 'excluded', rule: 'already-in-collection', inputs: holdInputs(collected) };
  const credited = item.holds.find(({ reason }) => reason === 'credited');
  if (credited) return { outcome: 'review', rule: 'credited-with-remainder', inputs: holdInputs(credited) };
  const endless = item.holds.find(({ until }) => until === undefined);
  if (endless) return { outcome: 'review', rule: 'postponed-without-end', inputs: holdInputs(endless) };
  const until = item.holds.map((hold) => hold.until ?? today).reduce(latest);
  return today < until
    ? { outcome: 'not-yet', rule: 'postponed', inputs: { until }, changesOn: until }
    : undefined;
}

function holdInputs({ detail }: LedgerHold): JsonObject {
  return detail === undefined ? {} : { detail };
}

function beforeStart(item: OpenItem, policy: CreditorPolicy): Finding | undefined {
  if (item.invoicedOn >= policy.startOn) return undefined;
  return {
    outcome: 'excluded',
    rule: 'before-start-date',
    inputs: { invoicedOn: item.invoicedOn, startOn: policy.startOn },
  };
}

function excludedCustomer(item: OpenItem, policy: CreditorPolicy): Finding | undefined {
  const number = item.debtor.customerNumber;
  if (number === undefined || !policy.excludedCustomerNumbers.includes(number)) return undefined;
  return { outcome: 'excluded', rule: 'excluded-customer', inputs: { customerNumber: number } };
}

function excludedCustomerGroup(item: OpenItem, policy: CreditorPolicy): Finding | undefined {
  const customerGroup = item.debtor.groups?.find((group) => policy.excludedCustomerGroups.includes(group));
  if (customerGroup === undefined) return undefined;
  return { outcome: 'excluded', rule: 'excluded-customer-group', inputs: { customerGroup } };
}

function factored(item: OpenItem): Finding | undefined {
  return item.debtor.factored ? { outcome: 'review', rule: 'factored', inputs: {} } : undefined;
}

function debtorKindUnknown(item: OpenItem): Finding | undefined {
  return item.debtor.kind === 'unknown'
    ? { outcome: 'review', rule: 'debtor-kind-unknown', inputs: {} }
    : undefined;
}

function belowMinimum(item: OpenItem, policy: CreditorPolicy): Finding | undefined {
  const minimum = policy.minimumMinor[item.outstanding.currency] ?? 0n;
  if (item.outstanding.minor >= minimum) return undefined;
  return {
    outcome: 'excluded',
    rule: 'below-minimum',
    inputs: { outstandingMinor: item.outstanding.minor.toString(), minimumMinor: minimum.toString() },
  };
}

function notYetCollectable(item: OpenItem, policy: CreditorPolicy, today: LocalDate): Finding | undefined {
  const from = collectableFrom(item.dueOn, policy.graceDays);
  if (today >= from) return undefined;
  return {
    outcome: 'not-yet',
    rule: today < lateFrom(item.dueOn) ? 'not-due' : 'grace-period',
    inputs: { dueOn: item.dueOn, graceDays: policy.graceDays },
    changesOn: from,
  };
}
