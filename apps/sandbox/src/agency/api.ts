import { hash } from 'node:crypto';
import { jsonReply, type Reply, type SimRequest } from '../server/exchange.js';
import { LruCache } from '../server/lru-cache.js';
import { Router } from '../server/router.js';
import { BatchRefusedError, readBatch } from './batch.js';
import type { CaseBook, Refusals } from './cases.js';
import type { EventLog } from './events.js';

export type AgencyHandler = (request: SimRequest) => Reply;

const REFERENCES_MAX = 50;
const REFERENCE = /^[0-9a-f-]{36}:\d{1,9}$/;
const EVENTS_MAX = 200;
const EVENTS_STANDARD = 100;
/** First answers that are kept for a repeat under the same key. */
const KEYS_KEPT = 10_000;
const KEY = /^[\x21-\x7e]{8,128}$/;

interface Kept {
  readonly bodyHash: string;
  readonly reply: Reply;
}

/** The agency's API, as docs/agency-api.md describes it; it refuses what is not written there. */
export function agencyRoutes(
  cases: CaseBook,
  events: EventLog,
  refusals: () => Refusals,
): Router<AgencyHandler> {
  const kept = new LruCache<string, Kept>(KEYS_KEPT);
  return new Router<AgencyHandler>()
    .add('POST', '/v1/messages', (request) => takeMessages(request, kept, cases, refusals()))
    .add('GET', '/v1/messages', (request) => lookUp(request, cases))
    .add('GET', '/v1/events', (request) => listEvents(request, events));
}

export function failure(status: number, message: string, headers: Record<string, string> = {}): Reply {
  return jsonReply(status, JSON.stringify({ error: message }), headers);
}

function takeMessages(
  { headers, query, body }: SimRequest,
  kept: LruCache<string, Kept>,
  cases: CaseBook,
  refusals: Refusals,
): Reply {
  if ([...query.keys()].length > 0) return failure(400, 'This address takes no query.');
  if (!/^application\/json(;|$)/.test(headers['content-type'] ?? ''))
    return failure(415, 'The body must be application/json.');
  const key = headers['idempotency-key'] ?? '';
  if (!KEY.test(key)) return failure(400, 'Idempotency-Key must be 8 to 128 printable characters.');
  const bodyHash = hash('sha256', body);
  const earlier = kept.get(key);
  if (earlier) {
    if (earlier.bodyHash === bodyHash) return earlier.reply;
    return failure(409, 'This Idempotency-Key was used for another body.');
  }
  try {
    const { creditor, messages } = readBatch(body);
    const inOrder = messages.toSorted((a, b) => a.sequence - b.sequence);
    const results = inOrder.map((message) => ({
      reference: message.reference,
      ...cases.take(creditor, message, refusals),
    }));
    const reply = jsonReply(200, JSON.stringify({ results }));
    // What was put off must not be put off again by the same key.
    if (results.every(({ outcome }) => outcome !== 'deferred')) kept.set(key, { bodyHash, reply });
    return reply;
  } catch (error) {
    if (error instanceof BatchRefusedError) return failure(error.status, error.message);
    throw error;
  }
}

function lookUp({ query }: SimRequest, cases: CaseBook): Reply {
  const references = (query.get('references') ?? '').split(',');
  const isFit = references.length <= REFERENCES_MAX && references.every((one) => REFERENCE.test(one));
  if (!isFit || [...query.keys()].some((name) => name !== 'references'))
    return failure(400, `references must be 1 to ${REFERENCES_MAX} of the form claimId:sequence.`);
  const results = references.flatMap((reference) => {
    const outcome = cases.outcomeOf(reference);
    return outcome ? [{ reference, ...outcome }] : [];
  });
  return jsonReply(200, JSON.stringify({ results }));
}

function listEvents({ query }: SimRequest, events: EventLog): Reply {
  if ([...query.keys()].some((name) => name !== 'after' && name !== 'limit'))
    return failure(400, 'This address knows after and limit only.');
  const limit = query.get('limit') ?? String(EVENTS_STANDARD);
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > EVENTS_MAX)
    return failure(400, `limit must be a whole number from 1 to ${EVENTS_MAX}.`);
  const page = events.page(query.get('after'), Number(limit));
  return page
    ? jsonReply(200, JSON.stringify(page))
    : failure(410, 'after is no cursor that we know (any more).');
}
