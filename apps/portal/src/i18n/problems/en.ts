import type { nb } from './nb.js';

/** The hub speaks English by itself. */
export const en: typeof nb = {
  'beyond-authority': {
    title: 'It is more than the creditor’s authority allows.',
    remedy: 'Grant less, or have the creditor asked.',
  },
  'case-not-found': { title: 'There is no such case.', remedy: 'Choose it from the list of cases.' },
};
