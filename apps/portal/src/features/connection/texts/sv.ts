import type { nb } from './nb.js';

export const sv: typeof nb = {
  title: 'Anslutning',
  rulesTitle: 'Regler',
  rulesLead: 'När en förfallen faktura blir en fordran och vem som släpper den.',
  toSecondPerson: 'Ska två personer vara överens? Välj det under Fyra ögon.',
  save: 'Spara',
  saved: 'Reglerna gäller från och med nu.',
  company: 'Företag i bokföringen',
  state: 'Tillstånd',
  states: {
    'setting-up': 'Sätts upp',
    active: 'I drift',
    paused: 'Pausad',
    blocked: 'Stoppad',
  },
  verified: 'Bokföringen släppte in oss',
  lastRead: 'Senast läst',
  lastFailure: 'Senaste fel',
  next: 'Nästa läsning',
  blockedTitle: 'Anslutningen är stoppad',
  blockedLead: 'Inget är förlorat: fordringar och det vi vet blir kvar. Så kommer den igång igen:',
  mended: 'Jag har rättat det. Försök igen',
  signInAgain: 'Ny åtkomst',
  signInAgainLead: 'Logga in på nytt eller skriv in nya nycklar. Alla företag med samma åtkomst går vidare.',
  signInByOther:
    'Be någon i din organisation som får ansluta bokföring, eller inkassoföretaget, att förnya åtkomsten.',
  ownAccessLead:
    'Åtkomsten tillhör en annan organisation. Skapa en egen, så går anslutningen vidare med den.',
  running: 'Anslutningen går igen.',
  check: 'Kontroll',
  checkAgain: 'Kontrollera igen',
  allRight: 'Allt är på plats.',
  pause: 'Pausa',
  resume: 'Fortsätt',
  setUp: 'Inställningar och bokningskonto',
};
