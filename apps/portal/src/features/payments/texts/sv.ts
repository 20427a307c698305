import type { nb } from './nb.js';

export const sv: typeof nb = {
  title: 'Pengar',
  lead: 'Det kunderna har betalat och det som har skickats till företaget.',
  settlements: 'Inbetalningar',
  remittances: 'Redovisningar till företaget',
  received: 'Mottaget',
  kind: 'Typ',
  principal: 'Kapital',
  interest: 'Ränta',
  fees: 'Avgifter',
  surplus: 'För mycket',
  booking: 'Bokning',
  kinds: {
    payment: 'Inbetalning',
    reversal: 'Återförd',
  },
  number: 'Nr',
  until: 'Till och med',
  remitted: 'Skickat',
  toCreditor: 'Till företaget',
  withheld: 'Innehållet',
  paid: 'Utbetalt',
  statement: 'Specifikation',
  noSettlements: 'Inga inbetalningar än',
  noSettlementsWhy: 'När en kund betalar står det här och bokförs.',
  noRemittances: 'Inga redovisningar än.',
};
