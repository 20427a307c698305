import { IconArrowBackUp } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** What is booked in the creditor's ledger, or is to be, and what people decide about it. */
export const postings: Feature = {
  companyTabs: [
    {
      path: 'postings',
      label: { nb: 'Bokføring', sv: 'Bokningar', en: 'Bookings' },
      icon: IconArrowBackUp,
      load: () => import('./postings-page.js'),
    },
  ],
};
