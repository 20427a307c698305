import { IconCash } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** What debtors have paid a company's claims with, and how the company got it. */
export const payments: Feature = {
  companyTabs: [
    {
      path: 'payments',
      label: { nb: 'Penger', sv: 'Pengar', en: 'Money' },
      icon: IconCash,
      load: () => import('./payments-page.js'),
    },
  ],
};
