import { IconEye } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';
import { hasCollectorRight } from '../../session/me.js';

/** Who looked at whose personal data, and what the law gives a person: to see it, and to have it erased. */
export const dataProtection: Feature = {
  pages: [{ path: '/debtors/$creditorId/$debtorId/data', load: () => import('./debtor-data-page.js') }],
  companyTabs: [
    {
      path: 'personal-data',
      label: { nb: 'Innsynslogg', sv: 'Åtkomstlogg', en: 'Access log' },
      icon: IconEye,
      load: () => import('./company-accesses-page.js'),
      shownTo: (me) => hasCollectorRight(me, 'audit'),
    },
  ],
};
