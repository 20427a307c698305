/** What outsiders are told, and what each event names besides its creditor. Triggers write them (migration `tell-events`). */
export const EVENT_TYPES = {
  'claim.created': 'A claim was made of an overdue invoice: `claimId`',
  'claim.handed-over': 'The collection pipeline has taken it in: `claimId`',
  'claim.balance-changed': 'Paid, credited or written off in part or in whole: `claimId`',
  'claim.paid': 'Nothing is owed any more, mostly by payment: `claimId`, `closedBy`',
  'claim.closed': 'Nothing is owed any more, by credit or write-off: `claimId`, `closedBy`',
  'claim.reopened': 'What had closed it was taken back: `claimId`',
  'claim.withdrawn': 'The creditor took it back: `claimId`',
  'claim.rejected': 'The pipeline does not take it: `claimId`',
  'case.opened': 'A case was opened for a debtor: `caseId`',
  'case.step-done': 'A step was taken towards the debtor: `caseId`, `stepId`, `step` (its kind)',
  'case.closed': 'The case is closed: `caseId`, `closedBy`',
  'settlement.received': 'The collector has received money for a claim: `settlementId`, `claimId`',
  'settlement.reversed': 'Money was taken back: `settlementId`, `claimId`',
  'posting.verified':
    'A settlement stands in the ledger, read back: `writeBackId`, `claimId`, `settlementId`',
  'posting.refused': 'The ledger refuses it, a person decides: `writeBackId`, `claimId`, `settlementId`',
  'posting.needs-matching':
    'It stands in the ledger beside the invoice: `writeBackId`, `claimId`, `settlementId`',
  'posting.reversed': 'Somebody took it back in the ledger: `writeBackId`, `claimId`, `settlementId`',
  'connection.broken': 'The ledger lets us in no more: `connectionId`, `reason`',
  'connection.mended': 'It lets us in again: `connectionId`',
  'difference.found':
    'Ledger, claim and money do not agree: `differenceId`, `claimId`, `difference` (its kind)',
  'difference.cleared': 'They agree again: `differenceId`, `claimId`',
  'proposal.opened': 'It waits for a second person: `proposalId`, `proposal` (its kind)',
  'proposal.ended': 'Decided, withdrawn or outdated: `proposalId`, `proposal` (its kind), `state`',
} as const;

export type EventType = keyof typeof EVENT_TYPES;
export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as EventType[];
