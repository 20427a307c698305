import type { nb } from './nb.js';

export const sv: typeof nb = {
  title: 'Öppna fakturor',
  lead: 'Varje öppen faktura, om den blir en fordran och varför.',
  filters: {
    all: 'Alla',
    claim: 'Fordringar',
    'not-yet': 'Inte än',
    excluded: 'Undantagna',
    review: 'Ska avgöras',
  },
  invoice: 'Faktura',
  customer: 'Kund',
  due: 'Förfaller',
  outstanding: 'Återstår',
  why: 'Varför',
  state: 'Fordran',
  choose: 'Välj',
  chooseAll: 'Välj alla som väntar',
  approve: (count) => (count === 0 ? 'Godkänn' : `Godkänn ${count}`),
  exclude: (count) => (count === 0 ? 'Håll utanför' : `Håll ${count} utanför`),
  approved: (count) =>
    count === 1
      ? 'En fordran är godkänd och på väg till inkasso.'
      : `${count} fordringar är godkända och på väg till inkasso.`,
  undo: (count) => (count === 0 ? 'Ångra' : `Ångra ${count}`),
  goesOut: (time) => `Skickas ${time}`,
  approvedUntil: (count, time) =>
    count === 1
      ? `En fordran är godkänd. Den skickas ${time}; till dess kan du ångra dig.`
      : `${count} fordringar är godkända. De skickas ${time}; till dess kan du ångra dig.`,
  undone: (count) =>
    count === 1 ? 'Godkännandet är ångrat. Fordran väntar igen.' : `${count} godkännanden är ångrade.`,
  notUndone: (count) =>
    count === 1 ? 'Ett godkännande kunde inte ångras:' : `${count} godkännanden kunde inte ångras:`,
  undoRefusals: {
    'not-found': 'Fordran finns inte längre.',
    'handed-over': 'Fordran är redan hos inkasso. Dra tillbaka den i stället.',
    leaving: 'Fordran är på väg till inkasso just nu. Dra tillbaka den i stället.',
    'other-state': 'Fordran är inte längre godkänd.',
  },
  notApproved: (count) =>
    count === 1 ? 'En fordran godkändes inte:' : `${count} fordringar godkändes inte:`,
  awaiting: (count) =>
    count === 1
      ? 'En godkänd fordran väntar på en person till.'
      : `${count} godkända fordringar väntar på en person till.`,
  awaitsSecondPerson: 'Väntar på en person till',
  toSecondPerson: 'Se vad som väntar',
  withdraw: 'Dra tillbaka',
  reinstate: 'Ta med igen',
  resume: 'Släpp vidare',
  withdrawTitle: 'Håll fordran utanför',
  withdrawLead: 'Fordran dras tillbaka, även från inkasso. Du kan ta med den igen senare.',
  reinstateTitle: 'Ta med fordran igen',
  reinstateLead: 'Fordran föreslås på nytt och väntar på godkännande.',
  resumeTitle: 'Släpp fordran vidare',
  resumeLead: 'Du har tittat på det, och det som stoppade fordran gäller inte längre.',
  reason: 'Varför? (står i historiken)',
  states: {
    proposed: 'Väntar på godkännande',
    approved: 'Godkänd',
    'in-collection': 'Hos inkasso',
    rejected: 'Avvisad',
    withdrawn: 'Utanför',
    closed: 'Avslutad',
  },
  more: (invoice) => `Mer om faktura ${invoice}`,
  costs: 'Vad kostar det kunden?',
  costsTitle: (invoice) => `Vad faktura ${invoice} kan kosta kunden`,
  costStep: 'Steg',
  earliest: 'Tidigast',
  added: 'Tillkommer',
  costsInAll: 'Kostnader totalt',
  notKnownYet: 'Inte känt än',
  higherFee: 'Högre inkassoarvode',
  standings: {
    consumer: 'Kunden räknas som konsument.',
    business: 'Kunden är näringsidkare.',
  },
  filter: 'Välj period eller kund',
  dueFrom: 'Förfaller från och med',
  dueTo: 'Förfaller till och med',
  customerNumber: 'Kundnummer',
  noFilter: 'Visa alla igen',
  onlyCustomer: 'Visa bara den här kunden',
  noneMatchTitle: 'Inga fakturor passar valet',
  noneMatch: 'Välj en annan period eller kund, eller visa alla igen.',
  neverCustomer: 'Aldrig den här kunden',
  neverTitle: (customer) => `Aldrig fordringar mot ${customer}?`,
  neverLead:
    'Kundens fakturor blir inte fordringar längre. Fordringar som väntar dras tillbaka vid nästa läsning av bokföringen; det som redan är hos inkasso fortsätter. Du hittar kunden igen under Regler.',
  neverDone: (customer) => `${customer} är undantagen från och med nu.`,
  heldTitle: 'Stoppade tills någon tittar',
  noneTitle: 'Inga öppna fakturor här',
  none: 'När bokföringen är läst står de öppna fakturorna här.',
  changes: 'Ändras',
  gone: 'Finns inte längre i bokföringen',
  whoIs: 'Är kunden en person eller ett företag?',
  person: 'Person',
  companyKind: 'Företag',
  answered: 'Tack. Fakturan bedöms på nytt vid nästa läsning.',
};
