import { IconAdjustments, IconPlug } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** A company's connection and the creditor's rules. */
export const connection: Feature = {
  companyTabs: [
    {
      path: 'rules',
      label: { nb: 'Regler', sv: 'Regler', en: 'Rules' },
      icon: IconAdjustments,
      load: () => import('./rules-page.js'),
    },
    {
      path: 'connection',
      label: { nb: 'Tilkobling', sv: 'Anslutning', en: 'Connection' },
      icon: IconPlug,
      load: () => import('./connection-page.js'),
    },
  ],
};
