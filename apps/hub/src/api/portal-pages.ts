import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const YEAR_SECONDS = 31_536_000;
/** What is answered by the hub itself; everything else that a browser opens is a page of the portal. */
const NOT_THE_PORTALS = /^\/(?:api|assets|health|metrics|sign-in\/callback)(?:\/|$)/;

/**
 * Serves the built portal at `/`. Its assets bear a hash of their content in their names and are kept for ever; the
 * document that names them is asked for anew each time, so that a new version is there with the next page.
 *
 * @param folder where the portal was built to; where it holds no document nothing is served
 */
export function servePortal(app: NestExpressApplication, folder: string): void {
  const root = resolve(folder);
  if (!existsSync(join(root, 'index.html'))) return;
  app.useStaticAssets(join(root, 'assets'), {
    prefix: '/assets',
    index: false,
    immutable: true,
    maxAge: YEAR_SECONDS * 1000,
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!asksForAPage(request)) {
      next();
      return;
    }
    response.set('cache-control', 'no-store');
    // Relative to the folder: a dot further up in the path is nobody's secret.
    response.sendFile('index.html', { root, cacheControl: false });
  });
}

function asksForAPage(request: Request): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  return !NOT_THE_PORTALS.test(request.path) && request.accepts(['json', 'html']) === 'html';
}
