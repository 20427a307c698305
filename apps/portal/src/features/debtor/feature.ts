import type { Feature } from '../../app/feature.js';

/** The debtor's own page of a case: no account and no navigation, a link and a code from the letter. */
export const debtor: Feature = {
  publicPages: [{ path: '/d/$link', load: () => import('./debtor-page.js') }],
};
