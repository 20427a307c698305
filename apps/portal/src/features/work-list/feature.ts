import { IconChecklist } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';
import { hasCollectorRight } from '../../session/me.js';

/** What a case handler has to do today. */
export const workList: Feature = {
  pages: [{ path: '/work', load: () => import('./work-list-page.js') }],
  navigation: [
    {
      to: '/work',
      label: { nb: 'Arbeidsliste', sv: 'Arbetslista', en: 'Work list' },
      icon: IconChecklist,
      shownTo: (me) => hasCollectorRight(me, 'work-cases'),
    },
  ],
};
