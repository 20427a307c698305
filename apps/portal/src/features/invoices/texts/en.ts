import type { nb } from './nb.js';

export const en: typeof nb = {
  title: 'Open invoices',
  lead: 'Every open invoice, whether it becomes a claim, and why.',
  filters: {
    all: 'All',
    claim: 'Claims',
    'not-yet': 'Not yet',
    excluded: 'Left out',
    review: 'To decide',
  },
  invoice: 'Invoice',
  customer: 'Customer',
  due: 'Due',
  outstanding: 'Outstanding',
  why: 'Why',
  state: 'Claim',
  choose: 'Choose',
  chooseAll: 'Choose all that wait',
  approve: (count) => (count === 0 ? 'Approve' : `Approve ${count}`),
  exclude: (count) => (count === 0 ? 'Leave out' : `Leave ${count} out`),
  approved: (count) =>
    count === 1
      ? 'One claim is approved and on its way to collection.'
      : `${count} claims are approved and on their way to collection.`,
  undo: (count) => (count === 0 ? 'Undo' : `Undo ${count}`),
  goesOut: (time) => `Goes out at ${time}`,
  approvedUntil: (count, time) =>
    count === 1
      ? `One claim is approved. It goes out at ${time}; until then you can undo it.`
      : `${count} claims are approved. They go out at ${time}; until then you can undo it.`,
  undone: (count) =>
    count === 1 ? 'The approval is undone. The claim waits again.' : `${count} approvals are undone.`,
  notUndone: (count) =>
    count === 1 ? 'One approval could not be undone:' : `${count} approvals could not be undone:`,
  undoRefusals: {
    'not-found': 'The claim is no longer there.',
    'handed-over': 'The claim is in collection already. Withdraw it instead.',
    leaving: 'The claim is on its way to collection right now. Withdraw it instead.',
    'other-state': 'The claim is no longer approved.',
  },
  notApproved: (count) =>
    count === 1 ? 'One claim was not approved:' : `${count} claims were not approved:`,
  awaiting: (count) =>
    count === 1
      ? 'One approved claim waits for a second person.'
      : `${count} approved claims wait for a second person.`,
  awaitsSecondPerson: 'Waits for a second person',
  toSecondPerson: 'See what waits',
  withdraw: 'Withdraw',
  reinstate: 'Take in again',
  resume: 'Let it go on',
  withdrawTitle: 'Leave the claim out',
  withdrawLead: 'The claim is withdrawn, from collection too. You can take it in again later.',
  reinstateTitle: 'Take the claim in again',
  reinstateLead: 'The claim is proposed again, and waits for approval.',
  resumeTitle: 'Let the claim go on',
  resumeLead: 'You have looked at it, and what held the claim no longer does.',
  reason: 'Why? (kept in the history)',
  states: {
    proposed: 'Waits for approval',
    approved: 'Approved',
    'in-collection': 'In collection',
    rejected: 'Rejected',
    withdrawn: 'Left out',
    closed: 'Closed',
  },
  more: (invoice) => `More about invoice ${invoice}`,
  costs: 'What does it cost the customer?',
  costsTitle: (invoice) => `What invoice ${invoice} can cost the customer`,
  costStep: 'Step',
  earliest: 'Earliest',
  added: 'Adds',
  costsInAll: 'Costs in all',
  notKnownYet: 'Not known yet',
  higherFee: 'Higher collection fee',
  standings: {
    consumer: 'The customer counts as a consumer.',
    business: 'The customer is a business.',
  },
  filter: 'Choose a period or a customer',
  dueFrom: 'Due from',
  dueTo: 'Due until',
  customerNumber: 'Customer number',
  noFilter: 'Show all again',
  onlyCustomer: 'Show this customer only',
  noneMatchTitle: 'No invoices match the choice',
  noneMatch: 'Choose another period or customer, or show all again.',
  neverCustomer: 'Never this customer',
  neverTitle: (customer) => `Never a claim against ${customer}?`,
  neverLead:
    'The customer’s invoices no longer become claims. Claims that wait are withdrawn at the next reading of the ledger; what is in collection already goes on. You find the customer again under Rules.',
  neverDone: (customer) => `${customer} is left out from now on.`,
  heldTitle: 'Held until somebody looks',
  noneTitle: 'No open invoices here',
  none: 'Once the ledger has been read, its open invoices stand here.',
  changes: 'Changes',
  gone: 'No longer in the ledger',
  whoIs: 'Is the customer a person or a company?',
  person: 'Person',
  companyKind: 'Company',
  answered: 'Thank you. The invoice is judged anew at the next reading.',
};
