import {
  amountText,
  type Country,
  currency,
  dayText,
  isLocalDate,
  type Language,
  localDate,
  money,
} from '@app/domain';
import type { ClaimDecision, DecisionRule } from './claim-decision.js';

type Sentence = Readonly<Record<Language, string>>;

/** One sentence per rule; `{name}` is replaced by the decision's input of that name. */
const SENTENCES: Readonly<Record<DecisionRule, Sentence>> = {
  overdue: {
    nb: 'Forfalt {dueOn}, og de {graceDays} dagene kreditor venter er over.',
    sv: 'Förföll {dueOn}, och de {graceDays} dagar som borgenären väntar är över.',
    en: 'Due on {dueOn}, and the {graceDays} days the creditor waits are over.',
  },
  'not-due': {
    nb: 'Forfaller først {dueOn}.',
    sv: 'Förfaller först {dueOn}.',
    en: 'Not due until {dueOn}.',
  },
  'grace-period': {
    nb: 'Forfalt {dueOn}; kreditor venter i {graceDays} dager.',
    sv: 'Förföll {dueOn}; borgenären väntar i {graceDays} dagar.',
    en: 'Due on {dueOn}; the creditor waits for {graceDays} days.',
  },
  postponed: {
    nb: 'Kreditor har utsatt purring til {until}.',
    sv: 'Borgenären har skjutit upp påminnelser till {until}.',
    en: 'The creditor has postponed reminders until {until}.',
  },
  'postponed-without-end': {
    nb: 'Fakturaen er satt på vent i regnskapet uten sluttdato. Noen hos kreditor må avgjøre.',
    sv: 'Fakturan är pausad i bokföringen utan slutdatum. Någon hos borgenären måste avgöra.',
    en: 'The ledger holds the invoice without an end date. Someone at the creditor must decide.',
  },
  'credit-note': {
    nb: 'En kreditnota er ikke et krav.',
    sv: 'En kreditfaktura är inte en fordran.',
    en: 'A credit note is not a claim.',
  },
  'nothing-outstanding': {
    nb: 'Ingenting gjenstår å betale.',
    sv: 'Inget återstår att betala.',
    en: 'Nothing is left to pay.',
  },
  'before-start-date': {
    nb: 'Fakturert {invoicedOn}, før startdatoen {startOn}.',
    sv: 'Fakturerad {invoicedOn}, före startdatumet {startOn}.',
    en: 'Invoiced on {invoicedOn}, before the start date {startOn}.',
  },
  'excluded-customer': {
    nb: 'Kunde {customerNumber} er unntatt i kreditors regler.',
    sv: 'Kund {customerNumber} är undantagen i borgenärens regler.',
    en: "Customer {customerNumber} is excluded by the creditor's rules.",
  },
  'excluded-customer-group': {
    nb: 'Kundegruppen «{customerGroup}» er unntatt i kreditors regler.',
    sv: 'Kundgruppen ”{customerGroup}” är undantagen i borgenärens regler.',
    en: "The customer group “{customerGroup}” is excluded by the creditor's rules.",
  },
  'below-minimum': {
    nb: 'Gjenstående {outstanding} er under minstebeløpet {minimum}.',
    sv: 'Återstående {outstanding} är under minimibeloppet {minimum}.',
    en: 'The remaining {outstanding} is below the minimum of {minimum}.',
  },
  'already-in-collection': {
    nb: 'Regnskapet sier at fakturaen allerede er sendt til inkasso.',
    sv: 'Bokföringen säger att fakturan redan är skickad till inkasso.',
    en: 'The ledger says that the invoice is with a collector already.',
  },
  'credited-with-remainder': {
    nb: 'Fakturaen er kreditert, men noe gjenstår. Noen hos kreditor må se på den.',
    sv: 'Fakturan är krediterad, men något återstår. Någon hos borgenären måste se på den.',
    en: 'The invoice is credited, yet something remains. Someone at the creditor must look at it.',
  },
  overpaid: {
    nb: 'Det er betalt for mye. Beløpet tilhører kunden; noen hos kreditor må avgjøre.',
    sv: 'För mycket är betalt. Beloppet tillhör kunden; någon hos borgenären måste avgöra.',
    en: 'More was paid than was owed. It belongs to the customer; someone at the creditor must decide.',
  },
  'balance-unexplained': {
    nb: 'Bevegelsene i regnskapet forklarer ikke saldoen. Noen må se på den før kravet sendes.',
    sv: 'Rörelserna i bokföringen förklarar inte saldot. Någon måste se på det innan kravet skickas.',
    en: 'The movements in the ledger do not explain its balance. A person must look before anything is sent.',
  },
  factored: {
    nb: 'Kunden er merket for factoring; kravet kan være solgt. Noen hos kreditor må avgjøre.',
    sv: 'Kunden är märkt för factoring; fordran kan vara såld. Någon hos borgenären måste avgöra.',
    en: 'The customer is marked for factoring; the claim may be sold. Someone at the creditor must decide.',
  },
  'debtor-kind-unknown': {
    nb: 'Regnskapet sier ikke om kunden er en person eller et foretak. Noen hos kreditor må svare.',
    sv: 'Bokföringen säger inte om kunden är en person eller ett företag. Någon hos borgenären måste svara.',
    en: 'The ledger does not say whether the customer is a person or a company. Someone at the creditor must answer.',
  },
  vanished: {
    nb: 'Fakturaen finnes ikke lenger i regnskapet. Den regnes aldri som betalt; noen må se på den.',
    sv: 'Fakturan finns inte längre i bokföringen. Den räknas aldrig som betald; någon måste se på den.',
    en: 'The invoice is no longer in the ledger. It is never taken as paid; a person must look.',
  },
};

const CHANGES: Sentence = {
  nb: ' Svaret endrer seg {changesOn}.',
  sv: ' Svaret ändras {changesOn}.',
  en: ' The answer changes on {changesOn}.',
};

/** In which of the two countries a reader of the language takes "kr" for their own. */
const AT_HOME: Readonly<Record<Language, Country>> = { nb: 'NO', sv: 'SE', en: 'NO' };

/** The decision in one or two sentences for a person, in their language, with days and amounts as it writes them. */
export function explainDecision(decision: ClaimDecision, language: Language, inCurrency: string): string {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(decision.inputs)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    values[name] = DAYS.has(name) ? dayIn(String(value), language) : String(value);
    if (name.endsWith('Minor'))
      values[name.slice(0, -5)] = amountText(
        money(BigInt(value), currency(inCurrency)),
        language,
        AT_HOME[language],
      );
  }
  if (decision.changesOn !== undefined) values['changesOn'] = dayText(decision.changesOn, language);
  const text =
    SENTENCES[decision.rule][language] + (decision.changesOn === undefined ? '' : CHANGES[language]);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const DAYS: ReadonlySet<string> = new Set(['dueOn', 'until', 'invoicedOn', 'startOn', 'collectableFrom']);

/** As it stands where it is no day: a decision is told as it was stored. */
function dayIn(text: string, language: Language): string {
  return isLocalDate(text) ? dayText(localDate(text), language) : text;
}
