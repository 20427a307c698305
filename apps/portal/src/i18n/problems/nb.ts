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
  'creditor-not-found': {
    title: 'Selskapet finnes ikke, eller du har ikke tilgang.',
    remedy: 'Velg et fra listen, eller be selskapet om å slippe organisasjonen din inn.',
  },
  'link-no-longer-holds': {
    title: 'Lenken gjelder ikke lenger.',
    remedy: 'Be den som inviterte deg om en ny.',
  },
  'unfit-fields': { title: 'Noe må rettes før dette kan lagres.', remedy: 'Rett feltene som er nevnt.' },
  'last-owner': { title: 'Dette er den siste eieren.', remedy: 'Gjør først noen andre til eier.' },
  'member-not-found': { title: 'Personen er ikke med lenger.', remedy: 'Last listen på nytt.' },
  'too-many-requests': { title: 'For mange forsøk på kort tid.', remedy: 'Vent et minutt og prøv igjen.' },
};
