import { IconApi } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';
import { hasRight } from '../../session/me.js';

/** Keys of programs, and where they are told what happens. */
export const developers: Feature = {
  pages: [{ path: '/developers', load: () => import('./developers-page.js') }],
  navigation: [
    {
      to: '/developers',
      label: { nb: 'Utviklere', sv: 'Utvecklare', en: 'Developers' },
      icon: IconApi,
      shownTo: (me) => hasRight(me, 'manage-people'),
    },
  ],
};
