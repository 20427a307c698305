import type { nb } from './nb.js';

/** The hub speaks English by itself. */
export const en: typeof nb = {
  'beyond-authority': {
    title: 'It is more than the creditor’s authority allows.',
    remedy: 'Grant less, or have the creditor asked.',
  },
  'case-not-found': { title: 'There is no such case.', remedy: 'Choose it from the list of cases.' },
  'own-proposal': {
    title: 'This needs somebody else than you.',
    remedy: 'Ask a colleague with the same right to look at it, or withdraw it.',
  },
  'proposal-ended': {
    title: 'This has been decided.',
    remedy: 'See what became of it, and ask anew if it is still wanted.',
  },
  'proposal-outdated': {
    title: 'Something has changed since this was asked. Nothing was done.',
    remedy: 'Look at how it is now, and ask anew if it is still wanted.',
  },
  'too-many-proposals': {
    title: 'Too much waits for a second person.',
    remedy: 'Have some of it decided, or withdraw it.',
  },
  'company-not-let-in': {
    title: 'The company has not let your organisation in.',
    remedy: 'Ask the company, or the debt collector, to let you in.',
  },
  'company-elsewhere': {
    title: 'The company is connected in another way already.',
    remedy: 'Use the connection there is. If that ledger was left, it is paused first.',
  },
  'company-not-own': { title: 'This is not your company.', remedy: 'Choose your own company.' },
  'grant-not-found': {
    title: 'There is no such access, or it is not yours.',
    remedy: 'Choose one of the list, or store a new one.',
  },
  'grant-in-use': {
    title: 'Companies are connected with this access.',
    remedy: 'Connect them with another access first.',
  },
};
