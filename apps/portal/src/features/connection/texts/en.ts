import type { nb } from './nb.js';

export const en: typeof nb = {
  title: 'Connection',
  rulesTitle: 'Rules',
  rulesLead: 'When an overdue invoice becomes a claim, and who releases it.',
  toSecondPerson: 'Shall two persons agree? Choose that under Four eyes.',
  save: 'Save',
  saved: 'The rules hold from now on.',
  company: 'Company in the ledger',
  state: 'State',
  states: {
    'setting-up': 'Setting up',
    active: 'Running',
    paused: 'Paused',
    blocked: 'Stopped',
  },
  verified: 'The ledger let us in',
  lastRead: 'Last read',
  lastFailure: 'Last failure',
  next: 'Next reading',
  blockedTitle: 'The connection is stopped',
  blockedLead: 'Nothing is lost: claims and all we know stay. This is how it goes on:',
  mended: 'I have mended it. Try again',
  signInAgain: 'New access',
  signInAgainLead: 'Sign in anew, or enter new keys. All companies with the same access go on.',
  signInByOther:
    'Ask somebody in your organisation who may connect ledgers, or the debt collector, to renew the access.',
  ownAccessLead:
    'The access belongs to another organisation. Make one of your own, and the connection goes on with it.',
  running: 'The connection runs again.',
  check: 'Check',
  checkAgain: 'Check again',
  allRight: 'Everything is in place.',
  pause: 'Pause',
  resume: 'Resume',
  setUp: 'Set-up and booking account',
};
