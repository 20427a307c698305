import { IconFolders } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** Claims in collection: found, understood, and worked. */
export const cases: Feature = {
  pages: [
    { path: '/cases', load: () => import('./case-list-page.js') },
    { path: '/cases/$creditorId/$caseId', load: () => import('./case-page.js') },
    { path: '/debtors/$creditorId/$debtorId', load: () => import('./debtor-page.js') },
  ],
  navigation: [
    {
      to: '/cases',
      label: { nb: 'Saker', sv: 'Ärenden', en: 'Cases' },
      icon: IconFolders,
    },
  ],
};
