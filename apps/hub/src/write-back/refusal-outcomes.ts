import type { Language } from '@app/domain';

type Sentence = Readonly<Record<Language, string>>;

/** What stands in the way, in one word for all ledgers; their own codes are finer. */
export const REFUSAL_OUTCOMES = [
  'period-closed',
  'customer-unusable',
  'invoice-locked',
  'invoice-credited',
  'invoice-gone',
  'paid-meanwhile',
  'account-unusable',
  'other-currency',
  'not-answered',
  'refused-by-ledger',
] as const;
export type RefusalOutcome = (typeof REFUSAL_OUTCOMES)[number];

const OUTCOMES: Readonly<Record<string, RefusalOutcome>> = {
  'period-closed': 'period-closed',
  'before-invoice': 'period-closed',
  'customer-missing': 'customer-unusable',
  'invoice-not-booked': 'invoice-locked',
  'handled-by-fortnox-finans': 'invoice-locked',
  'no-open-entry': 'invoice-locked',
  'no-reference': 'invoice-locked',
  'item-unreadable': 'invoice-locked',
  credited: 'invoice-credited',
  'item-gone': 'invoice-gone',
  'not-found': 'invoice-gone',
  'less-outstanding': 'paid-meanwhile',
  'already-paid': 'paid-meanwhile',
  'equal-payment-exists': 'paid-meanwhile',
  'target-missing': 'account-unusable',
  'target-changed': 'account-unusable',
  'line-account-missing': 'account-unusable',
  'account-missing': 'account-unusable',
  'account-inactive': 'account-unusable',
  'vat-code-missing': 'account-unusable',
  'voucher-series-used-up': 'account-unusable',
  'foreign-currency': 'other-currency',
  'wrong-currency': 'other-currency',
  'attempts-exhausted': 'not-answered',
};

/** A code of a ledger that stands for nothing in particular is its own refusal, in its own words. */
export function refusalOutcome(code: string): RefusalOutcome {
  return OUTCOMES[code] ?? 'refused-by-ledger';
}

/** What it is, and the way on. */
const SENTENCES: Readonly<Record<RefusalOutcome, Sentence>> = {
  'period-closed': {
    nb: 'Perioden er stengt i regnskapet. Bokfør på første åpne dag eller en annen dag, eller få perioden åpnet og bestill på nytt.',
    sv: 'Perioden är stängd i bokföringen. Bokför på första öppna dagen eller en annan dag, eller få perioden öppnad och beställ igen.',
    en: 'The period is closed in the ledger. Book on its first open day or another day, or have the period opened and order it again.',
  },
  'customer-unusable': {
    nb: 'Kunden er slettet, sperret eller vises ikke for oss. Åpne kunden igjen og bestill på nytt, eller bokfør for hånd og oppgi posteringen.',
    sv: 'Kunden är borttagen, spärrad eller visas inte för oss. Öppna kunden igen och beställ på nytt, eller bokför för hand och ange posten.',
    en: 'The customer is deleted, blocked or not shown to us. Open the customer again and order anew, or book by hand and name the posting.',
  },
  'invoice-locked': {
    nb: 'Fakturaen kan ikke betales slik den står i regnskapet nå. Lås den opp eller bokfør den der og bestill på nytt, eller bokfør for hånd og oppgi posteringen.',
    sv: 'Fakturan kan inte betalas som den står i bokföringen nu. Lås upp eller bokför den där och beställ igen, eller bokför betalningen för hand och ange posten.',
    en: 'The invoice cannot be paid as it stands in the ledger now. Unlock or book it there and order again, or book the payment by hand and name the posting.',
  },
  'invoice-credited': {
    nb: 'Fakturaen er kreditert i mellomtiden. Avklar med kreditor hvor pengene hører hjemme; avlys så bokføringen, eller bokfør for hånd og oppgi posteringen.',
    sv: 'Fakturan har krediterats under tiden. Red ut med borgenären var pengarna hör hemma; avbryt sedan bokföringen, eller bokför för hand och ange posten.',
    en: 'The invoice was credited meanwhile. Clear up with the creditor where the money belongs; then cancel the booking, or book by hand and name the posting.',
  },
  'invoice-gone': {
    nb: 'Fakturaen finnes ikke lenger i regnskapet, eller vises ikke for oss. Se etter der; bestill på nytt, eller bokfør for hånd og oppgi posteringen.',
    sv: 'Fakturan finns inte längre i bokföringen, eller visas inte för oss. Se efter där; beställ igen, eller bokför för hand och ange posten.',
    en: 'The invoice is no longer in the ledger, or not shown to us. Look there; order it again, or book by hand and name the posting.',
  },
  'paid-meanwhile': {
    nb: 'Mindre er utestående enn det som skal bokføres: noe er betalt eller kreditert i mellomtiden. Se om det er de samme pengene; oppgi i så fall posteringen, ellers rett og bestill på nytt.',
    sv: 'Mindre är utestående än vad som ska bokföras: något har betalats eller krediterats under tiden. Se om det är samma pengar; ange i så fall posten, annars rätta och beställ igen.',
    en: 'Less is outstanding than is to be booked: something was paid or credited meanwhile. See whether it is the same money; if so name its posting, otherwise mend it and order again.',
  },
  'account-unusable': {
    nb: 'En konto eller betalingstype som er valgt, kan ikke brukes. Velg en annen på tilkoblingen, eller rett den i regnskapet, og bestill på nytt.',
    sv: 'Ett konto eller betalningssätt som är valt går inte att använda. Välj ett annat på anslutningen, eller rätta det i bokföringen, och beställ igen.',
    en: 'A chosen account or payment type cannot be used. Choose another on the connection, or mend it in the ledger, and order again.',
  },
  'other-currency': {
    nb: 'Fakturaen er i en annen valuta. Bokfør for hånd og oppgi posteringen.',
    sv: 'Fakturan är i en annan valuta. Bokför för hand och ange posten.',
    en: 'The invoice is in another currency. Book by hand and name the posting.',
  },
  'not-answered': {
    nb: 'Regnskapet svarte ikke brukbart på mange forsøk. Bestill på nytt, eller se etter i regnskapet.',
    sv: 'Bokföringsprogrammet svarade inte användbart på många försök. Beställ igen, eller se efter i bokföringen.',
    en: 'The ledger gave no usable answer to many attempts. Order it again, or look in the ledger.',
  },
  'refused-by-ledger': {
    nb: 'Regnskapet avviser bokføringen med sin egen begrunnelse. Rett årsaken der og bestill på nytt, om nødvendig på en annen dag, eller bokfør for hånd og oppgi posteringen.',
    sv: 'Bokföringsprogrammet avvisar bokföringen med sin egen motivering. Rätta orsaken där och beställ igen, vid behov på en annan dag, eller bokför för hand och ange posten.',
    en: 'The ledger refuses the booking for a reason of its own. Mend the cause there and order again, on another day if need be, or book by hand and name the posting.',
  },
};

export function explainRefusal(outcome: RefusalOutcome, language: Language): string {
  return SENTENCES[outcome][language];
}
