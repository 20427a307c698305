import type { nb } from './nb.js';

export const sv: typeof nb = {
  title: 'Ditt konto',
  organisations: 'Organisationer',
  secondStep: 'Kod vid inloggning',
  secondStepOn: 'Du får frågan om en kod från din app när du loggar in.',
  secondStepOff: 'Med en kod från en app dessutom kommer ingen in med bara lösenordet.',
  turnOn: 'Slå på',
  turnOff: 'Slå av',
  password: 'Ditt lösenord',
  goOn: 'Fortsätt',
  scan: 'Lägg till kontot i autentiseringsappen med den här nyckeln:',
  openApp: 'Öppna i appen på den här enheten',
  code: 'Koden som appen visar',
  confirm: 'Bekräfta',
  reserve: 'Reservkoder. Skriv ner dem; var och en fungerar en gång om appen försvinner:',
  refused: 'Lösenordet eller koden stämmer inte.',
  changed: 'Sparat.',
  kinds: { collector: 'Inkassoföretag', creditor: 'Borgenär', 'accounting-firm': 'Redovisningsbyrå' },
};
