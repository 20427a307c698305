import { IconHistory } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** How the ledger was read: runs with their counts, and what could not be read. */
export const history: Feature = {
  companyTabs: [
    {
      path: 'history',
      label: { nb: 'Lesinger', sv: 'Läsningar', en: 'Readings' },
      icon: IconHistory,
      load: () => import('./history-page.js'),
    },
  ],
};
