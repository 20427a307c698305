import type { nb } from './nb.js';

export const en: typeof nb = {
  title: 'Your account',
  organisations: 'Organisations',
  secondStep: 'Code when signing in',
  secondStepOn: 'You are asked for a code of your app when you sign in.',
  secondStepOff: 'With a code of an app besides, nobody comes in with the password alone.',
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  password: 'Your password',
  goOn: 'Continue',
  scan: 'Scan the code with your authenticator app.',
  qr: 'Code for the authenticator app',
  byHand: 'Or type the key:',
  openApp: 'Open in the app on this device',
  code: 'The code that the app shows',
  confirm: 'Confirm',
  reserve: 'Reserve codes. Write them down; each works once if the app is lost:',
  refused: 'The password or the code does not fit.',
  changed: 'Saved.',
  notices: 'E-mail when something needs you',
  noticesLead:
    'When a connection breaks, something waits for approval, a posting is refused or figures do not agree, we send you a link to the page where you mend it.',
  noticeModes: {
    'at-once': { label: 'At once', hint: 'Within five minutes. The same thing is sent only once.' },
    daily: { label: 'Every morning', hint: 'One e-mail at seven, only when something waits.' },
    off: { label: 'Never', hint: 'Everything is still on the start page.' },
  },
  kinds: { collector: 'Debt collector', creditor: 'Creditor', 'accounting-firm': 'Accounting firm' },
};
