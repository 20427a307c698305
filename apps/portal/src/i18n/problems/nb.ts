/** What the hub's refusals say, for those that people meet; others are shown in its own English words. */
export const nb: Readonly<Record<string, { readonly title: string; readonly remedy: string }>> = {
  'no-answer': {
    title: 'Kravhub svarer ikke.',
    remedy: 'Vent litt og prøv igjen. Ingenting blir gjort to ganger.',
  },
  'not-signed-in': { title: 'Du er ikke logget inn.', remedy: 'Logg inn på nytt.' },
  'not-allowed': {
    title: 'Rollen din tillater ikke dette.',
    remedy: 'Spør en eier i organisasjonen din om en rolle som har det.',
  },
  'webhook-address-refused': {
    title: 'Webhooks kan ikke gå til denne adressen.',
    remedy: 'Skriv inn en https-adresse med et offentlig navn. Private adresser kalles ikke.',
  },
  'webhook-endpoint-disabled': {
    title: 'Adressen er slått av.',
    remedy: 'Slå den på, og prøv igjen.',
  },
  'last-webhook-secret': {
    title: 'Det er den siste hemmeligheten.',
    remedy: 'Lag en ny først, og gi den til mottakeren.',
  },
  'too-many-webhook-secrets': {
    title: 'Adressen har så mange hemmeligheter som den kan ha.',
    remedy: 'Fjern en som mottakeren ikke bruker lenger.',
  },
  'event-not-kept': {
    title: 'Hendelsen finnes ikke lenger.',
    remedy: 'Den er for gammel, eller gjelder noen dere ikke når lenger.',
  },
  'creditor-not-found': {
    title: 'Selskapet finnes ikke, eller du har ikke tilgang.',
    remedy: 'Velg et fra listen, eller be selskapet om å slippe organisasjonen din inn.',
  },
  'link-no-longer-holds': {
    title: 'Lenken gjelder ikke lenger.',
    remedy: 'Be den som inviterte deg om en ny.',
  },
  'connection-not-active': {
    title: 'Tilkoblingen er ikke i drift.',
    remedy: 'Sett den i gang under Tilkobling, og prøv igjen.',
  },
  'ledger-unavailable': { title: 'Regnskapet svarer ikke akkurat nå.', remedy: 'Vent litt og prøv igjen.' },
  'refused-record-without-id': {
    title: 'Posten kan ikke leses alene.',
    remedy: 'Rett den i regnskapet, og les alt på nytt.',
  },
  'paid-directly-reported': {
    title: 'En betaling av dette kravet er meldt alt.',
    remedy: 'Vent til regnskapet viser den, eller avslutt den gamle meldingen først.',
  },
  'claim-over': {
    title: 'Det er ikke noe å vente på for dette kravet.',
    remedy: 'Last saken på nytt. Har skyldneren betalt for mye, betaler kreditor tilbake.',
  },
  'unfit-fields': { title: 'Noe må rettes før dette kan lagres.', remedy: 'Rett feltene som er nevnt.' },
  'member-already': {
    title: 'Du er allerede med i organisasjonen.',
    remedy:
      'Rollen din er som før, for invitasjonen gir mindre. Logg inn som vanlig; en eier kan endre rollen.',
  },
  'erasure-retained': {
    title: 'Loven krever at det beholdes.',
    remedy: 'Se dagene på siden. Kravhub sletter av seg selv når de kommer.',
  },
  'erasure-case-open': { title: 'Skyldneren har en åpen sak.', remedy: 'Vent til saken er avsluttet.' },
  'already-erased': { title: 'Alt er slettet fra før.', remedy: 'Du trenger ikke gjøre noe.' },
  'grant-request-answered': {
    title: 'Kreditor har svart før.',
    remedy: 'Last siden på nytt for å se hva som ble svart.',
  },
  'last-owner': { title: 'Dette er den siste eieren.', remedy: 'Gjør først noen andre til eier.' },
  'member-not-found': { title: 'Personen er ikke med lenger.', remedy: 'Last listen på nytt.' },
  'too-many-requests': { title: 'For mange forsøk på kort tid.', remedy: 'Vent et minutt og prøv igjen.' },
  'beyond-authority': {
    title: 'Det er mer enn kreditors fullmakt tillater.',
    remedy: 'Gi mindre, eller la kreditor bli spurt.',
  },
  'case-not-found': { title: 'Saken finnes ikke.', remedy: 'Velg den fra listen over saker.' },
  'own-proposal': {
    title: 'Dette trenger en annen enn deg.',
    remedy: 'Be en kollega med samme rett om å se på det, eller trekk det tilbake.',
  },
  'proposal-ended': {
    title: 'Dette er avgjort.',
    remedy: 'Se hva det ble til, og be om det på nytt hvis det fortsatt er ønsket.',
  },
  'proposal-outdated': {
    title: 'Noe er endret siden noen ba om dette. Ingenting ble gjort.',
    remedy: 'Se hvordan det er nå, og be om det på nytt hvis det fortsatt er ønsket.',
  },
  'too-many-proposals': {
    title: 'For mye venter på en person til.',
    remedy: 'Få noe av det avgjort, eller trekk det tilbake.',
  },
  'company-not-let-in': {
    title: 'Selskapet har ikke sluppet organisasjonen din inn.',
    remedy: 'Be selskapet, eller inkassoforetaket, om å slippe dere inn.',
  },
  'company-elsewhere': {
    title: 'Selskapet er allerede tilkoblet på en annen måte.',
    remedy: 'Bruk tilkoblingen som finnes. Er det regnskapet forlatt, settes den på pause først.',
  },
  'company-not-own': { title: 'Dette er ikke selskapet ditt.', remedy: 'Velg ditt eget selskap.' },
  'grant-not-found': {
    title: 'Tilgangen finnes ikke, eller den er ikke deres.',
    remedy: 'Velg en fra listen, eller lagre en ny.',
  },
  'grant-in-use': {
    title: 'Selskaper er koblet til med denne tilgangen.',
    remedy: 'Koble dem til med en annen tilgang først.',
  },
};
