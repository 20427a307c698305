import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { currentTraceParent, traceFrom, withContext } from '../logging/log-context.js';
import { Metrics } from '../metrics/metrics.js';
import { withPrincipal } from './principal.js';

const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** Gives every request its ids, tells them to the caller, and logs and measures the answer by the route's template. */
export function requestContext(
  metrics: Metrics,
): (request: Request, response: Response, next: NextFunction) => void {
  const log = new Logger('Http');
  const seconds = metrics.histogram('kravhub_http_seconds', 'Time to answer a request.', [
    'method',
    'route',
    'status',
  ]);
  return (request, response, next) => {
    const given = request.header('x-request-id');
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();
    withContext({ requestId, ...traceFrom(request.header('traceparent')) }, () => {
      const end = seconds.startTimer({ method: request.method });
      response.setHeader('X-Request-Id', requestId);
      response.setHeader('traceparent', currentTraceParent() ?? '');
      response.once('close', () => {
        const route = routeTemplate(request);
        const duration = end({ route, status: String(response.statusCode) });
        if (route.startsWith('/health') || route === '/metrics') return;
        log.log({
          msg: 'answered',
          method: request.method,
          route,
          status: response.statusCode,
          durationMs: Math.round(duration * 1000),
        });
      });
      withPrincipal(next);
    });
  };
}

/** Never the address itself: it holds ids, and what people typed. */
function routeTemplate(request: Request): string {
  const path = (request.route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : 'none';
}
