import { IconMessageQuestion } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';
import { hasRight } from '../../session/me.js';

/** What a company is asked, because it goes beyond what it lets be granted in its name. */
export const grantRequests: Feature = {
  companyTabs: [
    {
      path: 'requests',
      label: { nb: 'Spørsmål til dere', sv: 'Frågor till er', en: 'Questions to you' },
      icon: IconMessageQuestion,
      load: () => import('./grant-requests-page.js'),
      shownTo: (me) => hasRight(me, 'approve'),
    },
  ],
};
