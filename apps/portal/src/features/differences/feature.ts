import { IconScale } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** What does not agree between ledger, claims and client money. */
export const differences: Feature = {
  companyTabs: [
    {
      path: 'differences',
      label: { nb: 'Avvik', sv: 'Avvikelser', en: 'Differences' },
      icon: IconScale,
      load: () => import('./differences-page.js'),
    },
  ],
};
