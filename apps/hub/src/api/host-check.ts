import type { NextFunction, Request, Response } from 'express';
import { isLoopback } from '../config/environment.js';
import { sendProblem } from './problem-filter.js';

/**
 * A hub on loopback trusts whoever reaches it, so it must not be reached through a browser by a foreign page whose name
 * was made to point here (DNS rebinding): the request then still bears the foreign name.
 */
export function hostCheck(
  allowed: readonly string[],
): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (isLoopback(host) || allowed.includes(host)) {
      next();
      return;
    }
    sendProblem(response, {
      status: 421,
      code: 'foreign-host',
      title: 'The hub does not answer under this name.',
      cause: 'It listens on loopback, and the request names another host.',
      consequence: 'The request was not carried out.',
      remedy: 'Use http://localhost, or add the name to ALLOWED_HOSTS.',
    });
  };
}
