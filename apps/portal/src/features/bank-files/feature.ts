import { IconFileImport } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';
import { hasCollectorRight } from '../../session/me.js';

/** Files that banks send: handing them in, and what became of each. */
export const bankFiles: Feature = {
  pages: [{ path: '/bank-files', load: () => import('./bank-files-page.js') }],
  navigation: [
    {
      to: '/bank-files',
      label: { nb: 'Bankfiler', sv: 'Bankfiler', en: 'Bank files' },
      icon: IconFileImport,
      shownTo: (me) => hasCollectorRight(me, 'move-money'),
    },
  ],
};
