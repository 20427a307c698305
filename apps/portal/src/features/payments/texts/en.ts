import type { nb } from './nb.js';

export const en: typeof nb = {
  title: 'Money',
  lead: 'What customers have paid, and what was passed on to the company.',
  settlements: 'Payments',
  remittances: 'Remittances to the company',
  received: 'Received',
  kind: 'Kind',
  principal: 'Principal',
  interest: 'Interest',
  fees: 'Fees',
  surplus: 'Surplus',
  booking: 'Booking',
  kinds: {
    payment: 'Payment',
    reversal: 'Taken back',
  },
  number: 'No.',
  until: 'Until',
  remitted: 'Remitted',
  toCreditor: 'To the company',
  withheld: 'Withheld',
  paid: 'Paid out',
  statement: 'Statement',
  noSettlements: 'No payments yet',
  noSettlementsWhy: 'When a customer pays it stands here, and is booked in the ledger.',
  noRemittances: 'No remittances yet.',
};
