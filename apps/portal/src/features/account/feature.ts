import type { Feature } from '../../app/feature.js';

/** A person's own account; the way there is the menu at the top. */
export const account: Feature = {
  pages: [{ path: '/account', load: () => import('./account-page.js') }],
};
