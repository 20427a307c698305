import type { nb } from './nb.js';

export const en: typeof nb = {
  title: 'Companies',
  lead: 'Everything within your reach, the most urgent first.',
  search: 'Search by name or organisation number',
  onlyToDo: 'Only what waits for me',
  connect: 'Connect a company',
  company: 'Company',
  ledger: 'Ledger',
  whatToDo: 'What now?',
  data: 'Read from the ledger',
  nextRun: 'Next',
  inCollection: 'In collection',
  allWell: 'All is well.',
  never: 'never',
  noneTitle: 'No companies yet',
  none: 'Connect a ledger, and the companies stand here with what has to be done.',
  noneForYou: 'No company has let you in yet. Ask them to.',
  nothingFound: 'No company fits the search.',
  more: 'Show more',
  states: { 'setting-up': 'Setting up', active: 'Running', paused: 'Paused', blocked: 'Stopped' },
  summary: {
    broken: 'Stopped connections',
    approval: 'Claims waiting for approval',
    differences: 'Differences',
    postings: 'Refused postings',
  },
  blocked: {
    'credentials-refused': 'The ledger no longer lets us in. Sign in again.',
    'permission-missing': 'A permission is missing in the ledger. Grant it, and try again.',
    'company-unreachable': 'The access no longer reaches the company. Connect it anew.',
    'module-missing': 'A module is missing in the ledger. Turn it on, and try again.',
    configuration: 'Something in the set-up has to be mended.',
    unknown: 'The connection is stopped. See what has to be mended.',
  },
  toDo: {
    blocked: () => '',
    preflight: () => 'Something in the ledger has to be mended.',
    failing: (count) => `The last ${count} readings failed. See why.`,
    'refused-postings': (count) =>
      count === 1
        ? 'One posting was refused. See why, and mend it.'
        : `${count} postings were refused. See why, and mend them.`,
    differences: (count) =>
      count === 1
        ? 'One difference between ledger and claims. Look at it.'
        : `${count} differences between ledger and claims. Look at them.`,
    'choose-account': () => 'Choose where payments are booked.',
    'finish-setup': () => 'Finish the set-up.',
    'second-person': (count) =>
      count === 1 ? 'Something waits for a second person.' : `${count} things wait for a second person.`,
    'approve-claims': (count) =>
      count === 1 ? 'One claim waits for approval.' : `${count} claims wait for approval.`,
    'grant-requests': (count) =>
      count === 1
        ? 'One question of the collector waits for the company’s answer.'
        : `${count} questions of the collector wait for the company’s answer.`,
    'release-postings': (count) =>
      count === 1
        ? 'One posting waits for you to release it.'
        : `${count} postings wait for you to release them.`,
    'held-claims': (count) =>
      count === 1
        ? 'One claim is held until somebody looks at it.'
        : `${count} claims are held until somebody looks at them.`,
    'refused-records': (count) =>
      count === 1
        ? 'One record of the ledger could not be read.'
        : `${count} records of the ledger could not be read.`,
  },
};
