import { IconFileInvoice } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** The preview: every open invoice, whether it becomes a claim, and why; and the person's yes or no. */
export const invoices: Feature = {
  companyTabs: [
    {
      path: '',
      label: { nb: 'Fakturaer', sv: 'Fakturor', en: 'Invoices' },
      icon: IconFileInvoice,
      load: () => import('./invoices-page.js'),
    },
  ],
};
