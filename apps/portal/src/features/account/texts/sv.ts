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
  scan: 'Skanna koden med autentiseringsappen.',
  qr: 'Kod för autentiseringsappen',
  byHand: 'Eller skriv in nyckeln:',
  openApp: 'Öppna i appen på den här enheten',
  code: 'Koden som appen visar',
  confirm: 'Bekräfta',
  reserve: 'Reservkoder. Skriv ner dem; var och en fungerar en gång om appen försvinner:',
  refused: 'Lösenordet eller koden stämmer inte.',
  changed: 'Sparat.',
  notices: 'Mejl när något behöver dig',
  noticesLead:
    'När en koppling bryts, något väntar på godkännande, en bokning avvisas eller siffror inte stämmer skickar vi en länk till sidan där du rättar det.',
  noticeModes: {
    'at-once': { label: 'Genast', hint: 'Inom fem minuter. Samma sak skickas bara en gång.' },
    daily: { label: 'Varje morgon', hint: 'Ett mejl klockan sju, bara när något väntar.' },
    off: { label: 'Aldrig', hint: 'Allt står kvar på startsidan.' },
  },
  kinds: { collector: 'Inkassoföretag', creditor: 'Borgenär', 'accounting-firm': 'Redovisningsbyrå' },
};
