export const nb = {
  title: 'Åpne fakturaer',
  lead: 'Hver åpen faktura, om den blir et krav, og hvorfor.',
  filters: {
    all: 'Alle',
    claim: 'Krav',
    'not-yet': 'Ikke ennå',
    excluded: 'Unntatt',
    review: 'Må avgjøres',
  },
  invoice: 'Faktura',
  customer: 'Kunde',
  due: 'Forfall',
  outstanding: 'Gjenstår',
  why: 'Hvorfor',
  state: 'Krav',
  choose: 'Velg',
  chooseAll: 'Velg alle som venter',
  approve: (count: number) => (count === 0 ? 'Godkjenn' : `Godkjenn ${count}`),
  exclude: (count: number) => (count === 0 ? 'Hold utenfor' : `Hold ${count} utenfor`),
  approved: (count: number) =>
    count === 1
      ? 'Ett krav er godkjent og på vei til inkasso.'
      : `${count} krav er godkjent og på vei til inkasso.`,
  undo: (count: number) => (count === 0 ? 'Angre' : `Angre ${count}`),
  goesOut: (time: string) => `Sendes ${time}`,
  approvedUntil: (count: number, time: string) =>
    count === 1
      ? `Ett krav er godkjent. Det sendes ${time}; til da kan du angre.`
      : `${count} krav er godkjent. De sendes ${time}; til da kan du angre.`,
  undone: (count: number) =>
    count === 1 ? 'Godkjenningen er angret. Kravet venter igjen.' : `${count} godkjenninger er angret.`,
  notUndone: (count: number) =>
    count === 1 ? 'Én godkjenning kunne ikke angres:' : `${count} godkjenninger kunne ikke angres:`,
  undoRefusals: {
    'not-found': 'Kravet finnes ikke lenger.',
    'handed-over': 'Kravet er allerede til inkasso. Trekk det tilbake i stedet.',
    leaving: 'Kravet er på vei til inkasso akkurat nå. Trekk det tilbake i stedet.',
    'other-state': 'Kravet er ikke lenger godkjent.',
  },
  notApproved: (count: number) =>
    count === 1 ? 'Ett krav ble ikke godkjent:' : `${count} krav ble ikke godkjent:`,
  awaiting: (count: number) =>
    count === 1
      ? 'Ett godkjent krav venter på en person til.'
      : `${count} godkjente krav venter på en person til.`,
  awaitsSecondPerson: 'Venter på en person til',
  toSecondPerson: 'Se hva som venter',
  withdraw: 'Trekk tilbake',
  reinstate: 'Ta med igjen',
  resume: 'Slipp videre',
  withdrawTitle: 'Hold kravet utenfor',
  withdrawLead: 'Kravet trekkes tilbake, også fra inkasso. Du kan ta det med igjen senere.',
  reinstateTitle: 'Ta kravet med igjen',
  reinstateLead: 'Kravet foreslås på nytt og venter på godkjenning.',
  resumeTitle: 'Slipp kravet videre',
  resumeLead: 'Du har sett på det, og det som stanset kravet, gjelder ikke lenger.',
  reason: 'Hvorfor? (står i historikken)',
  states: {
    proposed: 'Venter på godkjenning',
    approved: 'Godkjent',
    'in-collection': 'Til inkasso',
    rejected: 'Avvist',
    withdrawn: 'Holdt utenfor',
    closed: 'Avsluttet',
  },
  more: (invoice: string) => `Mer om faktura ${invoice}`,
  costs: 'Hva koster det kunden?',
  costsTitle: (invoice: string) => `Hva faktura ${invoice} kan koste kunden`,
  costStep: 'Steg',
  earliest: 'Tidligst',
  added: 'Legges til',
  costsInAll: 'Kostnader i alt',
  notKnownYet: 'Ikke kjent ennå',
  higherFee: 'Høyere inkassosalær',
  standings: {
    consumer: 'Kunden regnes som forbruker.',
    business: 'Kunden er næringsdrivende.',
  },
  neverCustomer: 'Aldri denne kunden',
  neverTitle: (customer: string) => `Aldri krav mot ${customer}?`,
  neverLead:
    'Fakturaene til kunden blir ikke krav lenger. Krav som venter, trekkes ved neste lesing av regnskapet; det som alt er til inkasso, fortsetter. Du finner kunden igjen under Regler.',
  neverDone: (customer: string) => `${customer} er unntatt fra nå av.`,
  heldTitle: 'Stanset til noen ser på det',
  noneTitle: 'Ingen åpne fakturaer her',
  none: 'Når regnskapet er lest, står de åpne fakturaene her.',
  changes: 'Endres',
  gone: 'Finnes ikke lenger i regnskapet',
  whoIs: 'Er kunden en person eller et foretak?',
  person: 'Person',
  companyKind: 'Foretak',
  answered: 'Takk. Fakturaen vurderes på nytt ved neste lesing.',
};
