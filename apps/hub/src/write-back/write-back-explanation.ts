import type { Language } from '@app/domain';
import type { WriteBackState } from './write-back.entity.js';

type Sentence = Readonly<Record<Language, string>>;

/** What a state means for the accountant: where the booking is, and whose turn it is. */
const SENTENCES: Readonly<Record<WriteBackState, Sentence>> = {
  proposed: {
    nb: 'Bokføringen er foreslått og venter på at en person godkjenner den.',
    sv: 'Bokföringen är föreslagen och väntar på att en person godkänner den.',
    en: 'The booking is proposed and waits for a person to approve it.',
  },
  planned: {
    nb: 'Bokføringen er klar og sendes til regnskapet av seg selv.',
    sv: 'Bokföringen är klar och skickas till bokföringsprogrammet av sig själv.',
    en: 'The booking is ready and is sent to the ledger by itself.',
  },
  sending: {
    nb: 'Bokføringen sendes til regnskapet nå.',
    sv: 'Bokföringen skickas till bokföringsprogrammet nu.',
    en: 'The booking is being sent to the ledger now.',
  },
  'being-confirmed': {
    nb: 'Bokføringen er sendt, men regnskapet har ikke bekreftet den ennå. Den letes opp der før noe sendes på nytt.',
    sv: 'Bokföringen är skickad, men bokföringsprogrammet har inte bekräftat den än. Den söks upp där innan något skickas igen.',
    en: 'The booking was sent, and the ledger has not confirmed it yet. It is looked up there before anything is sent again.',
  },
  booked: {
    nb: 'Beløpet er bokført, og leses snart tilbake for kontroll.',
    sv: 'Beloppet är bokfört och läses snart tillbaka för kontroll.',
    en: 'The amount is booked and will soon be read back to check it.',
  },
  verified: {
    nb: 'Beløpet er bokført på fakturaen og kontrollert.',
    sv: 'Beloppet är bokfört på fakturan och kontrollerat.',
    en: 'The amount is booked on the invoice and has been checked.',
  },
  'needs-matching': {
    nb: 'En person må se i regnskapet om beløpet er bokført på riktig faktura.',
    sv: 'En person måste se efter i bokföringen om beloppet är bokfört på rätt faktura.',
    en: 'A person must look in the ledger whether the amount is booked on the right invoice.',
  },
  refused: {
    nb: 'Regnskapet tar ikke imot bokføringen. En person må rette årsaken.',
    sv: 'Bokföringsprogrammet tar inte emot bokföringen. En person måste rätta orsaken.',
    en: 'The ledger does not take the booking. A person must mend the cause.',
  },
  reversed: {
    nb: 'Bokføringen er tilbakeført i regnskapet av noen andre. Skyldneren har betalt; en person må avklare det.',
    sv: 'Bokföringen har återförts i bokföringen av någon annan. Gäldenären har betalat; en person måste reda ut det.',
    en: 'Somebody has taken the booking back in the ledger. The debtor has paid; a person must clear it up.',
  },
  'not-needed': {
    nb: 'Ingenting av dette hører hjemme i kundereskontroen.',
    sv: 'Inget av detta hör hemma i kundreskontran.',
    en: 'Nothing of this belongs in the customer ledger.',
  },
  cancelled: {
    nb: 'Bokføringen er avlyst og blir ikke sendt.',
    sv: 'Bokföringen är avbruten och skickas inte.',
    en: 'The booking is cancelled and will not be sent.',
  },
};

export function explainWriteBack(state: WriteBackState, language: Language): string {
  return SENTENCES[state][language];
}
