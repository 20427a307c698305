import type { Language } from '@app/domain';
import type { ByHandReason } from './money-beside.js';

type Sentence = Readonly<Record<Language, string>>;

const WITH_THE_PAYMENT: Sentence = {
  nb: 'Bokføres i samme bilag som betalingen, på kontoen som er valgt for det.',
  sv: 'Bokförs i samma verifikation som betalningen, på det konto som är valt för det.',
  en: 'Booked in one posting with the payment, on the account that is chosen for it.',
};

/** Why a person books it, with the remittance. */
const BY_HAND: Readonly<Record<ByHandReason, Sentence>> = {
  'ledger-cannot': {
    nb: 'Bokføres for hånd sammen med oppgjøret: dette regnskapet tar bare imot selve betalingen.',
    sv: 'Bokförs för hand tillsammans med redovisningen: det här bokföringsprogrammet tar bara emot själva betalningen.',
    en: 'To be booked by hand with the remittance: this ledger books a payment alone.',
  },
  'no-account': {
    nb: 'Bokføres for hånd sammen med oppgjøret: ingen konto er valgt for det.',
    sv: 'Bokförs för hand tillsammans med redovisningen: inget konto är valt för det.',
    en: 'To be booked by hand with the remittance: no account is chosen for it.',
  },
  'other-currency': {
    nb: 'Bokføres for hånd sammen med oppgjøret: beløpet er i en annen valuta enn regnskapet føres i.',
    sv: 'Bokförs för hand tillsammans med redovisningen: beloppet är i en annan valuta än bokföringens.',
    en: 'To be booked by hand with the remittance: it is in another currency than the books.',
  },
  'nothing-on-invoice': {
    nb: 'Bokføres for hånd sammen med oppgjøret: ingenting av denne innbetalingen gjelder selve fakturaen.',
    sv: 'Bokförs för hand tillsammans med redovisningen: inget av den här inbetalningen gäller själva fakturan.',
    en: 'To be booked by hand with the remittance: nothing of this payment is for the invoice itself.',
  },
  'booked-by-hand': {
    nb: 'Betalingen er bokført for hånd: se etter at dette beløpet også er bokført.',
    sv: 'Betalningen är bokförd för hand: se efter att även detta belopp är bokfört.',
    en: 'The payment was booked by hand: see that this amount is booked too.',
  },
};

export function explainLine(language: Language): string {
  return WITH_THE_PAYMENT[language];
}

export function explainByHand(reason: ByHandReason, language: Language): string {
  return BY_HAND[reason][language];
}
