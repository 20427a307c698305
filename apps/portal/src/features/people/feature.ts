import { IconLockAccess, IconUsers } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';
import { hasRight } from '../../session/me.js';

/** Who belongs to an organisation, and which accounting firms a company lets in. */
export const people: Feature = {
  pages: [{ path: '/people', load: () => import('./people-page.js') }],
  navigation: [
    {
      to: '/people',
      label: { nb: 'Personer', sv: 'Personer', en: 'People' },
      icon: IconUsers,
      shownTo: (me) => hasRight(me, 'manage-people'),
    },
  ],
  companyTabs: [
    {
      path: 'access',
      label: { nb: 'Tilgang', sv: 'Åtkomst', en: 'Access' },
      icon: IconLockAccess,
      load: () => import('./access-page.js'),
      shownTo: (me) => hasRight(me, 'manage-people'),
    },
  ],
};
