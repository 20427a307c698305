import type { Language } from '../vocabulary.js';
import type { Hold, HoldReason } from './decision.js';

type Sentence = Readonly<Record<Language, string>>;

/** One sentence per reason; `{name}` is replaced by the hold's input of that name. */
const SENTENCES: Readonly<Record<HoldReason, Sentence>> = {
  settled: {
    nb: 'Ingenting skyldes lenger.',
    sv: 'Inget är längre skyldigt.',
    en: 'Nothing is owed any more.',
  },
  'claim-held': {
    nb: 'Kravet er stanset ({held}); noen må se på det.',
    sv: 'Fordran är stoppad ({held}); någon måste se på den.',
    en: 'The claim is held ({held}); someone must look at it.',
  },
  'objection-open': {
    nb: 'Skyldneren har innvendt {raisedOn}. Alt står stille til innsigelsen er avgjort.',
    sv: 'Gäldenären har bestridit {raisedOn}. Allt står stilla tills bestridandet är avgjort.',
    en: 'The debtor objected on {raisedOn}. Everything waits until the objection is decided.',
  },
  'objection-upheld': {
    nb: 'Innsigelsen fra {raisedOn} førte fram. Kravet skal lukkes.',
    sv: 'Bestridandet från {raisedOn} godtogs. Fordran ska avslutas.',
    en: 'The objection of {raisedOn} was upheld. The claim is to be closed.',
  },
  'objection-rejected': {
    nb: 'Innsigelsen fra {raisedOn} ble avvist. Bare en domstol kan gå videre, eller kravet trekkes.',
    sv: 'Bestridandet från {raisedOn} avvisades. Bara domstol kan gå vidare, eller så återtas fordran.',
    en: 'The objection of {raisedOn} was rejected. Only a court can go on with it, or the claim is withdrawn.',
  },
  'objection-before-board': {
    nb: 'Saken ligger hos klagenemnda. Den må svare først.',
    sv: 'Ärendet ligger hos nämnden. Den måste svara först.',
    en: 'The matter is before the complaints board, which must answer first.',
  },
  doubt: {
    nb: 'Det er tvil om {about} siden {sinceOn}. Kreditor må svare.',
    sv: 'Det råder tvivel om {about} sedan {sinceOn}. Borgenären måste svara.',
    en: 'There is doubt about the {about} since {sinceOn}. The creditor must answer.',
  },
  deferral: {
    nb: 'Skyldneren har fått utsettelse til {until}.',
    sv: 'Gäldenären har fått anstånd till {until}.',
    en: 'The debtor has time until {until}.',
  },
  'plan-proposed': {
    nb: 'En nedbetalingsplan er foreslått; svaret ventes innen {answerBy}.',
    sv: 'En avbetalningsplan är föreslagen; svar väntas senast {answerBy}.',
    en: 'A plan has been offered; the answer is awaited by {answerBy}.',
  },
  'plan-in-good-standing': {
    nb: 'Nedbetalingsplanen holdes. Neste avdrag er {nextDueOn}.',
    sv: 'Avbetalningsplanen hålls. Nästa avbetalning är {nextDueOn}.',
    en: 'The plan is kept. The next instalment is on {nextDueOn}.',
  },
  'plan-late-contact-first': {
    nb: 'Avdraget {nextDueOn} mangler. Skyldneren kontaktes først.',
    sv: 'Avbetalningen {nextDueOn} saknas. Gäldenären kontaktas först.',
    en: 'The instalment of {nextDueOn} is missing. The debtor is contacted first.',
  },
  'plan-broken-renegotiate': {
    nb: 'Planen holdes ikke. En saksbehandler tilbyr en ny før noe annet skjer.',
    sv: 'Planen hålls inte. En handläggare erbjuder en ny innan något annat händer.',
    en: 'The plan is not kept. A case handler offers another before anything else happens.',
  },
  pause: {
    nb: 'Saken er satt på pause siden {fromOn}.',
    sv: 'Ärendet är pausat sedan {fromOn}.',
    en: 'The case is paused since {fromOn}.',
  },
  'crisis-pause': {
    nb: 'Rettslige skritt hviler til {until}: {why}.',
    sv: 'Rättsliga åtgärder vilar till {until}: {why}.',
    en: 'Legal action rests until {until}: {why}.',
  },
  'payment-under-way': {
    nb: 'Betalingen ble gitt til banken {orderedOn}; pengene ventes innen {until}.',
    sv: 'Betalningen lämnades till banken {orderedOn}; pengarna väntas senast {until}.',
    en: 'The payment was given to the bank on {orderedOn}; the money is awaited by {until}.',
  },
  'paid-directly': {
    nb: 'Skyldneren skal ha betalt rett til kreditor {paidOn}. Alt står stille til regnskapet viser betalingen.',
    sv: 'Gäldenären ska ha betalat direkt till borgenären {paidOn}. Allt står stilla tills bokföringen visar betalningen.',
    en: 'The debtor is said to have paid the creditor directly on {paidOn}. Everything waits until the ledger shows it.',
  },
  deceased: {
    nb: 'Skyldneren døde {diedOn}. Finn boet eller arvingene.',
    sv: 'Gäldenären avled {diedOn}. Sök dödsboet eller arvingarna.',
    en: 'The debtor died on {diedOn}. Find the estate or the heirs.',
  },
  bankruptcy: {
    nb: 'Konkurs ble åpnet {openedOn}. Kravet meldes i boet.',
    sv: 'Konkurs inleddes {openedOn}. Fordran anmäls i konkursen.',
    en: 'Bankruptcy was opened on {openedOn}. The claim is filed in the estate.',
  },
  'debt-settlement': {
    nb: 'Gjeldsordning: {stage}. Ingen betaling kan kreves.',
    sv: 'Skuldsanering: {stage}. Ingen betalning får krävas.',
    en: 'Debt settlement: {stage}. No payment may be demanded.',
  },
  minor: {
    nb: 'Skyldneren er mindreårig til {adultOn}. En person må avgjøre om gjelden binder.',
    sv: 'Gäldenären är omyndig till {adultOn}. En person måste avgöra om skulden binder.',
    en: 'The debtor is under age until {adultOn}. A person must decide whether the debt binds.',
  },
  vulnerable: {
    nb: 'Skyldneren er i en særlig vanskelig situasjon ({care}). En person avgjør hvordan det går videre.',
    sv: 'Gäldenären är i en särskilt svår situation ({care}). En person avgör hur det går vidare.',
    en: 'The debtor is in a specially difficult situation ({care}). A person decides how to go on.',
  },
  'guardian-not-reachable': {
    nb: 'Vergen må få brevet, og vi vet ikke hvor.',
    sv: 'Ställföreträdaren måste få brevet, och vi vet inte var.',
    en: 'The guardian must get the letter, and we do not know where.',
  },
  'representative-not-reachable': {
    nb: 'Fullmektigen må få brevet, og vi vet ikke hvor.',
    sv: 'Ombudet måste få brevet, och vi vet inte var.',
    en: 'The representative must get the letter, and we do not know where.',
  },
  'protected-address': {
    nb: 'Adressen er beskyttet. En saksbehandler må ta brevet.',
    sv: 'Adressen är skyddad. En handläggare måste ta brevet.',
    en: 'The address is protected. A case handler must take the letter.',
  },
  'no-contact-point': {
    nb: 'Skyldneren kan ikke nås: {refused}.',
    sv: 'Gäldenären kan inte nås: {refused}.',
    en: 'The debtor cannot be reached: {refused}.',
  },
  'no-channel-rule': {
    nb: 'Ingen kanalregel passer. Rett tabellen.',
    sv: 'Ingen kanalregel passar. Rätta tabellen.',
    en: 'No rule of channels fits. Mend the table.',
  },
  'small-balance': {
    nb: 'Beløpet er for lite til å være verdt et steg.',
    sv: 'Beloppet är för litet för att vara värt ett steg.',
    en: 'The amount is too small to be worth a step.',
  },
  lapsed: {
    nb: 'Kravet ble foreldet {lapsesOn}. Det kreves ikke mer.',
    sv: 'Fordran preskriberades {lapsesOn}. Den krävs inte mer.',
    en: 'The claim lapsed on {lapsesOn}. It is demanded no more.',
  },
  'rules-not-approved': {
    nb: 'Ingen har godkjent reglene ({rules}, versjon {version}). Uten det tas ingen steg med rettsvirkning.',
    sv: 'Ingen har godkänt reglerna ({rules}, version {version}). Utan det tas inget steg med rättsverkan.',
    en: 'Nobody has approved the rules ({rules}, version {version}). Without it no step with legal effect is taken.',
  },
  'person-must-approve': {
    nb: 'En person må vurdere kravet og godkjenne steget ({because}).',
    sv: 'En person måste pröva fordran och godkänna steget ({because}).',
    en: 'A person must weigh the claim and approve the step ({because}).',
  },
  'not-due': {
    nb: 'Ikke for sent ennå: forfaller {dueOn}.',
    sv: 'Inte för sent ännu: förfaller {dueOn}.',
    en: 'Not late yet: due on {dueOn}.',
  },
  'days-after-due': {
    nb: 'Det ventes {days} dager etter forfall {dueOn}.',
    sv: 'Man väntar {days} dagar efter förfallodagen {dueOn}.',
    en: 'It waits {days} days after the due day {dueOn}.',
  },
  'deadline-running': {
    nb: 'Fristen går til {deadlineOn}, og {allowanceDays} dager for bank og post.',
    sv: 'Fristen löper till {deadlineOn}, och {allowanceDays} dagar för bank och post.',
    en: 'The time given runs until {deadlineOn}, and {allowanceDays} days for bank and post.',
  },
  'waits-for-joint-demand': {
    nb: 'Kravene inndrives samlet; en annen frist går til {noticeEndsOn}.',
    sv: 'Fordringarna drivs in tillsammans; en annan frist löper till {noticeEndsOn}.',
    en: 'The claims are collected together; another notice runs until {noticeEndsOn}.',
  },
  'contact-cap': {
    nb: 'Skyldneren har alt hørt fra oss: høyst {contactsMax} ganger på {withinDays} dager.',
    sv: 'Gäldenären har redan hört av oss: högst {contactsMax} gånger på {withinDays} dagar.',
    en: 'The debtor has heard from us already: at most {contactsMax} times in {withinDays} days.',
  },
  'quiet-day': {
    nb: 'Stille dager fra {from} til {to}.',
    sv: 'Stilla dagar från {from} till {to}.',
    en: 'Quiet days from {from} to {to}.',
  },
  'no-contact-hours': {
    nb: 'Ingen kontakttid denne dagen.',
    sv: 'Ingen kontakttid denna dag.',
    en: 'No hours of contact on this day.',
  },
  'law-figure-missing': {
    nb: 'Lovens tabell «{table}» er ikke kjent for {day}. Ingenting beregnes eller sendes før tallet er lagt inn.',
    sv: 'Lagens tabell ”{table}” är inte känd för {day}. Inget beräknas eller skickas förrän talet är infört.',
    en: 'The law’s table “{table}” is not known for {day}. Nothing is calculated or sent until its figure is added.',
  },
};

const CHANGES: Sentence = {
  nb: ' Svaret endrer seg {changesOn}.',
  sv: ' Svaret ändras {changesOn}.',
  en: ' The answer changes on {changesOn}.',
};

/** The hold in one or two sentences for a person, in their language. */
export function explainHold(hold: Hold, language: Language): string {
  const { changesOn, inputs, reason } = hold;
  const text = SENTENCES[reason][language] + (changesOn === undefined ? '' : CHANGES[language]);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = name === 'changesOn' ? changesOn : inputs[name];
    if (Array.isArray(value)) return value.join('; ');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}
