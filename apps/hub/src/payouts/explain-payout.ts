import type { PayoutState } from './payout.js';

export type Language = 'nb' | 'sv' | 'en';

const SENTENCES: Readonly<Record<PayoutState, Readonly<Record<Language, string>>>> = {
  proposed: {
    nb: 'Venter på at et menneske godkjenner; pengene er satt til side.',
    sv: 'Väntar på att en människa godkänner; pengarna är avsatta.',
    en: 'Waits for a person to approve it; its money is set apart.',
  },
  planned: {
    nb: 'Går med i neste fil til banken; kan ennå tas tilbake.',
    sv: 'Går med i nästa fil till banken; kan ännu tas tillbaka.',
    en: 'Goes into the next file to the bank; it can still be taken back.',
  },
  'in-file': {
    nb: 'Står i en fil til banken som ingen har svart på ennå.',
    sv: 'Står i en fil till banken som ingen har svarat på ännu.',
    en: 'Stands in a file to the bank that nobody has answered yet.',
  },
  sent: {
    nb: 'Banken har tatt imot oppdraget; betalingen er ikke sett på kontoutskriften ennå.',
    sv: 'Banken har tagit emot uppdraget; betalningen syns ännu inte på kontoutdraget.',
    en: 'The bank took the order; the payment is not on its statement yet.',
  },
  paid: {
    nb: 'Betalt: banken har ført betalingen på kontoutskriften.',
    sv: 'Betald: banken har bokfört betalningen på kontoutdraget.',
    en: 'Paid: the bank has booked the payment on its statement.',
  },
  failed: {
    nb: 'Banken avviste oppdraget; pengene er tilbake der de var.',
    sv: 'Banken avvisade uppdraget; pengarna är tillbaka där de var.',
    en: 'The bank refused the order; its money is back where it was.',
  },
  cancelled: {
    nb: 'Tatt tilbake før det kom med i en fil; pengene er tilbake der de var.',
    sv: 'Återtagen innan den kom med i en fil; pengarna är tillbaka där de var.',
    en: 'Taken back before it was in a file; its money is back where it was.',
  },
};

/** The state of an order in one sentence. */
export function explainPayout(state: PayoutState, language: Language): string {
  return SENTENCES[state][language];
}
