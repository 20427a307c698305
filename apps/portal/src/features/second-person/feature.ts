import { IconUsersGroup } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** What takes two persons, and what waits for the second. */
export const secondPerson: Feature = {
  companyTabs: [
    {
      path: 'second-person',
      label: { nb: 'Fire øyne', sv: 'Fyra ögon', en: 'Four eyes' },
      icon: IconUsersGroup,
      load: () => import('./second-person-page.js'),
    },
  ],
};
