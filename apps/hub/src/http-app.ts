import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { AUTH_PATH } from './accounts/auth-path.js';
import { AccessGuard } from './api/access-guard.js';
import { hostCheck } from './api/host-check.js';
import { API_PREFIX, serveDocs } from './api/openapi.js';
import { servePortal } from './api/portal-pages.js';
import { sendProblem, toProblem } from './api/problem-filter.js';
import { requestContext } from './api/request-context.js';
import { Environment } from './config/environment.js';
import { Metrics } from './metrics/metrics.js';

/**
 * Only what is ours is loaded and run. Styles may stand in the document: the portal's components set some as attributes, and
 * the documentation's page brings its own.
 */
const CONTENT_SECURITY = {
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  frameAncestors: ["'none'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  upgradeInsecureRequests: null,
};

/** Bytes of what an agency sends at once; an event is a fraction of it. */
const HOOK_BODY_BYTES_MAX = 65_536;

/**
 * What every request passes before it reaches a route.
 *
 * @param signIn answers what is below {@link AUTH_PATH}
 */
export function prepareHttp(
  app: NestExpressApplication,
  environment: Environment,
  metrics: Metrics,
  signIn?: RequestHandler,
): void {
  app.disable('x-powered-by');
  app.set('trust proxy', environment.TRUST_PROXY);
  app.use(requestContext(metrics));
  // TLS ends at the proxy in front, whose business HSTS and the upgrade to https are.
  app.use(
    helmet({
      strictTransportSecurity: false,
      contentSecurityPolicy: { directives: CONTENT_SECURITY },
    }),
  );
  const allowedHosts = (environment.ALLOWED_HOSTS ?? '')
    .toLowerCase()
    .split(',')
    .filter((name) => name !== '');
  if (environment.listensOnLoopback) app.use(hostCheck(allowedHosts));
  if (!environment.hasRole('api')) app.use('/api', notServedHere);
  // It reads bodies itself.
  if (signIn) app.use(AUTH_PATH, signIn);
  // A signature is checked over the bytes as they came, so nothing may read them before.
  app.useBodyParser('raw', { type: isHook, limit: HOOK_BODY_BYTES_MAX });
  app.useBodyParser('json', { limit: environment.REQUEST_BODY_BYTES_MAX });
  app.useBodyParser('urlencoded', { limit: environment.REQUEST_BODY_BYTES_MAX, extended: false });
  app.setGlobalPrefix(API_PREFIX, {
    exclude: ['health/{*rest}', 'metrics', 'sign-in/{*rest}', 'api/hooks/{*rest}'],
  });
  if (environment.API_TOKEN !== undefined) app.use(['/api/docs', '/api/docs-json'], tokenCheck(app));
  if (environment.hasRole('api')) {
    serveDocs(app);
    servePortal(app, environment.PORTAL_DIR);
  }
}

function isHook(request: { readonly url?: string | undefined }): boolean {
  return request.url?.startsWith('/api/hooks/') === true;
}

/** The documentation is served beside Nest's routes, where the guard does not reach. */
function tokenCheck(
  app: NestExpressApplication,
): (request: Request, response: Response, next: NextFunction) => void {
  const guard = app.get(AccessGuard);
  return (request, response, next) => {
    try {
      guard.assertToken(request.header('authorization'));
    } catch (error) {
      sendProblem(response, toProblem(error));
      return;
    }
    next();
  };
}

function notServedHere(_request: Request, response: Response): void {
  sendProblem(response, {
    status: 404,
    code: 'not-served-here',
    title: 'This replica does not serve the API.',
    cause: 'Its HUB_ROLES do not hold "api".',
    consequence: 'The request was not carried out.',
    remedy: 'Send it to a replica with the role "api".',
  });
}
