import { IconChartBar } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** How a company's cases do: for the company, on the screen, on paper and as a workbook. */
export const reports: Feature = {
  companyTabs: [
    {
      path: 'reports',
      label: { nb: 'Rapport', sv: 'Rapport', en: 'Report' },
      icon: IconChartBar,
      load: () => import('./reports-page.js'),
    },
  ],
};
