import type { Feature } from '../../app/feature.js';

/** How people come in: signing in, a forgotten password, an invitation, the first account. */
export const entrance: Feature = {
  publicPages: [
    { path: '/sign-in', load: () => import('./sign-in-page.js') },
    { path: '/forgotten-password', load: () => import('./forgotten-password-page.js') },
    { path: '/reset-password', load: () => import('./reset-password-page.js') },
    { path: '/join', load: () => import('./join-page.js') },
    { path: '/first-user', load: () => import('./first-user-page.js') },
  ],
};
