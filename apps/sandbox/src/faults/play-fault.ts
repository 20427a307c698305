import { setTimeout as delay } from 'node:timers/promises';
import { NO_ANSWER, type Reply, type SimRequest } from '../server/exchange.js';
import type { EffectKind, FaultRule, RefusalVariant } from './fault.js';

const DELAY_MAX_MS = 30_000;

/** What a vendor's simulator lends the faults: its own error shapes, and the effects only it can make. */
export interface FaultFaces {
  rateLimited(variant: RefusalVariant): Reply;
  serverError(): Reply;
  errorInside200(): Reply;
  effect(kind: EffectKind): void;
}

/** Plays one fault around the work of a request. Vendor-neutral: shapes come from `faces`. */
export async function playFault(
  rule: FaultRule,
  request: SimRequest,
  faces: FaultFaces,
  work: () => Reply,
): Promise<Reply> {
  switch (rule.kind) {
    case 'rate-limited':
      return faces.rateLimited(rule.variant ?? 'full');
    case 'error-500':
      return faces.serverError();
    case 'bad-gateway':
      return html(
        502,
        '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>',
      );
    case 'connection-reset':
      return NO_ANSWER;
    case 'html-200':
      return html(200, '<!DOCTYPE html><html><body>Vedlikehold p&aring;g&aring;r</body></html>');
    case 'error-in-200':
      return faces.errorInside200();
    case 'error-500-after-commit':
      work();
      return faces.serverError();
    case 'answer-lost':
      work();
      return NO_ANSWER;
    case 'truncated-json':
      return { ...work(), breakConnection: 'in-body' };
    case 'slow':
      await delay(Math.min(rule.delayMs ?? 50, DELAY_MAX_MS));
      return work();
    case 'late-write':
      await goneOrAfter(request, Math.min(rule.delayMs ?? 5_000, DELAY_MAX_MS));
      return work();
    default:
      faces.effect(rule.kind);
      return work();
  }
}

async function goneOrAfter(request: SimRequest, delayMs: number): Promise<void> {
  const stop = new AbortController();
  const waited = delay(delayMs, undefined, { signal: stop.signal }).catch(() => undefined);
  await Promise.race([request.clientGone, waited]);
  stop.abort();
}

function html(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
