import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { PageFailed } from '../components/error-boundary.js';
import { LoadingState } from '../components/loading-state.js';
import { CompanyFrame } from './company-frame.js';
import { FEATURES } from './features.js';
import { NotFound } from './not-found.js';
import { Frame } from './frame.js';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
const company = createRoute({
  getParentRoute: () => frame,
  path: '/companies/$creditorId',
  component: CompanyFrame,
});

const pages = FEATURES.flatMap((feature) => feature.pages ?? []).map(({ path, load }) =>
  createRoute({ getParentRoute: () => frame, path, component: lazyRouteComponent(load) }),
);
const tabs = FEATURES.flatMap((feature) => feature.companyTabs ?? []).map(({ path, load }) =>
  createRoute({ getParentRoute: () => company, path: `/${path}`, component: lazyRouteComponent(load) }),
);
const publicPages = FEATURES.flatMap((feature) => feature.publicPages ?? []).map(({ path, load }) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) }),
);

/** Addresses and their pages, made of what `features.ts` lists. */
export const router = createRouter({
  routeTree: root.addChildren([...publicPages, frame.addChildren([...pages, company.addChildren(tabs)])]),
  defaultErrorComponent: PageFailed,
  defaultPendingComponent: LoadingState,
  defaultPreload: 'intent',
  scrollRestoration: true,
});
