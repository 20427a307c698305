import { IconHome } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.js';

/** All companies on one page, and what each asks of people. */
export const start: Feature = {
  pages: [{ path: '/', load: () => import('./start-page.js') }],
  navigation: [{ to: '/', label: { nb: 'Selskaper', sv: 'Företag', en: 'Companies' }, icon: IconHome }],
};
