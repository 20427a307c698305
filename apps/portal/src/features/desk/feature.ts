import { IconBuildingBank } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';
import { hasCollectorRight } from '../../session/me.js';

/** Money that came to the collector's accounts and belongs to nobody yet. */
export const desk: Feature = {
  pages: [{ path: '/money', load: () => import('./desk-page.js') }],
  navigation: [
    {
      to: '/money',
      label: { nb: 'Uplasserte penger', sv: 'Oplacerade pengar', en: 'Unmatched money' },
      icon: IconBuildingBank,
      shownTo: (me) => hasCollectorRight(me, 'see'),
    },
  ],
};
