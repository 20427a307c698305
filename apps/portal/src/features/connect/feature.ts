import { IconPlugConnected } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';
import { mayConnect } from '../../session/me.js';

/** From a ledger's name to a company that is pulled. Where one is stands in the address, what is done in the hub. */
export const connect: Feature = {
  pages: [
    { path: '/connect', load: () => import('./ledgers-page.js') },
    { path: '/connect/ledger/$key', load: () => import('./ledger-page.js') },
    { path: '/connect/access/$grantId', load: () => import('./access-page.js') },
    { path: '/connect/$creditorId/$connectionId', load: () => import('./set-up-page.js') },
  ],
  navigation: [
    {
      to: '/connect',
      label: { nb: 'Koble til', sv: 'Anslut', en: 'Connect' },
      icon: IconPlugConnected,
      shownTo: mayConnect,
    },
  ],
};
